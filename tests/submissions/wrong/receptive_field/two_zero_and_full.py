# wrong: zero and full
# mistake: kernel added in full; started at zero
# kind: two slips
def receptive_field(layers):
    size, jump = 0, 1
    for k, s in layers:
        size += k * jump
        jump *= s
    return size
