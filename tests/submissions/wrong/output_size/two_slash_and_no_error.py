# wrong: slash and no error
# mistake: true division; no error for a filter that is too large
# kind: two slips
def output_size(n, f, stride=1, pad=0):
    return (n - f + 2 * pad) / stride + 1
