# wrong: pads the result, not the input
# mistake: none
# kind: undeclared
import numpy as np

def conv_layer(image, filters, bias, stride=1, pad=0):
    k, c, f, _ = filters.shape
    h, w = (image.shape[1] - f) // stride + 1, (image.shape[2] - f) // stride + 1
    out = np.zeros((k, h, w))
    for n in range(k):
        for i in range(h):
            for j in range(w):
                out[n, i, j] = (image[:, i*stride:i*stride+f, j*stride:j*stride+f] * filters[n]).sum() + bias[n]
    return np.pad(out, ((0, 0), (pad, pad), (pad, pad)))
