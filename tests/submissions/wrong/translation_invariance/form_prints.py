# wrong: prints and returns nothing
# mistake: none
# kind: form
import numpy as np

def detector_response(image, kernel):
    f, g = kernel.shape
    h, w = image.shape
    values = [np.sum(image[y:y+f, x:x+g] * kernel) for y in range(h - f + 1) for x in range(w - g + 1)]
    print(max(0, max(values)))
