# wrong: updown rounded
# mistake: flipped up and down only; rounded to whole numbers
# kind: two slips
import numpy as np

def convolve(image, kernel):
    f, g = kernel.shape
    k = kernel[::-1]
    p = np.pad(image, ((f - 1, f - 1), (g - 1, g - 1)))
    out = np.zeros((image.shape[0] + f - 1, image.shape[1] + g - 1), dtype=int)
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = (p[i:i + f, j:j + g] * k).sum()
    return out
