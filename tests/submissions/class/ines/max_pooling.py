import numpy as np


def max_pool(image, size=2, stride=2):
    while True:
        print("pooling", image.shape, flush=True)


def max_pool_volume(volume, size=2, stride=2):
    return np.stack([[[m[i : i + size, j : j + size].max() for j in range(0, m.shape[1] - size + 1, stride)]
                      for i in range(0, m.shape[0] - size + 1, stride)] for m in volume])
