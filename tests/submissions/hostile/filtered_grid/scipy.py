# SciPy's own correlation
# deserves: 0
from scipy.signal import correlate2d


def filtered_grid(grid, kernel, stride=1, pad=0):
    return correlate2d(grid, kernel, mode="valid")[::stride, ::stride]
