"""Ten images with their labels in shuffled batches of four, the four acts of a step, and a real loss as it falls."""

from __future__ import annotations

import numpy as np

from exercises.figures import Frame, Grid, Line, Lines, Mark, Picture, Role

ORDERS = ((7, 2, 9, 4, 0, 5, 8, 1, 6, 3), (3, 8, 0, 6, 9, 1, 4, 7, 2, 5))
LABELS = (5, 0, 4, 1, 9, 2, 1, 3, 1, 4)
"""Of images 0 to 9: a label moves with its image."""
BATCHES = ((0, 4), (4, 4), (8, 2))
ACTS = ("zero_grad", "forward", "backward", "step")
SAID = (
    "forget the gradients of the batch before",
    "scores, and their cross-entropy",
    "every weight's gradient",
    "move the weights",
)

LOSSES = (
    *(2.3, 2.29, 2.16, 1.98, 1.95, 1.89, 1.69, 1.66, 1.48, 1.51, 1.4, 1.4),
    *(1.24, 1.18, 1.17, 1.15, 1.18, 1.04, 1.16, 1.09, 1.02, 0.99, 0.91, 0.8),
)
"""Of the notebook's Net on 6,000 cluttered digits: 750 steps in 24 stretches."""
HEIGHT, WIDTH = 6, 42
"""Pixels of the curve; its rows stand for losses from 2.4 down to 0."""
HIGHEST = 2.4


def _curve(share: float) -> np.ndarray:
    """The first part of the curve: a bright line over a dark ground, with the half of each epoch's end marked."""
    pixels = np.full((HEIGHT, WIDTH), 0.12)
    pixels[:, WIDTH // 2] = 0.3  # the second epoch begins
    losses = np.interp(np.linspace(0, len(LOSSES) - 1, WIDTH), range(len(LOSSES)), LOSSES)
    for column in range(round(share * WIDTH)):
        pixels[min(int((1 - losses[column] / HIGHEST) * HEIGHT), HEIGHT - 1), column] = 1.0
    return pixels


def _frame(epoch: int, batch: int, act: int, share: float, caption: str) -> Frame:
    first, count = BATCHES[batch]
    order = ORDERS[epoch]
    rows: tuple[tuple[int | str, ...], ...] = (("img", *order), ("lab", *(LABELS[image] for image in order)))
    marks = (Mark(0, 1, 2, first, Role.DONE), Mark(0, 1 + first, 2, count, Role.WINDOW))
    acts = tuple(
        Line(f"{'▸' if place == act else ' '} {name}", Role.FOCUS if place == act else Role.MUTED)
        for place, name in enumerate(ACTS)
    )
    reached = LOSSES[max(0, round(share * len(LOSSES)) - 1)]
    axis = Lines("loss", (Line(f"{HIGHEST:g}"), Line("1.2"), Line("0")))
    return Frame(
        caption=caption,
        parts=(Grid(f"epoch {epoch + 1}: batches of 4", rows, marks), Lines("one step", acts)),
        below=(axis, Picture(f"now {reached:.2f}; 2 epochs, 750 steps", _curve(share))),
    )


def frames() -> tuple[Frame, ...]:
    """The first batch act by act, then batch by batch through two epochs."""
    told = [_frame(0, 0, act, 0.0, f"batch 1: {said}") for act, said in enumerate(SAID)]
    steps = [(epoch, batch) for epoch in range(2) for batch in range(len(BATCHES))]
    for number, (epoch, batch) in enumerate(steps, start=1):
        size = BATCHES[batch][1]
        whole = f"epoch {epoch + 1}, batch {batch + 1}: {size} images, their own labels"
        partial = f"epoch {epoch + 1}: the last batch holds {size}"
        told.append(_frame(epoch, batch, 3, number / len(steps), partial if size < 4 else whole))
    return tuple(told)
