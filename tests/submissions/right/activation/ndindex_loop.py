# a plain loop over all indices, inside a class
import numpy as np


class Rectifier:
    threshold = 0.0

    def __call__(self, x):
        out = np.empty(x.shape)
        for index in np.ndindex(x.shape):
            value = x[index]
            if value > self.threshold:
                out[index] = value
            else:
                out[index] = self.threshold
        return out


def relu(x):
    return Rectifier()(x)
