# The slide's first formula, which has no P in it.
# mistake: padding left out
def output_size(n, f, stride=1, pad=0):
    if f > n + 2 * pad:
        raise ValueError("filter too large")
    return int((n - f) // stride) + 1
