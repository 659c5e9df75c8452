# wrong: rows by height
# mistake: none
# kind: undeclared
import numpy as np

def conv_matrix(kernel, height, width, stride=1, pad=0):
    f, g = kernel.shape
    oh, ow = (height - f + 2 * pad) // stride + 1, (width - g + 2 * pad) // stride + 1
    theta = np.zeros((oh * ow, height * width))
    for y in range(oh):
        for x in range(ow):
            for a in range(f):
                for b in range(g):
                    i, j = y * stride + a - pad, x * stride + b - pad
                    if 0 <= i < height and 0 <= j < width:
                        theta[y * ow + x, i * width + j] = -kernel[a, b]
    return theta
