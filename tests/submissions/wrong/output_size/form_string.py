# wrong: string
# mistake: none
# kind: form
def output_size(n, f, stride=1, pad=0):
    if f > n + 2 * pad:
        raise ValueError("too large")
    return str((n - f + 2 * pad) // stride + 1)
