# honest: sends its own prints away
import contextlib
import io
import os
import sys

sys.stdout = open(os.devnull, "w")


def output_size(n, f, stride=1, pad=0):
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(open(os.devnull, "w")):
        print("nobody reads this")
    if f > n + 2 * pad:
        raise ValueError("too large")
    return (n - f + 2 * pad) // stride + 1
