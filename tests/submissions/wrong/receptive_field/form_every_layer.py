# wrong: every layer
# mistake: none
# kind: form
def receptive_field(layers):
    sizes, r, jump = [1], 1, 1
    for k, s in layers:
        r += (k - 1) * jump
        jump *= s
        sizes.append(r)
    return sizes
