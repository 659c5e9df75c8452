# thinks that all images are square
# mistake: width taken from the height
def trace(input_shape, layers):
    shape = input_shape
    table = []
    for layer in layers:
        p = 0
        if layer[0] == "conv":
            n = (shape[1] - layer[2] + 2 * layer[4]) // layer[3] + 1
            p = layer[1] * (shape[0] * layer[2] ** 2 + 1)
            shape = (layer[1], n, n)
        elif layer[0] == "pool":
            n = (shape[1] - layer[1]) // layer[2] + 1
            shape = (shape[0], n, n)
        elif layer[0] == "flatten":
            d = shape[0] * shape[1] * shape[2]
            shape = (d,)
        elif layer[0] == "fc":
            p = shape[0] * layer[1] + layer[1]
            shape = (layer[1],)
        table.append((shape, p))
    return table
