def output_size(n, f, stride=1, pad=0):
    steps = 0
    while f <= n + 2 * pad:  # f never changes
        steps += 1
    return steps
