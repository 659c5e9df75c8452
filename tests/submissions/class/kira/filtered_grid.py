import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def filtered_grid(grid: np.ndarray, kernel: np.ndarray, stride: int = 1, pad: int = 0) -> np.ndarray:
    windows = sliding_window_view(np.pad(grid, pad), kernel.shape)[::stride, ::stride]
    return np.einsum("ijmn,mn->ij", windows, kernel)
