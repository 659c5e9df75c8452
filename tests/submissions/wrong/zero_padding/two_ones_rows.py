# wrong: ones rows
# mistake: ones instead of zeros; rows only
# kind: two slips
import numpy as np

def zero_pad(image, pad):
    stripe = np.ones((pad, image.shape[1]))
    return np.concatenate([stripe, image, stripe])
