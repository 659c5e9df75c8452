# wrong: no empty
# mistake: none
# or: every pool halves
# kind: limited
def trace(input_shape, layers):
    rows, shape = [], tuple(input_shape)
    for layer in layers:
        kind, count = layer[0], 0
        if kind == "conv":
            _, k, f, s, p = layer
            count = k * (shape[0] * f * f + 1)
            shape = (k, (shape[1] - f + 2 * p) // s + 1, (shape[2] - f + 2 * p) // s + 1)
        elif kind == "pool":
            shape = (shape[0], shape[1] // 2, shape[2] // 2)
        elif kind == "flatten":
            shape = (shape[0] * shape[1] * shape[2],)
        elif kind == "fc":
            count = (shape[0] + 1) * layer[1]
            shape = (layer[1],)
        rows.append((shape, count))
    return rows
