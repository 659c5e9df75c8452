# Adds k in place of k - 1.
# mistake: kernel added in full
import math


def receptive_field(layers):
    return 1 + sum(k * math.prod(s for _, s in layers[:i]) for i, (k, _) in enumerate(layers))
