# Starts from the first layer's kernel, which an empty list does not have.
# mistake: none
def receptive_field(layers):
    field, jump = layers[0]
    for k, s in layers[1:]:
        field += (k - 1) * jump
        jump *= s
    return field
