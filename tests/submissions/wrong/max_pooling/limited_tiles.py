# wrong: tiles
# mistake: none
# kind: limited
import numpy as np

def max_pool(image, size=2, stride=2):
    h, w = image.shape
    assert h % size == 0 and w % size == 0
    assert size == stride
    return image.reshape(h // size, size, w // size, size).max(axis=(1, 3))

def max_pool_volume(volume, size=2, stride=2):
    return np.stack([max_pool(v, size, stride) for v in volume])
