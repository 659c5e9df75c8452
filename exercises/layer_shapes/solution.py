"""The shape so far is all that a layer needs to know."""

from math import prod

Shape = tuple[int, ...]


def step(shape: Shape, layer: tuple) -> tuple[Shape, int]:
    match layer:
        case "conv", filters, size, stride, pad:
            channels, *sides = shape
            moved = ((side - size + 2 * pad) // stride + 1 for side in sides)
            return (filters, *moved), filters * (channels * size**2 + 1)
        case "pool", size, stride:
            channels, *sides = shape
            return (channels, *((side - size) // stride + 1 for side in sides)), 0
        case ("flatten",):
            return (prod(shape),), 0
        case "fc", outputs:
            return (outputs,), outputs * (shape[0] + 1)
        case _:
            return shape, 0


def trace(input_shape: Shape, layers: list[tuple]) -> list[tuple[Shape, int]]:
    shape, rows = tuple(input_shape), []
    for layer in layers:
        shape, parameters = step(shape, layer)
        rows.append((shape, parameters))
    return rows
