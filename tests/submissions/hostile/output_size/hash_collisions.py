# a dict of numbers that all fall on one place: a decoder works for hours
# deserves: 0
def output_size(n, f, stride=1, pad=0):
    prime = (1 << 61) - 1
    return dict.fromkeys(range(prime, prime * 3_000, prime))
