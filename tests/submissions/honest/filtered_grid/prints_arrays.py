# honest: prints whole arrays, tests itself with numpy.testing
import pprint

import numpy as np
import numpy.testing

np.set_printoptions(threshold=10**6, linewidth=300)


def filtered_grid(grid, kernel, stride=1, pad=0):
    pprint.pprint(grid)
    print(kernel)
    padded = np.zeros((grid.shape[0] + 2 * pad, grid.shape[1] + 2 * pad))
    padded[pad : pad + grid.shape[0], pad : pad + grid.shape[1]] = grid
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)[::stride, ::stride]
    result = np.tensordot(windows, kernel, axes=2)
    np.testing.assert_allclose(result, np.einsum("xyij,ij", windows, kernel), atol=1e-9)
    print(result)
    return result.tolist()
