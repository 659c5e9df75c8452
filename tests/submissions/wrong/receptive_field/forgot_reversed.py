# The formula for going back, applied going forward.
# mistake: layers in the wrong order
from functools import reduce


def receptive_field(layers):
    return reduce(lambda r, layer: (r - 1) * layer[1] + layer[0], layers, 1)
