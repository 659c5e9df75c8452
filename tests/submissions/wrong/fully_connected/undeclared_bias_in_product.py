# wrong: bias in product
# mistake: none
# or: bias added to every product
# kind: undeclared
import numpy as np

def flatten(image):
    return image.ravel()

def fully_connected(x, theta, bias):
    out = []
    for row, b in zip(theta, bias):
        out.append(sum(w * v + b for w, v in zip(row, x)))
    return np.array(out)

def fully_connected_parameters(inputs, outputs):
    return outputs * (inputs + 1)
