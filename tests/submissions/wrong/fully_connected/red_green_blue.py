# All the reds, then all the greens, then all the blues.
# mistake: one colour after another
import numpy as np


def flatten(image):
    return np.concatenate([image[:, :, c].reshape(-1) for c in range(image.shape[2])])


def fully_connected(x, theta, bias):
    return theta.dot(x) + bias


def fully_connected_parameters(inputs, outputs):
    return outputs * inputs + outputs
