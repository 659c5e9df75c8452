# wrong: takes the kernel's width from its height
# mistake: none
# kind: limited
import numpy as np

def conv_matrix(kernel, height, width, stride=1, pad=0):
    f = len(kernel)
    hp, wp = height + 2 * pad, width + 2 * pad
    rows = []
    for i in range(0, hp - f + 1, stride):
        for j in range(0, wp - f + 1, stride):
            big = np.zeros((hp, wp))
            big[i:i + f, j:j + f] = kernel[:f, :f]
            rows.append(big[pad:pad + height, pad:pad + width].flatten())
    return np.array(rows)
