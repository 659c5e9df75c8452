# applies ReLU because "a complex layer" has one
# mistake: relu applied as well
import numpy as np


def relu(v):
    return v if v > 0 else 0.0


def conv_layer(image, filters, bias, stride=1, pad=0):
    p = np.pad(image, ((0, 0), (pad, pad), (pad, pad)))
    f = filters.shape[2]
    rows = list(range(0, p.shape[1] - f + 1, stride))
    cols = list(range(0, p.shape[2] - f + 1, stride))
    return [[[relu((p[:, r : r + f, c : c + f] * w).sum() + b) for c in cols] for r in rows] for w, b in zip(filters, bias)]
