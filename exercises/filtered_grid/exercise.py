"""Filtered grid: a dot product at each stop of the filter (the slides with the 7x7 grid)."""

from __future__ import annotations

from exercises.arrays import np
from exercises.definition import Case, Check, Exercise, Rule
from exercises.filtered_grid.questions import QUESTIONS
from exercises.properties import last_step_fits

GRID = (
    (1, 2, 3, 4, 12, 9, 8),
    (5, 2, 3, 4, 12, 9, 8),
    (5, 2, 1, 4, 10, 9, 8),
    (7, 2, 1, 4, 12, 7, 8),
    (7, 2, 1, 4, 14, 9, 8),
    (5, 2, 3, 4, 12, 7, 8),
    (5, 2, 1, 1, 12, 9, 8),
)
KERNEL = ((1, 2, 1), (2, 4, 2), (1, 2, 1))


def _whole(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    # never 0, so that no cell of a filter can hide
    sizes, signs = rng.integers(1, 10, (height, width)), rng.choice((-1.0, 1.0), (height, width))
    return np.asarray(sizes * signs)


def _fractions(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    return np.round(rng.normal(0, 3, (height, width)).round(2) + 0.001, 3)


def _filter(grid: np.ndarray, kernel: np.ndarray, *rest: int, **named: int) -> Case:
    return Case("filtered_grid", (grid, kernel, *rest), named)


def _lecture(rng: np.random.Generator) -> list[Case]:
    return [_filter(np.array(GRID, float), np.array(KERNEL, float), 3, 1)]


def _every_cell(rng: np.random.Generator) -> list[Case]:
    return [_filter(_whole(rng, n, n), _whole(rng, f, f)) for n, f in ((4, 2), (5, 3), (7, 3))]


def _strides(rng: np.random.Generator) -> list[Case]:
    sizes = ((7, 3, 2), (8, 3, 3), (9, 2, 4), (6, 1, 2))
    return [_filter(_whole(rng, n, n), _whole(rng, f, f), stride) for n, f, stride in sizes]


def _padded(rng: np.random.Generator) -> list[Case]:
    drawn = [_filter(_whole(rng, 5, 5), _whole(rng, 3, 3), 1, pad) for pad in (1, 2, 3)]
    return [*drawn, _filter(_whole(rng, 4, 4), _whole(rng, 2, 2), pad=2)]


def _any_shape(rng: np.random.Generator) -> list[Case]:
    shapes = ((4, 7), (2, 3), 1, 0), ((8, 5), (3, 2), 2, 1), ((3, 6), (1, 4), 1, 1), ((9, 4), (4, 1), 3, 2)
    drawn = [_filter(_whole(rng, *grid), _whole(rng, *kernel), stride, pad) for grid, kernel, stride, pad in shapes]
    return [*drawn, _filter(_whole(rng, 2, 5), _whole(rng, 1, 1), stride=2, pad=2)]


def _not_whole(rng: np.random.Generator) -> list[Case]:
    return [
        _filter(_fractions(rng, 5, 5), _fractions(rng, 3, 3)),
        _filter(_fractions(rng, 6, 4), _fractions(rng, 2, 2)),
    ]


def _views(rng: np.random.Generator) -> list[Case]:
    tall, wide, kernel = _whole(rng, 10, 4), _whole(rng, 4, 6), _whole(rng, 3, 2)
    twice = _whole(rng, 5, 5), _whole(rng, 3, 3)
    return [
        _filter(tall[::2], kernel.T),
        _filter(wide.T, kernel, 1, 1),
        *(_filter(grid.copy(), small.copy()) for grid, small in (twice, twice)),
    ]


EXERCISE = Exercise(
    number=5,
    section="7.2 Overview",
    title="Filtered grid",
    functions=("filtered_grid",),
    checks=(
        Check("the lecture's 7x7 grid", 1.0, _lecture, Rule.ARRAY, "stride 3, pad 1: 20 69 75 / 60 84 96 / 36 53 73"),
        Check("a step of one cell", 1.0, _every_cell, Rule.ARRAY, "each cell of the filter in its place"),
        Check("larger steps", 1.0, _strides, Rule.ARRAY, "stride in both directions, also above the filter"),
        Check("a border of zeros", 1.0, _padded, Rule.ARRAY, "pad 1, 2 and 3"),
        Check("grids and filters of any shape", 1.0, _any_shape, Rule.ARRAY, "not square, even sides, 1x1"),
        Check("fractions and negative numbers", 1.0, _not_whole, Rule.ARRAY, "nothing is rounded"),
        Check(
            "views, two calls, inputs left alone",
            1.0,
            _views,
            Rule.ARRAY,
            "grid and filter are the same afterwards",
            keeps_inputs=True,
        ),
    ),
    questions=QUESTIONS,
    properties=(
        last_step_fits(
            lambda it: [a - b + 2 * it.get("pad", 0) for a, b in zip(it["grid"].shape, it["kernel"].shape, strict=True)]
        ),
    ),
)
