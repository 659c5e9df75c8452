# x @ theta, as for a row vector.
# mistake: theta transposed
import numpy as np


def flatten(image):
    return image.ravel()


def fully_connected(x, theta, bias):
    return np.matmul(x, theta) + bias


def fully_connected_parameters(inputs, outputs):
    return outputs * (inputs + 1)
