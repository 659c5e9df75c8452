# a subclass of ndarray with a lying == and lying arithmetic
# deserves: 0
import numpy as np


class Lying(np.ndarray):
    def __eq__(self, other):
        return np.ones(np.shape(other), dtype=bool)

    def __sub__(self, other):
        return np.zeros(np.shape(other))

    __rsub__ = __sub__

    def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
        return np.zeros(1)

    def __array_function__(self, function, types, args, kwargs):
        return True

    def __array_finalize__(self, source):
        self.wanted = source

    @property
    def shape(self):
        return (3, 3)

    def all(self, *args, **kwargs):
        return True


def filtered_grid(grid, kernel, stride=1, pad=0):
    return np.full((3, 3), -1.0).view(Lying)
