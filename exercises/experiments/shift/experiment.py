"""Slide 21: what a 2x2 pool forgives. Three features move to the right, cell by cell."""

from __future__ import annotations

import numpy as np

from exercises.definition import Needs, Value
from exercises.experiments.definition import Experiment
from exercises.figures import Frame, Grid, Line, Lines, Mark, Role

SHAPE, FEATURES, STEPS = (6, 8), ((0, 0, 9), (3, 1, 7), (4, 2, 5)), 5
"""Row, column and strength of each feature at first."""
COLOURS = (Role.FIRST, Role.SECOND, Role.THIRD)


def moved(by: int) -> np.ndarray:
    """The map with its features `by` cells further right."""
    cells = np.zeros(SHAPE)
    for row, column, strength in FEATURES:
        cells[row, column + by] = strength
    return cells


def inputs() -> tuple[Value, ...]:
    """The map at each step."""
    return (np.array([moved(by) for by in range(STEPS)]),)


def kept(pooled: np.ndarray, by: int) -> int:
    """How many features the pool shows where it showed them at first."""
    return sum(pooled[by][row // 2, column // 2] == strength for row, column, strength in FEATURES)


def frames(found: Value) -> tuple[Frame, ...]:
    """Step by step: the map, the pooled map, and how much of it is as it was."""
    pooled = np.asarray(found, float)
    if pooled.shape != (STEPS, SHAPE[0] // 2, SHAPE[1] // 2):
        raise ValueError("pooled maps of another shape")
    return tuple(_frame(by, pooled) for by in range(STEPS))


def _frame(by: int, pooled: np.ndarray) -> Frame:
    marks = tuple(Mark(row, column + by, 1, 1, role) for (row, column, _), role in zip(FEATURES, COLOURS, strict=True))
    below = tuple(
        Mark(row // 2, (column + by) // 2, 1, 1, role) for (row, column, _), role in zip(FEATURES, COLOURS, strict=True)
    )
    told = tuple(
        Line(f"by {step}: {kept(pooled, step)} of 3", Role.FOCUS if step == by else Role.DONE) for step in range(by + 1)
    )
    return Frame(
        f"moved by {by}: largest of all {pooled[by].max():g}",
        (
            Grid("map", _cells(moved(by)), marks, cell=2),
            Grid("2x2 pool", _cells(pooled[by]), below, cell=2),
            Lines("in the same place", told),
        ),
    )


def _cells(numbers: np.ndarray) -> tuple[tuple[int | str, ...], ...]:
    return tuple(tuple(int(number) if number else "·" for number in row) for row in numbers)


EXPERIMENT = Experiment(
    title="A pattern under a 2x2 pool",
    question="Three features move to the right, cell by cell. How far can they go before a 2x2 pool shows it?",
    shows=(
        "A move of one cell leaves two of the three where they were: those that stay within their window. A move of"
        " two changes all. So a pool is invariant to *local* translation, and only sometimes; a move by its stride"
        " moves the pooled map by one cell. The largest value of all stays the same throughout: that is exercise 12."
    ),
    belongs_to="translation_invariance",
    uses=("max_pooling",),
    inputs=inputs,
    frames=frames,
    needs=Needs.NUMPY,
)
