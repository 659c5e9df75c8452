# wrong: not aligned
# mistake: none
# or: theta transposed
# kind: python error
import numpy as np

def flatten(image):
    return image.ravel()

def fully_connected(x, theta, bias):
    return np.dot(x, theta) + bias

def fully_connected_parameters(inputs, outputs):
    return outputs * (inputs + 1)
