# never heard of flatten: fc multiplies by itself
# mistake: none
from math import prod


def trace(input_shape, layers):
    shape, rows = tuple(input_shape), []
    for layer in layers:
        params = 0
        if layer[0] == "conv":
            _, k, f, s, p = layer
            params = k * (shape[0] * f * f + 1)
            shape = (k,) + tuple((n + 2 * p - f) // s + 1 for n in shape[1:])
        elif layer[0] == "pool":
            shape = (shape[0],) + tuple((n - layer[1]) // layer[2] + 1 for n in shape[1:])
        elif layer[0] == "fc":
            params = layer[1] * (prod(shape) + 1)
            shape = (layer[1],)
        rows.append((shape, params))
    return rows
