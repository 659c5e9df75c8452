# right answers, and fifty megabytes printed
# deserves: 5
import sys

sys.stdout.write("x" * 25_000_000)
sys.stderr.write("y" * 25_000_000)


def output_size(n, f, stride=1, pad=0):
    if f > n + 2 * pad:
        raise ValueError("too large")
    return (n - f + 2 * pad) // stride + 1
