# a pool divides by its stride, that is all
# mistake: pool size left out
def trace(input_shape, layers):
    shape = tuple(input_shape)
    out = []
    for layer in layers:
        params = 0
        match layer:
            case ("conv", k, f, s, p):
                params = k * f * f * shape[0] + k
                shape = (k, *[(n - f + 2 * p) // s + 1 for n in shape[1:]])
            case ("pool", _, s):
                shape = (shape[0], shape[1] // s, shape[2] // s)
            case ("flatten",):
                shape = (shape[0] * shape[1] * shape[2],)
            case ("fc", o):
                params = o * shape[0] + o
                shape = (o,)
        out.append((shape, params))
    return out
