# Comes from MATLAB, where the columns come first.
# mistake: columns first
import numpy as np


def flatten(image):
    return np.asarray(image).flatten("F")


def fully_connected(x, theta, bias):
    return np.dot(theta, x) + bias


def fully_connected_parameters(inputs, outputs):
    return outputs * inputs + outputs
