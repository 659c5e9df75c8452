# wrong: self
# mistake: none
# kind: python error
def output_size(self, n, f, stride=1, pad=0):
    if f > n + 2 * pad:
        raise ValueError("too large")
    return (n - f + 2 * pad) // stride + 1
