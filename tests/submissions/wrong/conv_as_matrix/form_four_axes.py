# wrong: four axes
# mistake: none
# kind: form
import numpy as np

def conv_matrix(kernel, height, width, stride=1, pad=0):
    f, g = kernel.shape
    oh, ow = (height - f + 2 * pad) // stride + 1, (width - g + 2 * pad) // stride + 1
    theta = np.zeros((oh, ow, height + 2 * pad, width + 2 * pad))
    for y in range(oh):
        for x in range(ow):
            theta[y, x, y * stride:y * stride + f, x * stride:x * stride + g] = kernel
    return theta[:, :, pad:pad + height, pad:pad + width]
