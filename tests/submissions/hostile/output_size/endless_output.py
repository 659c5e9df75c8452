# printing without end, on both streams
# deserves: 0
import sys


def output_size(n, f, stride=1, pad=0):
    while True:
        print("x" * 10_000)
        print("y" * 10_000, file=sys.stderr)
