# honest: recursion far deeper than the usual limit, which fits
import sys

sys.setrecursionlimit(50_000)


def depth(k):
    return 0 if k == 0 else 1 + depth(k - 1)


def output_size(n, f, stride=1, pad=0):
    if f > n + 2 * pad:
        raise ValueError("too large")
    assert depth(20_000) == 20_000
    return (n - f + 2 * pad) // stride + 1
