# one long if/elif
def trace(input_shape, layers):
    shape = input_shape
    out = []
    for layer in layers:
        params = 0
        if layer[0] == "conv":
            filters, k, s, p = layer[1:]
            c, h, w = shape
            params = (c * k * k + 1) * filters
            shape = (filters, (h + 2 * p - k) // s + 1, (w + 2 * p - k) // s + 1)
        elif layer[0] == "pool":
            k, s = layer[1], layer[2]
            c, h, w = shape
            shape = (c, (h - k) // s + 1, (w - k) // s + 1)
        elif layer[0] == "flatten":
            n = 1
            for d in shape:
                n *= d
            shape = (n,)
        elif layer[0] == "fc":
            params = (shape[0] + 1) * layer[1]
            shape = (layer[1],)
        out.append((shape, params))
    return out
