# wrong: int
# mistake: none
# kind: form
import numpy as np

def detector_response(image, kernel):
    f, g = kernel.shape
    best = 0
    for i in range(image.shape[0] - f + 1):
        for j in range(image.shape[1] - g + 1):
            best = max(best, int(np.sum(image[i:i + f, j:j + g] * kernel)))
    return best
