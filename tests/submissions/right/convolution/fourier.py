# A product of Fourier transforms; real numbers come back.
import numpy as np


def convolve(image, kernel):
    shape = tuple(a + b - 1 for a, b in zip(image.shape, kernel.shape))
    print("transforming to", shape)
    return np.fft.irfft2(np.fft.rfft2(image, shape) * np.fft.rfft2(kernel, shape), shape)
