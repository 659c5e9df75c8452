# honest: NumPy's Fourier transform and linear algebra
import numpy as np
import numpy.fft
import numpy.linalg


def filtered_grid(grid, kernel, stride=1, pad=0):
    padded = np.pad(grid, pad)
    shape = padded.shape
    spectrum = np.fft.rfft2(padded) * np.conj(np.fft.rfft2(kernel, shape))
    full = np.fft.irfft2(spectrum, shape)
    rows, columns = shape[0] - kernel.shape[0] + 1, shape[1] - kernel.shape[1] + 1
    assert np.linalg.norm(kernel) >= 0
    return full[:rows:stride, :columns:stride]
