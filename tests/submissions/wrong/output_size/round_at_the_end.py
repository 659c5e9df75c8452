# Rounded when the one is added already: round(2.5) is 2, round(1.5) is 2.
# mistake: rounded to nearest
def output_size(n, f, stride=1, pad=0):
    if f > n + 2 * pad:
        raise ValueError("too large")
    return round((n - f + 2 * pad) / stride + 1)
