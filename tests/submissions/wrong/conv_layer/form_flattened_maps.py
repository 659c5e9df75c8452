# wrong: every map as one row
# mistake: none
# kind: form
import numpy as np

def conv_layer(image, filters, bias, stride=1, pad=0):
    x = np.pad(image, ((0, 0), (pad, pad), (pad, pad)))
    k, c, f, _ = filters.shape
    h, w = (x.shape[1] - f) // stride + 1, (x.shape[2] - f) // stride + 1
    rows = []
    for n in range(k):
        row = []
        for i in range(h):
            for j in range(w):
                row.append((x[:, i*stride:i*stride+f, j*stride:j*stride+f] * filters[n]).sum() + bias[n])
        rows.append(row)
    return np.array(rows)
