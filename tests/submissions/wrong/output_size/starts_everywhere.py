# Counts the multiples of the stride along the input, forgetting the filter's width.
# mistake: filter not subtracted
def output_size(n, f, stride=1, pad=0):
    if f > n + 2 * pad:
        raise ValueError("filter too large")
    return len([i for i in range(n + 2 * pad + 1) if i % stride == 0])
