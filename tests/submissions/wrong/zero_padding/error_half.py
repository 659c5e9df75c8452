# wrong: half
# mistake: none
# kind: python error
import numpy as np

def zero_pad(image, pad):
    rows, columns = image.shape
    frame = np.zeros((rows + 2 * pad, columns + 2 * pad))
    start = 2 * pad / 2
    frame[start:start + rows, start:start + columns] = image
    return frame
