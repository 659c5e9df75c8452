# round() takes the nearest whole number.
# mistake: rounded to nearest
def output_size(n, f, stride=1, pad=0):
    if f > n + 2 * pad:
        raise ValueError("filter too large")
    return int((n + 2 * pad - f) / stride + 0.5) + 1
