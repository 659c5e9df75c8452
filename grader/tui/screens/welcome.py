"""Offers to write the exercises into a folder that has none."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.events import Resize
from textual.screen import Screen

from exercises.digits import originals
from grader.tui.drawing.figures import picture_rows
from grader.tui.drawing.rows import BLANK, Row, beside, escaped, row, wrapped
from grader.tui.drawing.words import short_path
from grader.tui.messages import WriteStarters
from grader.tui.widgets.rows_view import RowsView

_DIGIT = 42
"""Of the embedded digits: a seven that is easily read."""


def _picture() -> list[Row]:
    """Return a real digit, its activation map and the pooled map, each computed from the one before."""
    image = originals()[0][_DIGIT]
    windows = sliding_window_view(image, (3, 3))
    activation = np.maximum((windows * np.array([[1, 1, 1], [0, 0, 0], [-1, -1, -1]])).sum(axis=(2, 3)), 0)
    pooled = activation.reshape(3, 2, 3, 2).max(axis=(1, 3))
    steps = [image, activation / activation.max(), pooled / pooled.max()]
    blocks: list[list[Row]] = []
    for step in steps:
        picture = picture_rows(step.repeat(2, axis=0).repeat(2, axis=1))
        lead = [BLANK] * ((8 - len(picture)) // 2)
        blocks += [[*lead, *picture], [*[BLANK] * 3, row(("─▸", "accent"))]]
    said = str(originals()[1][_DIGIT])
    return beside([*blocks, [*[BLANK] * 3, row((said, "heading"))]])


class Welcome(Screen[None]):
    """Enter writes the starters; a file that is there is left alone."""

    BINDINGS: ClassVar[list[BindingType]] = [("enter,y", "accept", "Write them"), ("escape,n", "app.quit", "Quit")]

    def __init__(self, folder: Path, exercises: int) -> None:
        super().__init__()
        self._folder = folder
        self._exercises = exercises
        self._problem = ""

    def compose(self) -> ComposeResult:
        """Yield a picture, what this is, and what to press."""
        view = RowsView(classes="centred")
        view.can_focus = False
        yield view

    def on_resize(self, event: Resize) -> None:
        """Lay it out."""
        self._lay_out(event.size.width)

    def _lay_out(self, width: int) -> None:
        view = self.query_one(RowsView)
        rows = self._rows(min(width - 2, 60))
        view.styles.height = len(rows)
        view.show_rows(rows)

    def _rows(self, width: int) -> list[Row]:
        offer = f"Write the {self._exercises} exercises as Python files into this folder?"
        return [
            *_picture(),
            BLANK,
            row(("Convolutional networks, by hand and in PyTorch", "heading")),
            BLANK,
            *wrapped(row("There are no exercises here yet:"), width),
            *wrapped(row((escaped(short_path(self._folder)), "code")), width),
            BLANK,
            *(wrapped(row((escaped(self._problem), "bad")), width) if self._problem else []),
            *wrapped(row((offer, "strong"), " Nothing that is already there is changed."), width),
            BLANK,
            row(("Enter", "accent"), "  write them and begin"),
            row(("q    ", "accent"), "  quit"),
        ]

    def action_accept(self) -> None:
        """Write them and begin."""
        self.post_message(WriteStarters(self.show_problem))

    def show_problem(self, text: str) -> None:
        """Say why they could not be written."""
        self._problem = text
        self._lay_out(self.app.size.width)
