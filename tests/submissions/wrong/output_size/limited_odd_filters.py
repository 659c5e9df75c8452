# wrong: odd filters
# mistake: none
# kind: limited
def output_size(n, f, stride=1, pad=0):
    if f > n + 2 * pad:
        raise ValueError("too large")
    half = f // 2
    first, last = half, n + 2 * pad - 1 - half
    count = 0
    while first <= last:
        count += 1
        first += stride
    return count
