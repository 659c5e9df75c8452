# x is the outer loop, so it runs down the columns of pixels.
# mistake: columns of pixels first
import numpy as np


def flatten(image):
    height, width, channels = image.shape
    flat = []
    for x in range(width):
        for y in range(height):
            flat.extend(image[y, x])
    return np.array(flat)


def fully_connected(x, theta, bias):
    return theta @ x + bias


def fully_connected_parameters(inputs, outputs):
    return inputs * outputs + outputs
