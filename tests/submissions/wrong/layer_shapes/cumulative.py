# the counter is never set back
# mistake: running totals
def trace(input_shape, layers):
    shape, params, out = list(input_shape), 0, []
    for layer in layers:
        if layer[0] == "conv":
            _, k, f, s, p = layer
            params += k * (shape[0] * f * f + 1)
            shape = [k] + [(n + 2 * p - f) // s + 1 for n in shape[1:]]
        elif layer[0] == "pool":
            _, f, s = layer
            shape = [shape[0]] + [(n - f) // s + 1 for n in shape[1:]]
        elif layer[0] == "flatten":
            shape = [shape[0] * shape[1] * shape[2]]
        elif layer[0] == "fc":
            params += layer[1] * (shape[0] + 1)
            shape = [layer[1]]
        out.append((tuple(shape), params))
    return out
