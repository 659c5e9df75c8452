# wrong: reversed
# mistake: none
# kind: undeclared
import numpy as np

def flatten(image):
    return image.ravel()[::-1]

def fully_connected(x, theta, bias):
    return (theta @ x + bias)[::-1]

def fully_connected_parameters(inputs, outputs):
    return outputs * (inputs + 1)
