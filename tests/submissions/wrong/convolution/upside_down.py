# kernel[::-1] turns around the rows alone.
# mistake: flipped up and down only
import numpy as np


def convolve(image, kernel):
    kernel = kernel[::-1]
    F, G = kernel.shape
    p = np.pad(image, ((F - 1, F - 1), (G - 1, G - 1)))
    return np.array(
        [
            [np.sum(p[i : i + F, j : j + G] * kernel) for j in range(image.shape[1] + G - 1)]
            for i in range(image.shape[0] + F - 1)
        ]
    )
