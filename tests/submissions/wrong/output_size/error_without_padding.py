# Compares the filter with the bare input.
# mistake: padding forgotten in the error
def output_size(n, f, stride=1, pad=0):
    if f > n:
        raise ValueError("the filter is larger than the input")
    return (n - f + 2 * pad) // stride + 1
