# wrong: two layers
# mistake: none
# kind: limited
def receptive_field(layers):
    r, jump = 1, 1
    for k, s in layers[:2]:
        r += (k - 1) * jump
        jump *= s
    return r
