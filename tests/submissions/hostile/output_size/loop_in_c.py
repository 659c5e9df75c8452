# a computation in C that holds the interpreter for years
# deserves: 0
def output_size(n, f, stride=1, pad=0):
    return pow(7, 10**10, 10**4_000_000)
