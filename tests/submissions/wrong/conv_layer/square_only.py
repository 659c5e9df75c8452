# takes the output's width from the height
# mistake: none
# or: width taken from the height
import numpy as np


def conv_layer(image, filters, bias, stride=1, pad=0):
    padded = np.pad(image, ((0, 0), (pad, pad), (pad, pad)))
    F = filters.shape[-1]
    n = (image.shape[1] - F + 2 * pad) // stride + 1
    out = np.zeros((len(filters), n, n))
    for k, f in enumerate(filters):
        for i in range(n):
            for j in range(n):
                block = padded[:, i * stride : i * stride + F, j * stride : j * stride + F]
                out[k, i, j] = (block * f[:, :, : block.shape[2]]).sum() + bias[k]
    return out
