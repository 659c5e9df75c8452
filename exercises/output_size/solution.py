"""The lecture's formula, rounded down."""


def output_size(n, f, stride=1, pad=0):
    room = n + 2 * pad - f
    if room < 0:
        raise ValueError(f"{f} do not fit into {n + 2 * pad}")
    return room // stride + 1
