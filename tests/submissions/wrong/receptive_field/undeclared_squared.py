# wrong: squared
# mistake: none
# or: area for the side
# kind: undeclared
def receptive_field(layers):
    r, jump = 1, 1
    for k, s in layers:
        r += (k - 1) * jump
        jump *= s
    return r * r
