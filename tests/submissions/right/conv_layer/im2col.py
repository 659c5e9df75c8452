# im2col: a matrix of patches times a matrix of filters
from __future__ import annotations

import numpy as np


def _patches(image: np.ndarray, size: int, stride: int) -> tuple[np.ndarray, int, int]:
    rows = range(0, image.shape[1] - size + 1, stride)
    cols = range(0, image.shape[2] - size + 1, stride)
    columns = [image[:, r : r + size, c : c + size].reshape(-1) for r in rows for c in cols]
    return np.column_stack(columns), len(rows), len(cols)


def conv_layer(image: np.ndarray, filters: np.ndarray, bias: np.ndarray, stride: int = 1, pad: int = 0) -> np.ndarray:
    if pad:
        image = np.pad(image, ((0, 0), (pad, pad), (pad, pad)), mode="constant", constant_values=0)
    cols, h, w = _patches(image, filters.shape[-1], stride)
    out = filters.reshape(len(filters), -1) @ cols + bias[:, np.newaxis]
    return out.reshape(len(filters), h, w)
