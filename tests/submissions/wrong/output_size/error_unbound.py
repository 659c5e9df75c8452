# wrong: unbound
# mistake: none
# kind: python error
def output_size(n, f, stride=1, pad=0):
    if f > n + 2 * pad:
        raise ValueError("too large")
    if stride > 1:
        size = (n - f + 2 * pad) // stride + 1
    return size
