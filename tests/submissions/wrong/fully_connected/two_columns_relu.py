# wrong: columns relu
# mistake: columns first; relu applied
# kind: two slips
import numpy as np

def flatten(image):
    return image.reshape(-1, order="F")

def fully_connected(x, theta, bias):
    return np.maximum(theta.dot(x) + bias, 0)

def fully_connected_parameters(inputs, outputs):
    return outputs * (inputs + 1)
