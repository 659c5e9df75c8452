"""The shape so far is all that a layer needs to know."""

from math import prod


def stops(sides, size, stride, pad=0):
    return [(n - size + 2 * pad) // stride + 1 for n in sides]


def step(shape, layer):
    match layer:
        case "conv", filters, size, stride, pad:
            channels, *sides = shape
            moved = stops(sides, size, stride, pad)
            return (filters, *moved), filters * (channels * size**2 + 1)
        case "pool", size, stride:
            channels, *sides = shape
            return (channels, *stops(sides, size, stride)), 0
        case ("flatten",):
            return (prod(shape),), 0
        case "fc", outputs:
            return (outputs,), outputs * (shape[0] + 1)
        case _:
            return shape, 0


def trace(input_shape, layers):
    shape, rows = tuple(input_shape), []
    for layer in layers:
        shape, parameters = step(shape, layer)
        rows.append((shape, parameters))
    return rows
