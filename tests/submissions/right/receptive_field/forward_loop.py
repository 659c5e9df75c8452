# Two numbers carried through the layers.
def receptive_field(layers):
    field = 1
    jump = 1
    for k, s in layers:
        field += (k - 1) * jump
        jump *= s
    return field
