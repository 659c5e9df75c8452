"""Shows one student: the file that was handed in beside the verdict on it. The reference is one key away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container

from grader.classroom.gradebook.roll import Row as StudentRow
from grader.core.errors import ProgramError
from grader.core.lessons import find
from grader.core.results import ExerciseResult, Status, marked_lines
from grader.core.status_words import glyph, role
from grader.core.text import plural, points_text
from grader.tui.drawing.markdown import python
from grader.tui.drawing.rows import BLANK, Row, Span, escaped, row, wrapped
from grader.tui.review.book import Book
from grader.tui.review.screen import ReviewScreen, Subject
from grader.tui.review.verdict import NOT_KEPT, source_rows, verdict_rows
from grader.tui.widgets.lines import Banner, KeyLine, MessageLine
from grader.tui.widgets.rows_view import RowsView

_FINE = (Status.PASSED, Status.MISSING, Status.TODO)


class StudentScreen(ReviewScreen):
    """`students` are those that n and p go through, with `exercises` each on one; the focused pane is the larger."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "exercise(-1)", show=False),
        Binding("right", "exercise(1)", show=False),
        Binding("n", "student(1)", "Next student"),
        Binding("p", "student(-1)", "The one before"),
        Binding("s", "reference", "Reference"),
        Binding("tab", "other_pane", "Other pane"),
    ]

    def __init__(
        self,
        book: Book,
        students: Sequence[str],
        *,
        at: int = 0,
        exercise: str = "",
        exercises: Sequence[str] = (),
    ) -> None:
        super().__init__(book)
        self._students, self._exercise_of = tuple(students), tuple(exercises)
        self._at = at
        self._exercise = exercise
        self._row: StudentRow | None = None
        self._shows_reference = False

    def compose(self) -> ComposeResult:
        """Yield the line at the top, the exercises, file and verdict, the keys."""
        yield Banner()
        yield RowsView(id="exercises-line")
        with Container(id="panes"):
            yield RowsView(id="file", classes="pane")
            yield RowsView(id="verdict", classes="pane")
        yield MessageLine(classes="-quiet")
        yield KeyLine(
            (("f", "Points"), ("c", "Comment"), ("s", "Reference"), ("→", "Exercise"), ("n", "Next"), ("Esc", "Back"))
        )

    def on_mount(self) -> None:
        """Read the student."""
        self.query_one("#exercises-line", RowsView).can_focus = False
        self._file.focus()
        self._read()

    def on_resize(self) -> None:
        """Draw again: other widths break elsewhere."""
        self.call_after_refresh(self.show_book)

    @property
    def _file(self) -> RowsView:
        return self.query_one("#file", RowsView)

    @property
    def _verdict(self) -> RowsView:
        return self.query_one("#verdict", RowsView)

    @property
    def student(self) -> str:
        """Return whose file is shown."""
        return self._students[self._at]

    @property
    def result(self) -> ExerciseResult | None:
        """Return the exercise that is shown."""
        results = self._row.result.exercises if self._row else ()
        return next((one for one in results if one.exercise == self._exercise), None)

    def subject(self) -> Subject | None:
        """Return the student on the exercise that is shown."""
        return Subject((self.student,), self._exercise)

    def _read(self) -> None:
        """Read the student's results, and begin where points were lost."""
        if self._exercise_of:
            self._exercise = self._exercise_of[self._at]
        self._row = self.book.row_of(self.student)
        if self._row is not None and self.result is None:
            results = self._row.result.exercises
            lost = [one for one in results if one.status not in _FINE]
            self._exercise = [*lost, *results][0].exercise
        self._begin()

    def _begin(self) -> None:
        for pane in (self._file, self._verdict):
            pane.scroll_to(y=0, animate=False)
        self.show_book()

    # --- drawing -----------------------------------------------------------------------------------------------------

    def show_book(self) -> None:
        """Draw file and verdict."""
        name = self.book.name_of(self.student)
        if self._row is None or self.result is None:
            self.query_one(Banner).show_title(row((name, "strong"), "  is not in the class any more"))
            return
        line = self.book.lines.get(self.student)
        counts = line.counts if line else self.book.material.final_score(self._row)
        of = points_text(self.book.material.max_score)
        place = f"{self._at + 1} of {len(self._students)}   " if len(self._students) > 1 else ""
        right = row((place, "muted"), (f"counts {points_text(counts)} of {of}", "strong"))
        self.query_one(Banner).show_title(row((escaped(name), "strong"), f"  {self._exercise}"), right)
        self.query_one("#exercises-line", RowsView).show_rows([self._exercises()])
        self._show_file(self._row, self.result)
        self._show_verdict(self._row, self.result)

    def _exercises(self) -> Row:
        spans: list[Span] = [Span(" ")]
        for one in self._row.result.exercises if self._row else ():
            chosen = one.exercise == self._exercise
            spans += row((f"[{glyph(one.status)}]" if chosen else f" {glyph(one.status)} ", role(one.status)))
        return tuple(spans)

    def _show_file(self, found: StudentRow, result: ExerciseResult) -> None:
        width = self._file.content_region.width - 1
        if width < 10:
            return
        if self._shows_reference:
            self._file.border_title = "Reference (s: the student's file)"
            self._file.show_rows(self._reference(width))
            return
        name = found.enrolled.files.get(result.exercise, "")
        own = "" if self.book.is_anonymous or not name else name
        self._file.border_title = escaped(own or f"{result.exercise}.py").replace("[", "(").replace("]", ")")
        source = self.book.gradebook.sources.read(found.digests.get(result.exercise, ""))
        if source is None:
            self._file.show_rows(wrapped(row((self._why_no_file(result), "muted")), width))
            return
        rows, first = source_rows(source.decode("utf-8", "replace"), marked_lines(result), width)
        self._file.show_rows(rows)
        height = self._file.content_region.height
        if first >= height > 0:
            self._file.scroll_to(y=first - height // 2, animate=False)

    def _why_no_file(self, result: ExerciseResult) -> str:
        if result.status is Status.MISSING:
            return result.message or "nothing was handed in for this exercise"
        return NOT_KEPT

    def _reference(self, width: int) -> list[Row]:
        try:
            solutions = find(self._exercise).solutions()
        except ProgramError as problem:
            return wrapped(row((f"no reference: {problem}", "warn")), width)
        rows: list[Row] = []
        for what, source in solutions:
            lines = python(source.rstrip("\n"), "text")
            rows += [row((what, "section")), *(piece for line in lines for piece in wrapped(line, width, 4)), BLANK]
        return rows

    def _show_verdict(self, found: StudentRow, result: ExerciseResult) -> None:
        width = self._verdict.content_region.width - 1
        if width < 10:
            return
        decided = self.book.standing_of([self.student])
        rows = verdict_rows(self.book.material, found, result, decided, width)
        if found.enrolled.notes and not self.book.is_anonymous:
            rows += [BLANK, row((f"{plural(len(found.enrolled.notes), 'note')} on what was handed in", "section"))]
            rows += [piece for note in found.enrolled.notes for piece in wrapped(row(escaped(note)), width, 2)]
        self._verdict.border_title = "Verdict"
        self._verdict.show_rows(rows)

    # --- keys --------------------------------------------------------------------------------------------------------

    def action_exercise(self, by: int) -> None:
        """Go to another exercise of this student."""
        names = [one.exercise for one in self._row.result.exercises] if self._row else []
        if names:
            self._exercise = names[(names.index(self._exercise) + by) % len(names)]
            self._begin()

    def action_student(self, by: int) -> None:
        """Go to the same exercise of another student."""
        if len(self._students) < 2:
            self.say("this is the only student here")
            return
        self._at = (self._at + by) % len(self._students)
        self._read()

    def action_reference(self) -> None:
        """Show the reference in place of the file, or go back."""
        self._shows_reference = not self._shows_reference
        self._file.scroll_to(y=0, animate=False)
        self.show_book()

    def action_other_pane(self) -> None:
        """Go to the other pane: the one with the focus grows."""
        (self._verdict if self._file.has_focus else self._file).focus()
        self.call_after_refresh(self.show_book)
