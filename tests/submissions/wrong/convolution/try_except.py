# Catches IndexError, which negative indices do not raise.
# mistake: negative index wraps around
import numpy as np


def convolve(image, kernel):
    H, W = image.shape
    F, G = kernel.shape
    out = np.zeros((H + F - 1, W + G - 1))
    for x in range(H + F - 1):
        for y in range(W + G - 1):
            for m in range(H):
                for n in range(W):
                    try:
                        out[x, y] += image[m, n] * kernel[x - m, y - n]
                    except IndexError:
                        pass
    return out
