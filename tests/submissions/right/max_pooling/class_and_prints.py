# a Pooler class, prints and a warning while it runs
import warnings
from dataclasses import dataclass

import numpy as np


@dataclass
class Pooler:
    size: int
    stride: int

    def positions(self, n):
        start = 0
        while start + self.size <= n:
            yield start
            start += self.stride

    def __call__(self, m):
        return np.array([[np.amax(m[t : t + self.size, l : l + self.size]) for l in self.positions(m.shape[1])] for t in self.positions(m.shape[0])])


def max_pool(image, size=2, stride=2):
    print("pooling", image.shape)
    if stride > size:
        warnings.warn("some cells are never looked at")
    return Pooler(size, stride)(image)


def max_pool_volume(volume, size=2, stride=2):
    pool = Pooler(size, stride)
    result = np.stack([pool(m) for m in volume])
    print("done:", result.shape)
    return result


if __name__ == "__main__":
    print(max_pool(np.arange(16.0).reshape(4, 4)))
