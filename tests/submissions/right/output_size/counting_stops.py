# Moves the filter along and counts.
def output_size(n, f, stride=1, pad=0):
    length = pad + n + pad
    stops = 0
    start = 0
    while start + f <= length:
        stops += 1
        start += stride
    if stops == 0:
        raise ValueError(f"filter {f} does not fit into {length}")
    print("stops:", stops)
    return stops
