# wrong: to stride one
# mistake: none
# or: error where the last step does not fit
# kind: limited
def output_size(n, f, stride=1, pad=0):
    if f > n + 2 * pad:
        raise ValueError("too large")
    if stride != 1 and (n - f + 2 * pad) % stride != 0:
        raise ValueError("the stride does not fit")
    return (n - f + 2 * pad) // stride + 1
