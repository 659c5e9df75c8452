# wrong: needs layer
# mistake: none
# kind: limited
def receptive_field(layers):
    k, s = layers[0]
    r, jump = k, s
    for k, s in layers[1:]:
        r += (k - 1) * jump
        jump *= s if s < 3 else 2
    return r
