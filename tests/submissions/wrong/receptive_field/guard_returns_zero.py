# Returns 0 for an empty list.
# mistake: zero without a layer
def receptive_field(layers):
    if not layers:
        return 0
    field = layers[0][0]
    jump = layers[0][1]
    for k, s in layers[1:]:
        field += (k - 1) * jump
        jump *= s
    return field
