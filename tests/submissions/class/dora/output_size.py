def output_size(n, f, stride=1, pad=0):
    if f > n + 2 * pad:
        raise ValueError("filter too large")
    return int((n - f) // stride) + 1
