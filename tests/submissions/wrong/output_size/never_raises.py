# Right, but says nothing about a filter that is too large.
# mistake: no error for a filter that is too large
def output_size(n, f, stride=1, pad=0):
    room = n - f + 2 * pad
    return room // stride + 1
