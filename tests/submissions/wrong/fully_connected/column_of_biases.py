# The bias as linear algebra writes it, a column: NumPy makes a table of the sum.
# mistake: bias made a column
import numpy as np


def flatten(image):
    return np.concatenate([row.reshape(-1) for row in image])


def fully_connected(x, theta, bias):
    return np.dot(theta, x) + bias.reshape(len(bias), 1)


def fully_connected_parameters(inputs, outputs):
    return outputs * inputs + outputs
