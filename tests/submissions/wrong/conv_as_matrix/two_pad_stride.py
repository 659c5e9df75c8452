# wrong: pad stride
# mistake: padding left out; stride left out
# kind: two slips
import numpy as np

def conv_matrix(kernel, height, width, stride=1, pad=0):
    f, g = kernel.shape
    oh, ow = height - f + 1, width - g + 1
    theta = np.zeros((oh * ow, height * width))
    for y in range(oh):
        for x in range(ow):
            for a in range(f):
                theta[y * ow + x, (y + a) * width + x:(y + a) * width + x + g] = kernel[a]
    return theta
