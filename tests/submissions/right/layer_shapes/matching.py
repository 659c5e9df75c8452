# match statement and a generator
from __future__ import annotations

import math
from collections.abc import Iterator


def side(n: int, f: int, stride: int, pad: int = 0) -> int:
    return math.floor((n - f + 2 * pad) / stride) + 1


def rows(shape: tuple[int, ...], layers: list[tuple]) -> Iterator[tuple[tuple[int, ...], int]]:
    for layer in layers:
        match (layer, shape):
            case (("conv", k, f, s, p), (c, h, w)):
                shape, count = (k, side(h, f, s, p), side(w, f, s, p)), k * c * f**2 + k
            case (("pool", f, s), (c, h, w)):
                shape, count = (c, side(h, f, s), side(w, f, s)), 0
            case (("flatten",), _):
                shape, count = (math.prod(shape),), 0
            case (("fc", outputs), (d,)):
                shape, count = (outputs,), outputs * d + outputs
            case _:
                count = 0
        yield shape, count


def trace(input_shape, layers):
    return list(rows(tuple(input_shape), layers))
