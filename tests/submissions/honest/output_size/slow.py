# honest: slow but correct
import time


def output_size(n, f, stride=1, pad=0):
    time.sleep(0.05)
    if f > n + 2 * pad:
        raise ValueError("too large")
    count = 0
    start = 0
    while start + f <= n + 2 * pad:
        count += 1
        start += stride
        sum(range(10_000))
    return count
