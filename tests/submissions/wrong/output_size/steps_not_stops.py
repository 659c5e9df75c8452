# Counts the steps, not the stops.
# mistake: plus one forgotten
def output_size(n, f, stride=1, pad=0):
    if f > n + 2 * pad:
        raise ValueError("filter too large")
    steps = 0
    place = 0
    while place + f + stride <= n + 2 * pad:
        place += stride
        steps += 1
    return steps
