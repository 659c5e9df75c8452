# wrong: tuple assign
# mistake: none
# kind: python error
def trace(input_shape, layers):
    rows, shape = [], input_shape
    for layer in layers:
        count = 0
        if layer[0] == "conv":
            _, k, f, s, p = layer
            count = k * (shape[0] * f * f + 1)
            shape[0] = k
            shape[1] = (shape[1] - f + 2 * p) // s + 1
            shape[2] = (shape[2] - f + 2 * p) // s + 1
        rows.append((shape, count))
    return rows
