# weights only
# mistake: bias left out
def trace(input_shape, layers):
    shape, result = input_shape, []
    for name, *a in layers:
        n = 0
        if name == "conv":
            n = a[0] * shape[0] * a[1] ** 2
            shape = (a[0],) + tuple((d - a[1] + 2 * a[3]) // a[2] + 1 for d in shape[1:])
        elif name == "pool":
            shape = (shape[0],) + tuple((d - a[0]) // a[1] + 1 for d in shape[1:])
        elif name == "flatten":
            shape = (shape[0] * shape[1] * shape[2],)
        elif name == "fc":
            n = shape[0] * a[0]
            shape = (a[0],)
        result.append((shape, n))
    return result
