# wrong: zero start ceil
# mistake: maximum that starts at zero
# or: incomplete windows kept; edge filled up with zeros
# kind: two slips
import numpy as np

def max_pool(image, size=2, stride=2):
    h = int(np.ceil((image.shape[0] - size) / stride)) + 1
    w = int(np.ceil((image.shape[1] - size) / stride)) + 1
    out = np.zeros((h, w))
    for i in range(h):
        for j in range(w):
            for v in image[i * stride:i * stride + size, j * stride:j * stride + size].ravel():
                if v > out[i, j]:
                    out[i, j] = v
    return out

def max_pool_volume(volume, size=2, stride=2):
    return np.stack([max_pool(v, size, stride) for v in volume])
