def output_size(n, f, stride=1, pad=0):
    if f > n + 2 * pad:
        raise ValueError("the filter is too large")
    return (n - f + 2 * pad) // stride + 1
