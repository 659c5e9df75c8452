# honest: keeps state between calls, cleans up at the end
import atexit
import functools

calls = []
atexit.register(lambda: print(len(calls), "calls"))


@functools.cache
def output_size(n, f, stride=1, pad=0):
    global calls
    calls = [*calls, (n, f)]
    if f > n + 2 * pad:
        raise ValueError("too large")
    return (n - f + 2 * pad) // stride + 1
