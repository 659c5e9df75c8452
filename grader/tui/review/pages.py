"""Shows pages of plain text: a mail or a stub to copy, two files side by side, the keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from grader.classroom.gradebook.roll import ClassPlan
from grader.classroom.report.class_numbers import ClassNumbers
from grader.classroom.report.class_tells import class_tells
from grader.classroom.report.likeness import Side, side_by_side
from grader.classroom.report.misconceptions import Misconception
from grader.core.errors import ProgramError
from grader.core.lessons import find
from grader.core.status_words import STATUS_WORDS
from grader.core.text import plural, points_text
from grader.tui.drawing.figures import frame_rows
from grader.tui.drawing.markdown import markdown
from grader.tui.drawing.rows import BLANK, Row, beside, escaped, padded, row, wrapped
from grader.tui.screens.page import Keys, Page
from grader.tui.widgets.lines import Notice


class TextPage(Page):
    """Text to take along: it is on the screen, and goes to the terminal's clipboard where that is allowed.

    `copied` is what goes there where it is another text than the one that is shown.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("y", "copy", "Copy")]
    KEYS: ClassVar[Keys] = (("y", "Copy"), ("↑↓", "Scroll"), ("Esc", "Back"))

    def __init__(self, title: str, text: str, note: str = "", copied: str = "") -> None:
        super().__init__()
        self._title = title
        self._text = text
        self._copied = copied or text
        self._note = note

    def heading(self) -> str:
        """Return what it is."""
        return self._title

    def content(self, width: int) -> Sequence[Row]:
        """Return the text, and where else it is."""
        note = [*wrapped(row((self._note, "muted")), width), BLANK] if self._note else []
        lines = [row(escaped(line)) for line in self._text.split("\n")]
        return [*note, *(piece for line in lines for piece in wrapped(line, width, indent=2))]

    def action_copy(self) -> None:
        """Hand it to the terminal's clipboard (OSC 52)."""
        self.app.copy_to_clipboard(self._copied)
        self.show_notice(Notice("Copied, if your terminal allows it. Shift-drag selects too.", "accent"))


class TeachAgain(Page):
    """One misconception: on which slides it is, what is right, the end of the figure, the statement."""

    def __init__(self, found: Misconception) -> None:
        super().__init__()
        self._found = found

    def heading(self) -> str:
        """Return what was misunderstood."""
        return f"Teach again: {self._found.name}"

    def content(self, width: int) -> Sequence[Row]:
        """Return all that the exercise has on it."""
        found = self._found
        told = f"{found.exercise}: {len(found.students)} of {plural(found.tried, 'student')}"
        rows = wrapped(row((f"{told}, {points_text(round(found.lost, 1))} points lost", "muted")), width)
        try:
            lesson = find(found.exercise)
        except ProgramError as problem:
            return [*rows, *wrapped(row((str(problem), "warn")), width)]
        slides = ", ".join(map(str, lesson.slides))
        where = f"lecture {lesson.exercise.section}" + (f", slides {slides}" if slides else "")
        rows += [row((where, "accent")), BLANK]
        rows += [*wrapped(row((found.hint, "strong")), width), BLANK] if found.hint else []
        if frames := lesson.frames():
            rows += [*frame_rows(frames[-1], width), BLANK]
        return [*rows, *markdown(lesson.statement, min(width, 92))]


class WhatTheClassTells(TextPage):
    """What the results tell as a whole: what to teach again, predictions, checks that tell little, earliness."""

    def __init__(self, numbers: ClassNumbers | None, plan: ClassPlan) -> None:
        lines = list(class_tells(numbers, plan)) if numbers else []
        super().__init__("What the class tells", "\n".join(lines[1:] or ["Nothing yet."]))


_SIDES = {
    Side.SAME: ("=", "warn", "text"),
    Side.RENAMED: ("~", "warn", "text"),
    Side.GIVEN: (" ", "muted", "muted"),
    Side.OTHER: ("≠", "muted", "muted"),
}
"""The sign between two lines, its role, and that of the lines: what they have in common stands out."""


