# wrong: four of three
# mistake: none
# kind: python error
import numpy as np

def conv_layer(image, filters, bias, stride=1, pad=0):
    B, C, H, W = image.shape
    K, C, F, _ = filters.shape
    out = np.zeros((K, (H - F + 2 * pad) // stride + 1, (W - F + 2 * pad) // stride + 1))
    return out
