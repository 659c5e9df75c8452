# / where // is meant
# mistake: true division
def trace(input_shape, layers):
    shape = input_shape
    rows = []
    for layer in layers:
        kind = layer[0]
        count = 0
        if kind in ("conv", "pool"):
            filters, f, stride, pad = layer[1:] if kind == "conv" else (shape[0], layer[1], layer[2], 0)
            if kind == "conv":
                count = filters * (shape[0] * f**2 + 1)
            shape = (filters, (shape[1] - f + 2 * pad) / stride + 1, (shape[2] - f + 2 * pad) / stride + 1)
        elif kind == "flatten":
            shape = (shape[0] * shape[1] * shape[2],)
        elif kind == "fc":
            count = layer[1] * (shape[0] + 1)
            shape = (layer[1],)
        rows.append((shape, count))
    return rows
