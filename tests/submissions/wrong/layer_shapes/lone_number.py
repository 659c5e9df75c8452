# (d) is not a tuple
# mistake: bare number after flatten
def trace(input_shape, layers):
    shape = input_shape
    out = []
    for layer in layers:
        p = 0
        if layer[0] == "conv":
            c, h, w = shape
            _, k, f, s, pad = layer
            p = k * (c * f * f + 1)
            shape = (k, (h - f + 2 * pad) // s + 1, (w - f + 2 * pad) // s + 1)
        elif layer[0] == "pool":
            c, h, w = shape
            _, f, s = layer
            shape = (c, (h - f) // s + 1, (w - f) // s + 1)
        elif layer[0] == "flatten":
            c, h, w = shape
            shape = (c * h * w)
        elif layer[0] == "fc":
            p = layer[1] * (shape + 1)
            shape = (layer[1])
        out.append((shape, p))
    return out
