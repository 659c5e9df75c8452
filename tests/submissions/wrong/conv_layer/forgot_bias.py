# no bias anywhere
# mistake: bias left out
import numpy as np


def conv_layer(image, filters, bias, stride=1, pad=0):
    img = np.pad(image, ((0, 0), (pad, pad), (pad, pad)))
    n = filters.shape[-1]
    out = []
    for f in filters:
        m = []
        for r in range(0, img.shape[1] - n + 1, stride):
            m.append([np.sum(img[:, r : r + n, c : c + n] * f) for c in range(0, img.shape[2] - n + 1, stride)])
        out.append(m)
    return np.array(out)
