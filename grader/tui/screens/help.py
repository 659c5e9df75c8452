"""Lists every key and what it does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType

from grader.core.status_words import STATUS_WORDS
from grader.tui.drawing.rows import BLANK, Row, beside, row, wrapped
from grader.tui.screens.page import Page

_WORK = (
    ("save", "the file in any editor: it runs at once"),
    ("r", "run this exercise"),
    ("e", "open it in $EDITOR (else nano), and come back"),
    ("n", "next unsolved exercise"),
    ("w", "what do you predict? a question first"),
    ("h", "one more hint, also after passing"),
    ("s", "the solution, once solved"),
    ("x", "back to the starter (keeps a backup)"),
    ("t", "try the experiment that the statement offers"),
    ("a", "run all; again: leave out those that wait"),
    ("Esc", "back; then cancel this exercise's run"),
)
_LOOK = (
    ("↑ ↓", "through the list (or k j)"),
    ("Enter", "your answer; again: the check in full"),
    ("PgUp PgDn", "turn the statement's pages"),
    ("space", "pause the figure, or play it again"),
    ("← →", "step the figure, or the wrong answers"),
    ("z", "zoom: statement, figure, checks"),
    ("p", "scoreboard"),
    ("v", "what a training left: filters, maps"),
    ("g", "gallery of architectures"),
    ("tab", "the next pane: it grows"),
    ("ctrl+p", "every command, and other colours"),
    ("q", "quit (or ctrl+q)"),
)
_NOTES = (
    "Selecting text: hold shift and drag, and the terminal selects as always. In an opened check, y copies the call "
    "where the terminal allows it (OSC 52); the line is on the screen in any case.",
    "The same without this screen: cnn-exercises list, show, check, hint and reset print plain text.",
)


class Help(Page):
    """Opened by ? and F1."""

    BINDINGS: ClassVar[list[BindingType]] = [("question_mark,f1", "dismiss", "Close")]

    def heading(self) -> str:
        """Return the title."""
        return "Help"

    def content(self, width: int) -> Sequence[Row]:
        """Return keys in one or two columns, then what the glyphs mean."""
        work, look = _keys("Working", _WORK), _keys("Looking", _LOOK)
        rows = beside([work, look], gap=4) if width >= 100 else [*work, BLANK, *look]
        rows += [BLANK, row(("Glyphs", "section"))]
        legend = [row((f"  {said.glyph} ", said.role), said.word) for said in STATUS_WORDS.values()]
        half = (len(legend) + 1) // 2
        rows += beside([legend[:half], legend[half:]], gap=4)
        for note in _NOTES:
            rows += [BLANK, *wrapped(row(note), min(width, 92))]
        return rows


def _keys(title: str, keys: Sequence[tuple[str, str]]) -> list[Row]:
    return [row((title, "section")), *(row((f"  {key:<10}", "accent"), word) for key, word in keys)]
