# Star import, process settings, doctests and asserts in the file.
from __future__ import annotations
from numpy import *
import sys, doctest, logging, warnings, random, os
warnings.filterwarnings("error")
logging.basicConfig(level=logging.DEBUG)
seterr(all="raise")
set_printoptions(precision=1)
sys.setrecursionlimit(5000)
random.seed(0)
os.environ["OMP_NUM_THREADS"] = "1"

def output_size(n: int, f: int, stride: int = 1, pad: int = 0) -> int:
    """Size.

    >>> output_size(7, 3, 2)
    3
    """
    logging.info("called with %s", (n, f))
    if f > n + 2 * pad:
        raise ValueError("too large")
    return int(floor((n - f + 2 * pad) / stride)) + 1

assert output_size(7, 3, 2) == 3
assert output_size(7, 3, 3, 1) == 3
doctest.testmod()
if __name__ == "__main__":
    print(output_size(*map(int, sys.argv[1:])))
