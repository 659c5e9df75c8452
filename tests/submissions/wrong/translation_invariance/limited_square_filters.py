# wrong: square filters
# mistake: none
# kind: limited
import numpy as np

def detector_response(image, kernel):
    f = kernel.shape[0]
    if kernel.shape[0] != kernel.shape[1]:
        return 0.0
    best = 0.0
    for i in range(image.shape[0] - f + 1):
        for j in range(image.shape[1] - f + 1):
            best = max(best, float(np.sum(image[i:i + f, j:j + f] * kernel)))
    return best
