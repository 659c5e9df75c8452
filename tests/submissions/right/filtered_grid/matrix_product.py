# Windows as rows of a matrix, then one matrix product; coordinates by recursion.
import numpy as np


def starts(last, stride, now=0):
    return [] if now > last else [now] + starts(last, stride, now + stride)


def filtered_grid(grid, kernel, stride=1, pad=0):
    f, g = kernel.shape
    big = np.pad(np.asarray(grid), pad)
    ys, xs = starts(big.shape[0] - f, stride), starts(big.shape[1] - g, stride)
    columns = np.stack([big[y : y + f, x : x + g].reshape(-1) for y in ys for x in xs])
    return (columns @ kernel.reshape(-1)).reshape(len(ys), len(xs))
