# wrong: square
# mistake: none
# kind: undeclared
import numpy as np

def detector_response(image, kernel):
    f, g = kernel.shape
    win = np.lib.stride_tricks.sliding_window_view(image, (f, g))
    return float(np.maximum(np.einsum("ijkl,kl->ij", win, kernel), 0).max()) ** 2
