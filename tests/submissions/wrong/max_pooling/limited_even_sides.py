# wrong: reshape trick with the odd row cut off, only for size = stride
# mistake: none
# or: cut into tiles; size taken for the stride; stride left out
# kind: limited
import numpy as np

def max_pool(image, size=2, stride=2):
    h, w = image.shape[0] // size, image.shape[1] // size
    return image[:h * size, :w * size].reshape(h, size, w, size).max(axis=(1, 3))

def max_pool_volume(volume, size=2, stride=2):
    return np.stack([max_pool(v, size, stride) for v in volume])
