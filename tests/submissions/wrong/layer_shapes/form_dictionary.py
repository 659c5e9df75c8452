# wrong: a dictionary instead of a pair for each layer
# mistake: none
# kind: form
def trace(input_shape, layers):
    shape, out = tuple(input_shape), []
    for layer in layers:
        params = 0
        if layer[0] == "conv":
            _, n, k, s, p = layer
            params = n * (shape[0] * k * k + 1)
            shape = (n, (shape[1] + 2 * p - k) // s + 1, (shape[2] + 2 * p - k) // s + 1)
        elif layer[0] == "pool":
            _, k, s = layer
            shape = (shape[0], (shape[1] - k) // s + 1, (shape[2] - k) // s + 1)
        elif layer[0] == "flatten":
            shape = (shape[0] * shape[1] * shape[2],)
        elif layer[0] == "fc":
            params = layer[1] * (shape[0] + 1)
            shape = (layer[1],)
        out.append({"shape": shape, "parameters": params})
    return out
