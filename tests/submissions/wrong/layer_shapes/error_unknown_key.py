# wrong: unknown key
# mistake: none
# kind: python error
def trace(input_shape, layers):
    rows, shape = [], tuple(input_shape)
    for kind, k, f, s, p in layers:
        if kind == "conv":
            shape = (k, (shape[1] - f + 2 * p) // s + 1, (shape[2] - f + 2 * p) // s + 1)
            rows.append((shape, 0))
    return rows
