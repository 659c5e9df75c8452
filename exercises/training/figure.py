"""Ten images in shuffled batches of four, the four acts of a step, and the loss of a real training as it falls."""

from __future__ import annotations

import numpy as np

from exercises.definition import Frame, Grid, Line, Lines, Mark, Picture, Role

ORDERS = ((7, 2, 9, 4, 0, 5, 8, 1, 6, 3), (3, 8, 0, 6, 9, 1, 4, 7, 2, 5))
BATCHES = ((0, 4), (4, 4), (8, 2))
ACTS = ("zero_grad", "forward", "backward", "step")
SAID = ("forget the gradients of the batch before", "scores, and their cross-entropy", "every weight's gradient", "")

LOSSES = (
    *(2.3, 2.29, 2.16, 1.98, 1.95, 1.89, 1.69, 1.66, 1.48, 1.51, 1.4, 1.4),
    *(1.24, 1.18, 1.17, 1.15, 1.18, 1.04, 1.16, 1.09, 1.02, 0.99, 0.91, 0.8),
)
"""Of the lecture's Net on 6,000 cluttered digits: 750 steps in 24 stretches."""


def _curve(share: float) -> np.ndarray:
    """The first part of the curve, as bars of light, two columns a stretch."""
    rows = 6
    pixels = np.zeros((rows, 2 * len(LOSSES)))
    for place, loss in enumerate(LOSSES[: round(share * len(LOSSES))]):
        height = loss / LOSSES[0] * rows
        filled = np.clip(height - np.arange(rows)[::-1], 0, 1)
        pixels[:, 2 * place : 2 * place + 2] = filled[:, None]
    return pixels


def _frame(epoch: int, batch: int, act: int, share: float, caption: str) -> Frame:
    first, count = BATCHES[batch]
    rows = tuple(ORDERS[row] if row <= epoch else ("·",) * 10 for row in range(2))
    marks = [Mark(row, 0, 1, 10, Role.DONE) for row in range(epoch)]
    marks += [Mark(epoch, 0, 1, first, Role.DONE), Mark(epoch, first, 1, count, Role.WINDOW)]
    acts = tuple(
        Line(f"{'▸' if place == act else ' '} {name}", Role.FOCUS if place == act else Role.MUTED)
        for place, name in enumerate(ACTS)
    )
    reached = LOSSES[max(0, round(share * len(LOSSES)) - 1)]
    return Frame(
        caption=caption,
        parts=(Grid("10 images, batches of 4", rows, tuple(marks)), Lines("one step", acts)),
        below=(Picture(f"loss {reached:.2f}", _curve(share)),),
    )


def frames() -> tuple[Frame, ...]:
    """The first batch act by act, then batch by batch through two epochs."""
    told = [_frame(0, 0, act, 0.0, f"batch 1: {said or 'move the weights'}") for act, said in enumerate(SAID)]
    steps = [(epoch, batch) for epoch in range(2) for batch in range(len(BATCHES))]
    for number, (epoch, batch) in enumerate(steps, start=1):
        size = BATCHES[batch][1]
        whole = f"epoch {epoch + 1}, batch {batch + 1}: {size} images"
        partial = f"epoch {epoch + 1}: the last batch holds {size}"
        told.append(_frame(epoch, batch, 3, number / len(steps), partial if size < 4 else whole))
    return tuple(told)
