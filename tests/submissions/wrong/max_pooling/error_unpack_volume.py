# wrong: unpack volume
# mistake: none
# kind: python error
import numpy as np

def max_pool(image, size=2, stride=2):
    c, h, w = image.shape
    out = np.zeros((c, (h - size) // stride + 1, (w - size) // stride + 1))
    for i in range(out.shape[1]):
        for j in range(out.shape[2]):
            out[:, i, j] = image[:, i * stride:i * stride + size, j * stride:j * stride + size].max(axis=(1, 2))
    return out

def max_pool_volume(volume, size=2, stride=2):
    return max_pool(volume, size, stride)
