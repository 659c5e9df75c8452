# six plain loops, the formula read off letter by letter
import numpy as np


def conv_layer(image, filters, bias, stride=1, pad=0):
    C, H, W = image.shape
    K, _, F, _ = filters.shape
    padded = np.zeros((C, H + 2 * pad, W + 2 * pad))
    padded[:, pad : pad + H, pad : pad + W] = image
    outH = (H - F + 2 * pad) // stride + 1
    outW = (W - F + 2 * pad) // stride + 1
    maps = np.zeros((K, outH, outW))
    for k in range(K):
        for i in range(outH):
            for j in range(outW):
                total = bias[k]
                for c in range(C):
                    for a in range(F):
                        for b in range(F):
                            total += padded[c, i * stride + a, j * stride + b] * filters[k, c, a, b]
                maps[k, i, j] = total
    return maps
