# one line of NumPy
import numpy as np

relu = lambda x: np.maximum(0, x)
