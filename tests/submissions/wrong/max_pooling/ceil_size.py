# range over the whole image: slices at the edge are simply shorter
# mistake: incomplete windows kept
import math

import numpy as np


def max_pool(image, size=2, stride=2):
    n_rows = math.ceil((image.shape[0] - size) / stride) + 1
    n_cols = math.ceil((image.shape[1] - size) / stride) + 1
    return np.array(
        [
            [image[r * stride : r * stride + size, c * stride : c * stride + size].max() for c in range(n_cols)]
            for r in range(n_rows)
        ]
    )


def max_pool_volume(volume, size=2, stride=2):
    return np.array([max_pool(m, size, stride) for m in volume])
