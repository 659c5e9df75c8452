# goes down the columns first when it lists the stops
# mistake: outputs listed column by column
import numpy as np


def conv_matrix(kernel, height, width, stride=1, pad=0):
    F, G = kernel.shape
    rows = []
    for left in range(-pad, width + pad - G + 1, stride):
        for top in range(-pad, height + pad - F + 1, stride):
            row = np.zeros(height * width)
            for a in range(F):
                for b in range(G):
                    if 0 <= top + a < height and 0 <= left + b < width:
                        row[(top + a) * width + left + b] = kernel[a][b]
            rows.append(row)
    return np.array(rows)
