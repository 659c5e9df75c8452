# wrong: strings
# mistake: none
# kind: form
import numpy as np

def flatten(image):
    return [str(v) for v in image.ravel()]

def fully_connected(x, theta, bias):
    return theta @ x + bias

def fully_connected_parameters(inputs, outputs):
    print(outputs * (inputs + 1))
