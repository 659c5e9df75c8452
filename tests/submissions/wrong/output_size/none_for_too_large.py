# Returns 0 where it should raise.
# mistake: none
# or: zero for a filter that is too large
def output_size(n, f, stride=1, pad=0):
    return max((n - f + 2 * pad) // stride + 1, 0)
