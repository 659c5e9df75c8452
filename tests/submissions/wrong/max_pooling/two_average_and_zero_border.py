# wrong: averages, and windows with a stride of their own size
# mistake: average for maximum; size taken for the stride
# kind: two slips
import numpy as np

def max_pool(image, size=2, stride=2):
    h, w = image.shape
    oh, ow = (h - size) // size + 1, (w - size) // size + 1
    out = np.zeros((oh, ow))
    for i in range(oh):
        for j in range(ow):
            out[i, j] = np.mean(image[i * size:i * size + size, j * size:j * size + size])
    return out

def max_pool_volume(volume, size=2, stride=2):
    return np.array([max_pool(m, size, stride) for m in volume])
