# wrong: order and strides
# mistake: layers in the wrong order; kernel added in full
# kind: two slips
def receptive_field(layers):
    r, jump = 1, 1
    for k, s in reversed(layers):
        r += k * jump
        jump *= s
    return r
