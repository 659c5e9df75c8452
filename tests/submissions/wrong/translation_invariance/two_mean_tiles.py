# wrong: mean tiles
# mistake: average for maximum; windows side by side
# kind: two slips
import numpy as np

def detector_response(image, kernel):
    f, g = kernel.shape
    values = []
    for i in range(0, image.shape[0] - f + 1, f):
        for j in range(0, image.shape[1] - g + 1, g):
            values.append(max(0, np.sum(image[i:i + f, j:j + g] * kernel)))
    return float(np.mean(values))
