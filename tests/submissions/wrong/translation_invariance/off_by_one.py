# range(H - F) forgets the last stop
# mistake: last windows left out
import numpy as np


def detector_response(image, kernel):
    f, g = kernel.shape
    answer = 0.0
    for r in range(image.shape[0] - f):
        for c in range(image.shape[1] - g):
            answer = max(answer, float(np.sum(image[r : r + f, c : c + g] * kernel)))
    return answer
