# wrong: numpy attribute
# mistake: none
# kind: python error
import numpy as np

def detector_response(image, kernel):
    f, g = kernel.shape
    out = np.zeros((image.shape[0] - f + 1, image.shape[1] - g + 1), dtype=np.float)
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sum(image[i:i + f, j:j + g] * kernel)
    return np.relu(out).max()
