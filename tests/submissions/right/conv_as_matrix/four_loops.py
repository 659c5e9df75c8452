# four loops and a guard for the border
import numpy as np


def conv_matrix(kernel, height, width, stride=1, pad=0):
    F, G = kernel.shape
    h = (height - F + 2 * pad) // stride + 1
    w = (width - G + 2 * pad) // stride + 1
    theta = np.zeros((h * w, height * width))
    row = 0
    for i in range(h):
        for j in range(w):
            for a in range(F):
                y = i * stride + a - pad
                if y < 0 or y >= height:
                    continue
                for b in range(G):
                    x = j * stride + b - pad
                    if 0 <= x < width:
                        theta[row, y * width + x] = kernel[a, b]
            row += 1
    return theta
