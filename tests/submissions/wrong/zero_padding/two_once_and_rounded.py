# wrong: once and rounded
# mistake: zeros after the image only; rounded to whole numbers
# kind: two slips
import numpy as np

def zero_pad(image, pad):
    out = np.zeros((image.shape[0] + pad, image.shape[1] + pad), dtype=int)
    out[:image.shape[0], :image.shape[1]] = image
    return out
