# wrong: double bias
# mistake: none
# or: input channels left out; weights counted at every stop
# kind: undeclared
def trace(input_shape, layers):
    rows, shape = [], tuple(input_shape)
    for layer in layers:
        kind, count = layer[0], 0
        if kind == "conv":
            _, k, f, s, p = layer
            shape = (k, (shape[1] - f + 2 * p) // s + 1, (shape[2] - f + 2 * p) // s + 1)
            count = k * (f * f + 1) * shape[1] * shape[2]
        elif kind == "pool":
            shape = (shape[0], (shape[1] - layer[1]) // layer[2] + 1, (shape[2] - layer[1]) // layer[2] + 1)
        elif kind == "flatten":
            shape = (shape[0] * shape[1] * shape[2],)
        elif kind == "fc":
            count = (shape[0] + 1) * layer[1]
            shape = (layer[1],)
        rows.append((shape, count))
    return rows
