# wrong: p once no one
# mistake: padding added once; plus one forgotten
# kind: two slips
def output_size(n, f, stride=1, pad=0):
    if n + 2 * pad < f:
        raise ValueError("filter too large")
    return (n + pad - f) // stride