class SideBySide(Page):
    """Two files line by line, and what they have in common beyond the starter."""

    def __init__(self, title: str, names: tuple[str, str], sources: tuple[str, str], starter: str = "") -> None:
        super().__init__()
        self._title = title
        self._names = names
        self._pairs = side_by_side(*sources, starter)

    def heading(self) -> str:
        """Return which exercise."""
        return self._title

    def content(self, width: int) -> Sequence[Row]:
        """Return what the signs mean, then both files, aligned."""
        side = max((width - 3) // 2, 8)
        told = "= the same, ~ the same but for names, ≠ different; lines of the starter have no sign"
        blocks: list[list[Row]] = [[], [], []]
        head = [row((name, "strong")) for name in self._names]
        for pair in self._pairs:
            sign, role, of_lines = _SIDES[pair.side]
            blocks[0].append(padded(row((escaped(pair.left), of_lines)), side))
            blocks[1].append(row((sign if pair.left.strip() or pair.right.strip() else " ", role)))
            blocks[2].append(padded(row((escaped(pair.right), of_lines)), side))
        titled = [[padded(head[0], side), BLANK, *blocks[0]], [BLANK, BLANK, *blocks[1]]]
        both = beside([*titled, [padded(head[1], side), BLANK, *blocks[2]]], gap=1)
        return [*wrapped(row((told, "muted")), width), BLANK, *both]


_KEYS = (
    ("Enter", "open what the cursor stands on"),
    ("/", "find by typing: a name, or words such as late, not explained, a mistake"),
    ("a", "all students: a table by exercises"),
    ("g", "groups of answers that behave the same"),
    ("h", "the history of decisions: the ledger"),
    ("f", "adjust points, with the reason"),
    ("c", "comment; a digit takes words written before: c 1 Enter"),
    ("e", "an own deadline for one student"),
    ("r", "run a student's file again at the next grading"),
    ("u", "take back what was decided; on what nothing explains: read it"),
    ("m", "the answer as a mail, to copy"),
    ("l", "on the desk: days late, for each who is late"),
    ("y", "on the desk: see a file, and say which exercise's it is"),
    ("0", "on the desk: write 0 for who handed in nothing"),
    ("d", "on the desk: files that are alike, side by side"),
    ("t", "on the desk: slides and statement to teach again"),
    ("i", "on the desk: what the class tells: predictions, checks, earliness"),
    ("w", "write canvas.csv beside the gradebook"),
    ("s", "class: sort; student: the reference, and back"),
    ("← →", "class and student: another exercise"),
    ("n p", "student: the next one, the one before"),
    ("Tab", "student and groups: the other pane"),
    ("x", "groups: make it a named mistake"),
    ("a", "groups: explain all again, once mistakes.py has it"),
    ("o", "groups: only what is not explained"),
    ("Esc q", "back; quit"),
)


class ReviewHelp(Page):
    """Opened by ? and F1."""

    BINDINGS: ClassVar[list[BindingType]] = [("question_mark,f1", "dismiss", "Close")]

    def heading(self) -> str:
        """Return the title."""
        return "Help"

    def content(self, width: int) -> Sequence[Row]:
        """Return keys, then what the glyphs mean."""
        rows = [row((f"  {key:<8}", "accent"), word) for key, word in _KEYS]
        legend = [row((f"  {said.glyph} ", said.role), said.word) for said in STATUS_WORDS.values()]
        half = (len(legend) + 1) // 2
        rows += [BLANK, row(("Glyphs", "section")), *beside([legend[:half], legend[half:]], gap=4), BLANK]
        note = (
            "Whatever is decided is an entry in the ledger, with your name and the time; nothing is overwritten. "
            "The same as plain text: cnn-exercises adjust, comment, groups, ledger and report."
        )
        return [*rows, *wrapped(row((note, "muted")), min(width, 92))]
