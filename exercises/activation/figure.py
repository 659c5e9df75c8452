"""ReLU goes over an activation map row by row: what is below 0 becomes 0.

The map is real: left edges of the handwritten digit that the convolutional layer's figure shows.
"""

from __future__ import annotations

import numpy as np

from exercises.conv_layer.figure import DIGIT
from exercises.figures import Frame, Grid, Line, Lines, Mark, Role

SIDE = 6


def _map() -> np.ndarray:
    """(6, 6): right column minus left column of each 3x3 window of the digit."""
    windows = np.lib.stride_tricks.sliding_window_view(DIGIT, (3, 3))
    return np.asarray((windows[..., 2] - windows[..., 0]).sum(axis=-1))


def _frame(rows: int) -> Frame:
    """The first `rows` rows are done, the last of them just now."""
    before = _map()
    after = [[str(max(0, int(v))) if y < rows else "·" for v in before[y]] for y in range(SIDE)]
    silenced = [(y, x) for y, x in np.argwhere(before < 0).tolist() if y < rows]
    old_marks = [Mark(y, x, 1, 1, Role.MUTED) for y, x in silenced]
    new_marks = [Mark(y, x, 1, 1, Role.BORDER) for y, x in silenced]
    caption, text = "ReLU looks at each cell by itself", "relu(x) = max(0, x)"
    if rows:
        y = rows - 1
        x = int(before[y].argmin())
        old_marks.append(Mark(y, x, 1, 1, Role.FOCUS))
        new_marks.append(Mark(y, x, 1, 1, Role.FOCUS))
        caption = f"row {y}: {int((before[y] < 0).sum())} of 6 cells fall silent"
        text = f"max(0, {before[y, x]}) = {max(0, int(before[y, x]))}"
    return Frame(
        caption=caption,
        parts=(
            Grid("before: left edges", tuple(map(tuple, before.tolist())), tuple(old_marks), cell=4),
            Grid("after: no negatives", tuple(map(tuple, after)), tuple(new_marks), cell=4),
        ),
        below=(Lines("", (Line(text, Role.DONE if rows == SIDE else Role.PLAIN),)),),
    )


def frames() -> tuple[Frame, ...]:
    """The map as the filter left it, then row after row rectified."""
    return tuple(_frame(rows) for rows in range(SIDE + 1))
