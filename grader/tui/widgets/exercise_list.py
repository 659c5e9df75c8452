"""Lists the exercises by section of the lecture: how each file is now, its title, its best score."""

from __future__ import annotations

from collections.abc import Mapping

from textual.events import Click, Resize

from grader.core.lessons import Lesson
from grader.student.runs import Run
from grader.student.session import Session
from grader.tui.drawing.rows import Row, Span, cropped, padded, row, row_width
from grader.tui.drawing.words import RUNNING, WAITING, file_glyph, short_score
from grader.tui.widgets.rows_view import MARK, RowsView


class ExerciseList(RowsView):
    """A section's name above its exercises; the cursor's exercise is the one the other panes show."""

    def __init__(self, session: Session) -> None:
        super().__init__(id="exercises", classes="pane")
        self._session = session
        self._under_way: Mapping[str, Run] = {}
        self.border_title = "Exercises"

    @property
    def lesson(self) -> Lesson:
        """Return the exercise under the cursor."""
        return self._session.lessons[max(self.cursor, 0)]

    def go_to(self, lesson: Lesson) -> None:
        """Stand on an exercise."""
        self.put_cursor(self._session.lessons.index(lesson))

    def show_standings(self, running: Mapping[str, Run] | None = None) -> None:
        """Draw every exercise as it stands now."""
        self._under_way = running or {}
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
        glyph, role = file_glyph(self._session.state(lesson))
        run = self._under_way.get(lesson.name)
        if run is not None:
            glyph, role = RUNNING if run.started is not None else WAITING
        standing = self._session.standing(lesson)
        score = short_score(standing.best, standing.max_score) if standing else ""
        right = Span(f" {score}" if score else "", "good" if standing and standing.solved else "warn")
        left = padded(row(MARK, (f"{glyph} ", role), lesson.exercise.title), max(width - right.width, 4))
        return (*left, right) if row_width(left) > 0 else (right,)

    def on_resize(self, event: Resize) -> None:
        """Scores stay at the right edge."""
        self.show_standings(self._under_way)

    def on_click(self, event: Click) -> None:
        """Choose by mouse, which nobody has to."""
        self.choose_line(event.y - self.gutter.top)
