# wrong: divides the result by the number of inputs
# mistake: none
# kind: undeclared
import numpy as np

def flatten(image):
    return image.reshape(-1)

def fully_connected(x, theta, bias):
    return theta @ x / len(x) + bias

def fully_connected_parameters(inputs, outputs):
    return (inputs + 1) * outputs
