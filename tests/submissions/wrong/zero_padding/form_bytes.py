# wrong: bytes
# mistake: none
# kind: form
import numpy as np

def zero_pad(image, pad):
    out = np.zeros((image.shape[0] + 2 * pad, image.shape[1] + 2 * pad), dtype=np.uint8)
    out[pad:pad + image.shape[0], pad:pad + image.shape[1]] = np.clip(image, 0, 255)
    return out
