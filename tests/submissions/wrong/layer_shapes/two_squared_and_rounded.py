# wrong: squared and rounded
# mistake: filter side not squared; rounded up
# kind: two slips
import math

def trace(input_shape, layers):
    rows, shape = [], tuple(input_shape)
    for layer in layers:
        kind, count = layer[0], 0
        if kind == "conv":
            _, k, f, s, p = layer
            count = k * (shape[0] * f + 1)
            shape = (k, math.ceil((shape[1] - f + 2 * p) / s) + 1, math.ceil((shape[2] - f + 2 * p) / s) + 1)
        elif kind == "pool":
            _, f, s = layer
            shape = (shape[0], math.ceil((shape[1] - f) / s) + 1, math.ceil((shape[2] - f) / s) + 1)
        elif kind == "flatten":
            shape = (shape[0] * shape[1] * shape[2],)
        elif kind == "fc":
            count = (shape[0] + 1) * layer[1]
            shape = (layer[1],)
        rows.append((shape, count))
    return rows
