# einsum, concatenate, and a NumPy integer.
import numpy as np


def flatten(image: np.ndarray) -> np.ndarray:
    print("flattening", image.shape)
    return np.concatenate([pixel for row in image for pixel in row])


def fully_connected(x: np.ndarray, theta: np.ndarray, bias: np.ndarray) -> np.ndarray:
    return np.einsum("kd,d->k", theta, x) + bias


def fully_connected_parameters(inputs: int, outputs: int):
    return np.size(np.empty((outputs, inputs + 1)))
