"""Slide 6: four centre-surround fields in a row, summed, answer best to a bar along the row: a simple cell."""

from __future__ import annotations

import numpy as np

from exercises.definition import Needs, Value
from exercises.experiments.definition import Experiment
from exercises.figures import Bar, Bars, Frame, Picture, Role

SIDE, MIDDLE = 15, 7
ANGLES = (0.0, 22.5, 45.0, 67.5, 90.0, 112.5, 135.0, 157.5)
"""Degrees counter-clockwise from the horizontal."""
ROWS = (4, 6, 8, 10)
"""Where the four fields lie, one above the other in the middle column."""


def bar(degrees: float) -> np.ndarray:
    """A bright bar through the middle of a dark image."""
    angle = np.deg2rad(degrees)
    down, right = np.indices((SIDE, SIDE)) - MIDDLE
    across = down * np.cos(angle) + right * np.sin(angle)
    along = right * np.cos(angle) - down * np.sin(angle)
    return np.asarray(np.clip(1.5 - np.abs(across), 0, 1) * (np.abs(along) <= MIDDLE))


def centre_surround() -> np.ndarray:
    """A bright spot with a dark surround that cancel each other: a difference of two Gaussians, 5x5, sum 0."""
    down, right = np.indices((5, 5)) - 2
    centre, surround = (np.exp(-(down**2 + right**2) / (2 * size**2)) for size in (0.8, 1.6))
    return np.asarray(centre / centre.sum() - surround / surround.sum())


def inputs() -> tuple[Value, ...]:
    """The bars, the field, and the rows whose answers are summed."""
    return np.array([bar(angle) for angle in ANGLES]), centre_surround(), list(ROWS), MIDDLE


def frames(found: Value) -> tuple[Frame, ...]:
    """Angle by angle: the bar, what the centre-surround cells answer, and the tuning curve so far."""
    maps, sums = np.asarray(found["maps"], float), np.asarray(found["sums"], float)
    if maps.shape != (len(ANGLES), SIDE, SIDE) or sums.shape != (len(ANGLES),):
        raise ValueError("maps or sums of another shape")
    return tuple(_frame(at, maps, sums) for at in range(len(ANGLES)))


def _frame(at: int, maps: np.ndarray, sums: np.ndarray) -> Frame:
    largest = max(float(sums.max()), 1e-9)
    answers = np.repeat(maps[at][:, :, None] / max(float(maps.max()), 1e-9), 3, axis=2)
    answers[list(ROWS), MIDDLE, 2] = 1  # the four that are summed, in blue
    curve = tuple(
        Bar(f"{angle:5g}°", sums[k] / largest if k <= at else 0.0, "", Role.FOCUS if k == at else Role.DONE)
        for k, angle in enumerate(ANGLES)
    )
    caption = f"bar at {ANGLES[at]:g}°: the four answers sum to {sums[at]:.2f}"
    parts = (
        Picture("the bar", bar(ANGLES[at])),
        Picture("cells", np.clip(answers, 0, 1)),
        Bars("sum", curve, width=10),
    )
    return Frame(caption, parts)


EXPERIMENT = Experiment(
    title="From spots to bars",
    question="Four cells that like a bright spot lie one above the other. Which bar does their sum like best?",
    shows=(
        "The sum answers most to the bar along the row of fields (90°) and little to the others: it is tuned to an"
        " orientation, though none of its parts is. This is Hubel and Wiesel's model of a simple cell (1962). It is a"
        " filter too, the sum of four shifted spots, and a ConvNet learns such filters from images."
    ),
    belongs_to="receptive_field",
    uses=("conv_layer", "activation"),
    inputs=inputs,
    frames=frames,
    needs=Needs.NUMPY,
)
