# wrong: unpack
# mistake: none
# kind: python error
def receptive_field(layers):
    r, jump = 1, 1
    for i, (k, s, p) in enumerate(layers):
        r += (k - 1) * jump
        jump *= s
    return r
