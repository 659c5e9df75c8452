# Uses the caller's list as a stack.
# mistake: list used up
def receptive_field(layers):
    r = 1
    while len(layers) > 0:
        k, s = layers.pop(-1)
        r = s * (r - 1) + k
    return r
