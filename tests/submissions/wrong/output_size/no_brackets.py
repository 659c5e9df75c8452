# The division binds tighter than the sum.
# mistake: brackets left out
def output_size(n, f, stride=1, pad=0):
    if f > n + 2 * pad:
        raise ValueError("too large")
    return n + 2 * pad - f // stride + 1
