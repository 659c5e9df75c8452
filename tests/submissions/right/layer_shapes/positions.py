# counts positions with range(), for those who do not trust formulas; layers are looked up in a dict of lambdas
def positions(n, f, s, p=0):
    return len(range(0, n + 2 * p - f + 1, s))


RULES = {
    "conv": lambda sh, k, f, s, p: ((k, positions(sh[1], f, s, p), positions(sh[2], f, s, p)), k * sh[0] * f * f + k),
    "pool": lambda sh, f, s: ((sh[0], positions(sh[1], f, s), positions(sh[2], f, s)), 0),
    "relu": lambda sh: (sh, 0),
    "flatten": lambda sh: ((sh[0] * sh[1] * sh[2],), 0),
    "fc": lambda sh, o: ((o,), sh[0] * o + o),
}


def trace(input_shape, layers):
    trail = [(tuple(input_shape), 0)]
    for kind, *rest in layers:
        trail.append(RULES[kind](trail[-1][0], *rest))
    return tuple(trail[1:])
