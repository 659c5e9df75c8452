# wrong: the sum of the two largest responses
# mistake: none
# kind: undeclared
import numpy as np

def detector_response(image, kernel):
    f, g = kernel.shape
    h, w = image.shape
    values = sorted(float(np.sum(image[y:y+f, x:x+g] * kernel)) for y in range(h - f + 1) for x in range(w - g + 1))
    return max(0.0, values[-1]) + max(0.0, values[-2] if len(values) > 1 else 0.0)
