# wrong: unpacks five numbers from every layer
# mistake: none
# kind: python error
def trace(input_shape, layers):
    c, h, w = input_shape
    out = []
    for layer in layers:
        kind, n, k, s, p = layer
        if kind == "conv":
            out.append(((n, (h + 2*p - k)//s + 1, (w + 2*p - k)//s + 1), n * (c*k*k + 1)))
            c, h, w = out[-1][0]
    return out
