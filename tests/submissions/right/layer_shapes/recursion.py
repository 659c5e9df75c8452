# recursion over the list, NumPy integers
import numpy as np


def step(shape, layer):
    kind = layer[0]
    sides = np.array(shape[1:], dtype=np.int64)
    if kind == "conv":
        _, k, f, s, p = layer
        h, w = (sides - f + 2 * p) // s + 1
        return (k, h, w), np.int64(k * (shape[0] * f * f + 1))
    if kind == "pool":
        _, f, s = layer
        h, w = (sides - f) // s + 1
        return (shape[0], h, w), 0
    if kind == "flatten":
        return (np.prod(shape, dtype=np.int64),), 0
    if kind == "fc":
        return (layer[1],), layer[1] * (shape[0] + 1)
    return shape, 0


def trace(input_shape, layers):
    if not layers:
        return []
    row = step(input_shape, layers[0])
    return [row] + trace(row[0], layers[1:])
