"""Exercise 12: translation invariance."""

import numpy as np


def detector_response(image: np.ndarray, kernel: np.ndarray) -> float:
    """How strongly a pattern is present, wherever it lies.

    Filter without padding at stride 1, ReLU, then the maximum
    over the whole map.

    image: array (H, W); kernel: array (F, G).
    Returns a float.

    >>> detector_response(np.array([[0.0, 1.0, 2.0]]), np.array([[1.0, 2.0]]))
    5.0
    """
    raise NotImplementedError
