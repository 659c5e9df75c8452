# has no row for layers that do nothing
# mistake: relu left out of the list
from math import prod


def trace(input_shape, layers):
    shape, rows = tuple(input_shape), []
    for layer in layers:
        if layer[0] == "relu":
            continue
        if layer[0] == "flatten":
            shape, params = (prod(shape),), 0
        elif layer[0] == "fc":
            shape, params = (layer[1],), layer[1] * (shape[0] + 1)
        elif layer[0] == "pool":
            shape, params = (shape[0], *((n - layer[1]) // layer[2] + 1 for n in shape[1:])), 0
        else:
            _, k, f, s, p = layer
            params = k * (shape[0] * f * f + 1)
            shape = (k, *((n - f + 2 * p) // s + 1 for n in shape[1:]))
        rows.append((shape, params))
    return rows
