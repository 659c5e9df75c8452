# wrong: mean stride
# mistake: average for maximum; stride left out
# kind: two slips
import numpy as np

def max_pool(image, size=2, stride=2):
    h, w = image.shape[0] - size + 1, image.shape[1] - size + 1
    return np.array([[image[i:i + size, j:j + size].mean() for j in range(w)] for i in range(h)])

def max_pool_volume(volume, size=2, stride=2):
    return np.array([max_pool(channel, size, stride) for channel in volume])
