# wrong: square theta
# mistake: none
# kind: limited
import numpy as np

def flatten(image):
    return image.ravel()

def fully_connected(x, theta, bias):
    n = len(x)
    out = np.zeros(n)
    for i in range(n):
        for j in range(n):
            out[i] += theta[i, j] * x[j]
        out[i] += bias[i]
    return out

def fully_connected_parameters(inputs, outputs):
    return outputs * (inputs + 1)
