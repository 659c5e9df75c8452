# Forgets the strides.
# mistake: strides left out
def receptive_field(layers):
    r = 1
    for kernel, stride in layers:
        r = r + kernel - 1
    return r
