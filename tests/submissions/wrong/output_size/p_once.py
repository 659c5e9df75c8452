# Adds P only once.
# mistake: padding added once
def output_size(n, f, stride=1, pad=0):
    padded = n + pad
    if f > padded + pad:
        raise ValueError("filter too large")
    return (padded - f) // stride + 1
