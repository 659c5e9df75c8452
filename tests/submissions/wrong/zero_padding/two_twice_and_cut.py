# wrong: pads twice as much, with ones
# mistake: pad counted twice; ones instead of zeros
# kind: two slips
import numpy as np

def zero_pad(image, pad):
    h, w = image.shape
    out = np.ones((h + 4 * pad, w + 4 * pad))
    out[2 * pad:2 * pad + h, 2 * pad:2 * pad + w] = image
    return out
