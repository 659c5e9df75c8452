# wrong: range of float
# mistake: none
# kind: python error
def output_size(n, f, stride=1, pad=0):
    if f > n + 2 * pad:
        raise ValueError("too large")
    count = 1
    for _ in range((n - f + 2 * pad) / stride):
        count += 1
    return count
