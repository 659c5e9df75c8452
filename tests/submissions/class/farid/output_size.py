from math import ceil


def output_size(n, f, stride=1, pad=0):
    if n + 2 * pad < f:
        raise ValueError("filter too large")
    return ceil((n - f + 2 * pad) / stride) + 1
