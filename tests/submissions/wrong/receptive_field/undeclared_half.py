# wrong: half
# mistake: none
# or: half a kernel on each side
# kind: undeclared
def receptive_field(layers):
    r, jump = 1, 1
    for k, s in layers:
        r += 2 * (k // 2) * jump
        jump *= s
    return r
