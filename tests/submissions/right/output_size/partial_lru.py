# A cached function behind functools.partial, and an error class of its own.

from functools import lru_cache, partial
import numpy as np
class TooLarge(ValueError):
    pass
@lru_cache(maxsize=None)
def _f(a, b, stride=1, pad=0, *, mode="floor"):
    room = a + 2*pad - b
    if room < 0:
        raise TooLarge("filter too large")
    return np.int32(room // stride + 1)
output_size = partial(_f, mode="floor")
