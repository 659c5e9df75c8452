# wrong: float called
# mistake: none
# kind: python error
import numpy as np

def detector_response(image, kernel):
    f, g = kernel.shape
    max = 0.0
    for i in range(image.shape[0] - f + 1):
        for j in range(image.shape[1] - g + 1):
            value = np.sum(image[i:i + f, j:j + g] * kernel)
            max = max(max, value)
    return max
