# Pads with F and G zeros.
# mistake: padded by the whole filter
import numpy as np


def convolve(image, kernel):
    F, G = kernel.shape
    p = np.pad(image, ((F, F), (G, G)))
    k = kernel[::-1, ::-1]
    rows = range(p.shape[0] - F + 1)
    cols = range(p.shape[1] - G + 1)
    return [[float(np.sum(p[r : r + F, c : c + G] * k)) for c in cols] for r in rows]
