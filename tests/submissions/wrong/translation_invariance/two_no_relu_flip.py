# wrong: no relu flip
# mistake: relu left out; filter flipped
# kind: two slips
import numpy as np

def detector_response(image, kernel):
    k = kernel[::-1, ::-1]
    f, g = k.shape
    best = -np.inf
    for i in range(image.shape[0] - f + 1):
        for j in range(image.shape[1] - g + 1):
            best = max(best, float(np.sum(image[i:i + f, j:j + g] * k)))
    return best
