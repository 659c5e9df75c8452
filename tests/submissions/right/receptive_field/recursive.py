# Recursion on the list of layers.
def receptive_field(layers):
    if not layers:
        return 1
    (k, s), *rest = layers
    return k + s * (receptive_field(rest) - 1)
