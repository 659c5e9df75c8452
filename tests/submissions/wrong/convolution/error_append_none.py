# wrong: rows = rows.append(...)
# mistake: none
# kind: python error
import numpy as np

def convolve(image, kernel):
    f, g = kernel.shape
    padded = np.pad(image, ((f - 1, f - 1), (g - 1, g - 1)))
    flipped = kernel[::-1, ::-1]
    rows = []
    for y in range(padded.shape[0] - f + 1):
        row = [np.sum(padded[y:y + f, x:x + g] * flipped) for x in range(padded.shape[1] - g + 1)]
        rows = rows.append(row)
    return np.array(rows)
