# Static and class methods, bound to the names that are asked for.

import numpy as np
import numpy.typing as npt
class Layer:
    @staticmethod
    def flatten(image: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        return np.ravel(image, order="C")
    @classmethod
    def forward(cls, x, theta, bias):
        y = np.empty(theta.shape[0])
        np.dot(theta, x, out=y)
        y += bias
        return y
flatten = Layer.flatten
fully_connected = Layer.forward
fully_connected_parameters = lambda i, o: np.uint64(i)*np.uint64(o) + np.uint64(o)
