# wrong: in a list
# mistake: none
# kind: form
def output_size(n, f, stride=1, pad=0):
    if f > n + 2 * pad:
        raise ValueError("too large")
    sizes = []
    sizes.append((n - f + 2 * pad) // stride + 1)
    return sizes
