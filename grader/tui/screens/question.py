"""Asks an exercise's questions, to be predicted before anything is written: an answer is typed, a reply comes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Key

from grader.core.lessons import Lesson
from grader.student.predictions import asks_for, lines_of, read
from grader.student.session import Session
from grader.tui.drawing.rows import BLANK, Row, escaped, row, wrapped
from grader.tui.screens.page import Keys, Page

_LONGEST = 20
_WIDEST = 72


class QuestionScreen(Page):
    """One question after the other; the first answer is kept, and none earns points."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer", "Answer", show=False, priority=True),
        Binding("backspace", "erase", "Erase", show=False),
    ]
    KEYS: ClassVar[Keys] = (("Enter", "Answer"), ("Esc", "Back"))

    def __init__(self, session: Session, lesson: Lesson) -> None:
        super().__init__()
        self._session = session
        self._lesson = lesson
        self._open = session.next_question(lesson)
        self._typed = ""
        self._reply = ""

    def heading(self) -> str:
        """Return whose questions."""
        return f"Predict first: {self._lesson.exercise.title}"

    def content(self, width: int) -> Sequence[Row]:
        """Return the question, what is typed, and the reply once there is one."""
        width = min(width, _WIDEST)
        if self._open is None:
            return [row("There is no open question here.")]
        rows = [piece for line in lines_of(self._open[1]) for piece in wrapped(row(line), width, indent=3)]
        asked = f"Your answer ({asks_for(self._open[1])}): "
        rows += [
            BLANK,
            row((asked, "muted"), (escaped(self._typed), "strong"), ("_" if not self._reply else "", "accent")),
        ]
        if self._reply:
            more = self._session.next_question(self._lesson) is not None
            rows += [BLANK, *wrapped(row((self._reply, "accent")), width)]
            rows += [BLANK, row(("Enter: the next question" if more else "Enter: back to the exercise", "muted"))]
        return rows

    def on_key(self, event: Key) -> None:
        """Type digits, letters and what stands in numbers."""
        if event.character and event.is_printable and not self._reply and len(self._typed) < _LONGEST:
            event.stop()
            event.prevent_default()
            self._typed += event.character
            self.lay_out()

    def action_erase(self) -> None:
        """Take the last character back."""
        if not self._reply:
            self._typed = self._typed[:-1]
            self.lay_out()

    def action_answer(self) -> None:
        """Answer; after the reply go to the next question, or back."""
        if self._open is None:
            self.dismiss()
        elif self._reply:
            self._open, self._typed, self._reply = self._session.next_question(self._lesson), "", ""
            if self._open is None:
                self.dismiss()
        else:
            at, question = self._open
            answer = read(question, self._typed)
            if answer is not None:
                self._reply = self._session.predict(self._lesson, at, answer)
        self.lay_out()
