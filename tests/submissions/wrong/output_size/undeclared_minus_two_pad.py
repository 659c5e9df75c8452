# wrong: takes the border off instead of adding it
# mistake: none
# kind: undeclared
def output_size(n, f, stride=1, pad=0):
    if f > n + 2 * pad:
        raise ValueError("filter too large")
    return (n - f - 2 * pad) // stride + 1
