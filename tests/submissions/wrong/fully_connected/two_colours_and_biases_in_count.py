# wrong: colour planes one after another, and a bias for inputs and outputs
# mistake: one colour after another
# kind: two slips
import numpy as np

def flatten(image):
    return np.concatenate([image[:, :, c].ravel() for c in range(image.shape[2])])

def fully_connected(x, theta, bias):
    return theta.dot(x) + bias

def fully_connected_parameters(inputs, outputs):
    return inputs * outputs + inputs + outputs
