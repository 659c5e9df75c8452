# wrong: only square images: loops over the height twice
# mistake: none
# or: width taken from the height
# kind: limited
import numpy as np

def detector_response(image, kernel):
    n = min(image.shape)
    f = kernel.shape[0]
    best = 0.0
    for y in range(n - f + 1):
        for x in range(n - f + 1):
            best = max(best, float(np.sum(image[y:y + f, x:x + kernel.shape[1]] * kernel)))
    return best
