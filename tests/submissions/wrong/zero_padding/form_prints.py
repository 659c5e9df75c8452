# wrong: prints
# mistake: none
# kind: form
import numpy as np

def zero_pad(image, pad):
    print(np.pad(image, pad))
