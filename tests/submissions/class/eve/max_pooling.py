import numpy as np


def max_pool(image, size=2, stride=2):
    H = (image.shape[0] - size) // stride + 1
    W = (image.shape[1] - size) // stride + 1
    out = np.zeros((H, W))
    for r in range(H):
        for c in range(W):
            biggest = 0
            for i in range(size):
                for j in range(size):
                    biggest = max(biggest, image[r * stride + i][c * stride + j])
            out[r][c] = biggest
    return out


def max_pool_volume(volume, size=2, stride=2):
    maps = [max_pool(volume[k], size, stride) for k in range(len(volume))]
    return np.stack(maps, axis=0)
