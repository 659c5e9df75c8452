"""The lecture's formula, rounded down."""


def output_size(n: int, f: int, stride: int = 1, pad: int = 0) -> int:
    room = n + 2 * pad - f
    if room < 0:
        raise ValueError(f"a filter of {f} does not fit into {n} cells with {pad} zeros on each side")
    return room // stride + 1
