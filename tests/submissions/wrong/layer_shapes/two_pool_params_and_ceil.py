# wrong: rounds pools up and forgets all biases
# mistake: bias left out; pools rounded up
# kind: two slips
import math

def trace(input_shape, layers):
    shape, out = tuple(input_shape), []
    for layer in layers:
        params = 0
        if layer[0] == "conv":
            _, filters, k, s, p = layer
            c, h, w = shape
            params = filters * c * k * k
            shape = (filters, (h + 2 * p - k) // s + 1, (w + 2 * p - k) // s + 1)
        elif layer[0] == "pool":
            _, k, s = layer
            c, h, w = shape
            shape = (c, math.ceil((h - k) / s) + 1, math.ceil((w - k) / s) + 1)
        elif layer[0] == "flatten":
            shape = (shape[0] * shape[1] * shape[2],)
        elif layer[0] == "fc":
            params = shape[0] * layer[1]
            shape = (layer[1],)
        out.append((shape, params))
    return out
