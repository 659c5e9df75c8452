# wrong: list not volume
# mistake: none
# or: first map alone
# kind: form
import numpy as np

def max_pool(image, size=2, stride=2):
    h, w = (image.shape[0] - size) // stride + 1, (image.shape[1] - size) // stride + 1
    return [[image[i * stride:i * stride + size, j * stride:j * stride + size].max() for j in range(w)] for i in range(h)]

def max_pool_volume(volume, size=2, stride=2):
    for channel in volume:
        return max_pool(channel, size, stride)
