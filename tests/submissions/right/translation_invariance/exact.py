# Exact fractions, and a running maximum that starts at 0.

from fractions import Fraction
def detector_response(image, kernel):
    best = 0
    for i in range(image.shape[0]-kernel.shape[0]+1):
        for j in range(image.shape[1]-kernel.shape[1]+1):
            s = 0
            for m in range(kernel.shape[0]):
                for n in range(kernel.shape[1]):
                    s += Fraction(float(image[i+m, j+n]))*Fraction(float(kernel[m, n]))
            best = max(best, s)
    return best
