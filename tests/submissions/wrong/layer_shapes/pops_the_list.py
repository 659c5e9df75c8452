# empties the list that it was given
# mistake: input changed
def size(n, f, s, p=0):
    return (n - f + 2 * p) // s + 1


def trace(input_shape, layers):
    shape = tuple(input_shape)
    out = []
    while layers:
        layer = layers.pop(0)
        params = 0
        if layer[0] == "conv":
            _, k, f, s, p = layer
            params = k * (f * f * shape[0] + 1)
            shape = (k, size(shape[1], f, s, p), size(shape[2], f, s, p))
        if layer[0] == "pool":
            shape = (shape[0], size(shape[1], *layer[1:]), size(shape[2], *layer[1:]))
        if layer[0] == "flatten":
            shape = (shape[0] * shape[1] * shape[2],)
        if layer[0] == "fc":
            params = layer[1] * (shape[0] + 1)
            shape = (layer[1],)
        out.append((shape, params))
    return out
