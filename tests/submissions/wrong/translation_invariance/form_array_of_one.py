# wrong: array of one
# mistake: none
# kind: form
import numpy as np

def detector_response(image, kernel):
    f, g = kernel.shape
    win = np.lib.stride_tricks.sliding_window_view(image, (f, g))
    return np.maximum(np.einsum("ijkl,kl->ij", win, kernel), 0).max(keepdims=True)
