# wrong: bias and count
# mistake: bias left out; bias left out of the count
# kind: two slips
import numpy as np

def flatten(image):
    return np.ravel(image)

def fully_connected(x, theta, bias):
    return theta @ x

def fully_connected_parameters(inputs, outputs):
    return inputs * outputs
