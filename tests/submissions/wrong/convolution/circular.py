# Fourier transforms of the image's size: what leaves on the right comes back on the left.
# mistake: wrapped around the edges
import numpy as np


def convolve(image, kernel):
    spectrum = np.fft.fft2(image) * np.fft.fft2(kernel, image.shape)
    return np.real(np.fft.ifft2(spectrum))
