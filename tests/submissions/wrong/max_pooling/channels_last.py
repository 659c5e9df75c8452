# thinks that a volume is (H, W, C)
# mistake: last axis taken for the channels
import numpy as np


def max_pool(image, size=2, stride=2):
    out = []
    for y in range(0, image.shape[0] - size + 1, stride):
        out.append([image[y : y + size, x : x + size].max() for x in range(0, image.shape[1] - size + 1, stride)])
    return np.array(out)


def max_pool_volume(volume, size=2, stride=2):
    return np.dstack([max_pool(volume[:, :, c], size, stride) for c in range(volume.shape[2])])
