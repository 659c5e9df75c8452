# Prints in place of returning.
# mistake: none
def output_size(n, f, stride=1, pad=0):
    print((n - f + 2 * pad) // stride + 1)
