# On the way back f units are taken for f steps.
# mistake: one unit too many on the way back
def receptive_field(layers):
    if layers == []:
        return 1
    field = 1
    for k, s in layers[::-1]:
        field = field * s + k
    return field
