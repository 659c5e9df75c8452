# wrong: relu at the end, the bias forgotten
# mistake: bias left out; relu applied as well
# kind: two slips
import numpy as np

def conv_layer(image, filters, bias, stride=1, pad=0):
    x = np.pad(image, ((0, 0), (pad, pad), (pad, pad)))
    k, c, f, _ = filters.shape
    h, w = (x.shape[1] - f) // stride + 1, (x.shape[2] - f) // stride + 1
    out = np.zeros((k, h, w))
    for n in range(k):
        for i in range(h):
            for j in range(w):
                out[n, i, j] = (x[:, i*stride:i*stride+f, j*stride:j*stride+f] * filters[n]).sum()
    return np.maximum(out, 0)
