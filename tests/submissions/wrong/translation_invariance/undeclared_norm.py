# wrong: norm
# mistake: none
# or: divided by the length of the filter
# kind: undeclared
import numpy as np

def detector_response(image, kernel):
    f, g = kernel.shape
    win = np.lib.stride_tricks.sliding_window_view(image, (f, g))
    response = np.maximum(np.einsum("ijkl,kl->ij", win, kernel), 0).max()
    return response / (np.linalg.norm(kernel) + 1e-12)
