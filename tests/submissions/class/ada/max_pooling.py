import numpy as np


def max_pool(image, size=2, stride=2):
    H, W = image.shape
    out_h = (H - size) // stride + 1
    out_w = (W - size) // stride + 1
    out = np.zeros((out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            best = image[i * stride, j * stride]
            for di in range(size):
                for dj in range(size):
                    v = image[i * stride + di, j * stride + dj]
                    if v > best:
                        best = v
            out[i, j] = best
    return out


def max_pool_volume(volume, size=2, stride=2):
    out = []
    for c in range(volume.shape[0]):
        out.append(max_pool(volume[c], size, stride))
    return np.array(out)
