# wrong: reshape
# mistake: none
# or: cut into tiles
# kind: python error
import numpy as np

def max_pool(image, size=2, stride=2):
    h, w = image.shape
    return image.reshape(h // size, size, w // size, size).max(axis=(1, 3))

def max_pool_volume(volume, size=2, stride=2):
    c, h, w = volume.shape
    return volume.reshape(c, h // size, size, w // size, size).max(axis=(2, 4))
