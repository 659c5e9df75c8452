# wrong: float index
# mistake: none
# kind: python error
import numpy as np

def conv_matrix(kernel, height, width, stride=1, pad=0):
    f, g = kernel.shape
    oh, ow = (height - f + 2 * pad) / stride + 1, (width - g + 2 * pad) / stride + 1
    theta = np.zeros((oh * ow, height * width))
    return theta
