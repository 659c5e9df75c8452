# wrong: column
# mistake: none
# kind: form
import numpy as np

def flatten(image):
    return image.ravel()

def fully_connected(x, theta, bias):
    scores = theta @ x + bias
    return scores.reshape(1, -1)

def fully_connected_parameters(inputs, outputs):
    return float(outputs * (inputs + 1))
