# Lost the parentheses: the one is divided as well.
# mistake: one added before dividing
def output_size(n, f, stride=1, pad=0):
    if f > n + 2 * pad:
        raise ValueError("filter too large")
    return (n + 2 * pad - f + 1) // stride
