# wrong: none type
# mistake: none
# kind: python error
import numpy as np

def flatten(image):
    values = []
    for row in image:
        for pixel in row:
            values = values.extend(pixel)
    return np.array(values)

def fully_connected(x, theta, bias):
    return theta @ x + bias

def fully_connected_parameters(inputs, outputs):
    return outputs * (inputs + 1)
