# wrong: flips the kernel and ignores the stride
# mistake: filter flipped; stride left out
# kind: two slips
import numpy as np

def conv_matrix(kernel, height, width, stride=1, pad=0):
    kernel = kernel[::-1, ::-1]
    f, g = kernel.shape
    oh, ow = height + 2 * pad - f + 1, width + 2 * pad - g + 1
    theta = np.zeros((oh * ow, height * width))
    for i in range(oh):
        for j in range(ow):
            for a in range(f):
                for b in range(g):
                    y, x = i + a - pad, j + b - pad
                    if 0 <= y < height and 0 <= x < width:
                        theta[i * ow + j, y * width + x] = kernel[a, b]
    return theta
