"""The exercises by section of the lecture, each with a glyph, its title and its score."""

from __future__ import annotations

from collections.abc import Collection

from textual.events import Click, Resize

from grader.core.lessons import Lesson
from grader.core.results import Status
from grader.core.status_words import glyph as glyph_of
from grader.core.status_words import role as role_of
from grader.core.text import of_points
from grader.student.session import Session
from grader.tui.drawing.rows import Row, Span, cropped, padded, row, row_width
from grader.tui.widgets.rows_view import RowsView

_RUNNING = ("▸", "accent")


class ExerciseList(RowsView):
    """A section's name above its exercises; the cursor's exercise is the one the other panes show."""

    def __init__(self, session: Session) -> None:
        super().__init__(id="exercises", classes="pane")
        self._session = session
        self._under_way: Collection[str] = ()
        self.border_title = "Exercises"

    @property
    def lesson(self) -> Lesson:
        """The exercise under the cursor."""
        return self._session.lessons[max(self.cursor, 0)]

    def go_to(self, lesson: Lesson) -> None:
        """Stand on an exercise."""
        self.put_cursor(self._session.lessons.index(lesson))

    def show_standings(self, running: Collection[str] = ()) -> None:
        """Draw every exercise as it stands now."""
        self._under_way = running
        width = self.scrollable_content_region.width or 26
        rows: list[Row] = []
        choices = []
        section = ""
        for lesson in self._session.lessons:
            if lesson.exercise.section != section:
                section = lesson.exercise.section
                rows.append(cropped(row((section, "section")), width))
            choices.append(len(rows))
            rows.append(self._row(lesson, width))
        self.show_rows(rows, choices)

    def _row(self, lesson: Lesson, width: int) -> Row:
        standing = self._session.standing(lesson)
        glyph, role = (
            glyph_of(standing.status if standing else Status.TODO),
            role_of(standing.status if standing else Status.TODO),
        )
        if lesson.name in self._under_way:
            glyph, role = _RUNNING
        score = of_points(self._session.score(lesson), lesson.exercise.max_score)
        right = Span(f" {score}", role)
        left = padded(row((f"{glyph} ", role), lesson.exercise.title), width - right.width)
        return (*left, right) if row_width(left) > 0 else (right,)

    def on_resize(self, event: Resize) -> None:
        """Scores stay at the right edge."""
        self.show_standings(self._under_way)

    def on_click(self, event: Click) -> None:
        """The mouse may choose, but never has to."""
        self.choose_line(event.y - self.gutter.top)
