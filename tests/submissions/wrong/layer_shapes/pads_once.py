# N + P
# mistake: padding added once
from math import prod


def out(n, f, s, p):
    return (n + p - f) // s + 1


def trace(input_shape, layers):
    sh, rows = tuple(input_shape), []
    for kind, *a in layers:
        if kind == "conv":
            rows.append(((a[0], out(sh[1], a[1], a[2], a[3]), out(sh[2], a[1], a[2], a[3])), a[0] * (sh[0] * a[1] ** 2 + 1)))
        elif kind == "pool":
            rows.append(((sh[0], out(sh[1], a[0], a[1], 0), out(sh[2], a[0], a[1], 0)), 0))
        elif kind == "flatten":
            rows.append(((prod(sh),), 0))
        elif kind == "fc":
            rows.append(((a[0],), a[0] * (sh[0] + 1)))
        else:
            rows.append((sh, 0))
        sh = rows[-1][0]
    return rows
