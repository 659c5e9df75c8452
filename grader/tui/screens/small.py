"""Shows two sentences while the window is too small for anything else."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.events import Resize
from textual.screen import Screen

from grader.tui.drawing.rows import row, wrapped
from grader.tui.widgets.rows_view import RowsView

LEAST_WIDTH, LEAST_HEIGHT = 60, 20


class TooSmall(Screen[None]):
    """Goes away by itself as soon as the window is large enough; nothing is lost meanwhile."""

    def compose(self) -> ComposeResult:
        """Yield two sentences."""
        yield RowsView(classes="centred")

    def on_resize(self, event: Resize) -> None:
        """Say how large the window is."""
        width, height = event.size
        text = (
            f"This window has {width} columns and {height} rows. "
            f"Please make it at least {LEAST_WIDTH} by {LEAST_HEIGHT}. (q quits.)"
        )
        rows = wrapped(row(text), max(min(width - 2, 58), 1))
        view = self.query_one(RowsView)
        view.styles.height = len(rows)
        view.show_rows(rows)
