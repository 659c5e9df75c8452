# wrong: no pad ceil
# mistake: padding left out; rounded up
# kind: two slips
import math

def output_size(n, f, stride=1, pad=0):
    if f > n + 2 * pad:
        raise ValueError
    return math.ceil((n - f) / stride) + 1
