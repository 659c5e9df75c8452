# wrong: three pads
# mistake: none
# kind: undeclared
def output_size(n, f, stride=1, pad=0):
    if f > n + 2 * pad:
        raise ValueError("too large")
    return (n - f + 3 * pad) // stride + 1
