# list.reverse() turns the caller's list around.
# mistake: list turned around
def receptive_field(layers):
    layers.reverse()
    r = 1
    for k, s in layers:
        r = s * (r - 1) + k
    return r
