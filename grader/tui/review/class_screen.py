"""Shows the class: students by exercises, a glyph a cell, with what counts. Narrowed by typing, sorted by a key."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Click
from textual.geometry import Size
from textual.widgets import Input

from grader.classroom.report.class_table import ORDERS, ExerciseCell, TableLine, narrowed_to, ordered
from grader.core.status_words import glyph, role, word
from grader.core.text import of_points, plural
from grader.tui.drawing.rows import Row, Span, cropped, escaped, padded, row, row_width
from grader.tui.review.book import Book
from grader.tui.review.screen import ReviewScreen, Subject
from grader.tui.review.student import StudentScreen
from grader.tui.widgets.lines import Banner, KeyLine, MessageLine
from grader.tui.widgets.rows_view import MARK, RowsView

_CELL, _REMARK = 2, 8
"""Columns of a cell, and the fewest that a remark is worth."""


class Lines(Sequence[Row]):
    """Rows that are drawn when they come into sight."""

    def __init__(self, count: int, draw: Callable[[int], Row]) -> None:
        self._count = count
        self._draw = draw

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, index: int) -> Row:  # type: ignore[override]
        return self._draw(index)

    def __iter__(self) -> Iterator[Row]:
        return map(self._draw, range(self._count))


class Table(RowsView):
    """A thousand students scroll like twenty: only rows in sight are drawn."""

    def show_lines(self, count: int, draw: Callable[[int], Row]) -> None:
        """Show so many rows."""
        self._rows = Lines(count, draw)
        self._choices = range(count)
        self._cursor = min(max(self._cursor, 0), count - 1)
        self.virtual_size = Size(1, count)
        self.call_after_refresh(self._scroll_to_cursor)
        self.refresh()

    def on_click(self, event: Click) -> None:
        """Choose by mouse, which nobody has to."""
        self.choose_line(event.y - self.gutter.top)

    def action_page_down(self) -> None:
        """Go on by a page of students."""
        self.action_move(max(self.size.height - 1, 1))

    def action_page_up(self) -> None:
        """Go back by a page."""
        self.action_move(-max(self.size.height - 1, 1))


class ClassScreen(ReviewScreen):
    """All students, or those whom a line of the desk is about."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", show=False),
        Binding("slash", "find", "Narrow"),
        Binding("s", "sort", "Sort"),
        Binding("left", "exercise(-1)", show=False),
        Binding("right", "exercise(1)", show=False),
    ]

    def __init__(self, book: Book, query: str = "", *, students: Sequence[str] = (), exercise: str = "") -> None:
        super().__init__(book)
        self._query = query
        self._only = frozenset(students)
        self._exercises = [one.name for one in book.material.plan.exercises]
        self._column = self._exercises.index(exercise) if exercise in self._exercises else 0
        self._order = "review" if book.is_shuffled else "name"
        self._lines: list[TableLine] = []

    def compose(self) -> ComposeResult:
        """Yield the line at the top, heads of the columns, students, the line to type in, the keys."""
        yield Banner()
        yield RowsView(id="heads")
        yield Table(id="class", classes="page")
        yield Input(self._query, placeholder="late, not explained, max_pooling wrong, a name ...", id="find",
                    classes="" if self._query else "-hidden", select_on_focus=False)  # fmt: skip
        yield MessageLine(classes="-quiet")
        yield KeyLine(
            (("Enter", "Open"), ("/", "Narrow"), ("s", "Sort"), ("→", "Exercise"), ("c", "Comment"), ("Esc", "Back"))
        )

    def on_mount(self) -> None:
        """Fill it."""
        self.query_one("#heads", RowsView).can_focus = False
        self._table.focus()
        self.show_book()

    def on_resize(self) -> None:
        """Draw again: other widths cut elsewhere."""
        self.call_after_refresh(self.show_book)

    @property
    def _table(self) -> Table:
        return self.query_one(Table)

    @property
    def line(self) -> TableLine | None:
        """Return the student under the cursor."""
        at = self._table.cursor
        return self._lines[at] if 0 <= at < len(self._lines) else None

    @property
    def exercise(self) -> str:
        """Return the exercise whose column is chosen."""
        return self._exercises[self._column]

    def subject(self) -> Subject | None:
        """Return the student under the cursor, on the chosen exercise."""
        return Subject((self.line.student,), self.exercise) if self.line else None

    # --- drawing -----------------------------------------------------------------------------------------------------

    def show_book(self) -> None:
        """Narrow, sort and draw."""
        before = self.line.student if self.line else None
        lines = [line for line in self.book.lines.values() if not self._only or line.student in self._only]
        lines = narrowed_to(lines, self._query, self.book.name_of)
        self._lines = ordered(lines, self._order, self.exercise, self.book.review_order)
        width = self._table.scrollable_content_region.width - 1
        if width < 20:
            return
        names = [line.student for line in self._lines]
        self._table.show_lines(len(names), lambda index: self._row(self._lines[index], width))
        if before in names:
            self._table.put_cursor(names.index(before))
        self._show_heads(width)

    def _show_heads(self, width: int) -> None:
        right = self.title_right() or row((f"by {self._order}", "muted"))
        count = plural(len(self._lines), "student")
        of = f" of {self.book.material.size}" if len(self._lines) < self.book.material.size else ""
        self.query_one(Banner).show_title(row(("class", "strong"), f"  {count}{of}"), right)
        cell = self.line.cells[self._column] if self.line else None
        self.query_one("#heads", RowsView).show_rows([cropped(self._cell_in_words(cell), width), *self._heads(width)])

    def _cell_in_words(self, cell: ExerciseCell | None) -> Row:
        """Return the chosen exercise, and how the student under the cursor did there."""
        if cell is None:
            return row((self.exercise, "accent"))
        changed = f" changed to {cell.given:g}" if cell.given is not None else ""
        return row(
            (f" {self.exercise}", "accent"),
            "  ",
            (f"{glyph(cell.status)} {word(cell.status)}", role(cell.status)),
            f"  {of_points(cell.score, cell.most)}{changed}",
        )

    def _heads(self, width: int) -> list[Row]:
        numbers = [f"{one.number or place}" for place, one in enumerate(self.book.material.plan.exercises, 1)]
        rows = []
        for line in (0, 1):
            spans: list[Span] = [Span(" " * self._name_width(width))]
            for place, number in enumerate(numbers):
                digit = f"{number:>2}"[line]
                spans.append(Span(f"{digit} ", "accent" if place == self._column else "muted"))
            rows.append(tuple(spans))
        rows[1] = (*rows[1], Span(self._numbers(width, "raw", "late", "adj", "counts"), "muted"))
        return rows

    def _name_width(self, width: int) -> int:
        room = width - _CELL * len(self._exercises) - len(self._numbers(width, "", "", "", ""))
        return min(max(room, 10), 26)

    def _numbers(self, width: int, raw: str, late: str, adjusted: str, counts: str) -> str:
        if width < 100:
            return f"{raw:>6}{late:>8}{counts:>7} "
        return f"{raw:>7}{late:>10}{adjusted:>7}{counts:>8}  "

    def _row(self, line: TableLine, width: int) -> Row:
        name = padded(row(MARK, escaped(self.book.name_of(line.student))), self._name_width(width))
        cells = tuple(self._cell(cell, place == self._column) for place, cell in enumerate(line.cells))
        adjusted = f"{line.adjusted:+.2f}" if line.adjusted else ""
        numbers = self._numbers(width, f"{line.raw:.1f}", line.late, adjusted, f"{line.counts:.2f}")
        whole = (*name, *cells, Span(numbers))
        room = width - row_width(whole)
        if room < _REMARK or self.book.is_anonymous:
            return whole
        return (*whole, *cropped(row((escaped(line.remark), "muted")), room))

    def _cell(self, cell: ExerciseCell, is_chosen: bool) -> Span:
        """Return a glyph, and `*` where the points were changed by hand."""
        changed = "*" if cell.given is not None else " "
        return Span(
            f"{glyph(cell.status)}{changed}", "accent" if is_chosen and cell.status == "passed" else role(cell.status)
        )

    # --- keys --------------------------------------------------------------------------------------------------------

    @on(RowsView.Moved)
    def show_cell(self) -> None:
        """Say in the line above how the student did."""
        self._show_heads(self._table.scrollable_content_region.width - 1)

    @on(RowsView.Chosen)
    def open_student(self) -> None:
        """Open the student, with the others of this table beside."""
        names = [line.student for line in self._lines]
        if self.line:
            self.app.push_screen(StudentScreen(self.book, names, at=self._table.cursor, exercise=self.exercise))

    def action_exercise(self, by: int) -> None:
        """Choose another column."""
        self._column = (self._column + by) % len(self._exercises)
        self.show_book()

    def action_sort(self) -> None:
        """Sort by something else."""
        orders = [one for one in ORDERS if one != "review" or self.book.is_shuffled]
        self._order = orders[(orders.index(self._order) + 1) % len(orders)]
        self._table.put_cursor(0)
        self.show_book()

    def action_find(self) -> None:
        """Type what to narrow to."""
        find = self.query_one("#find", Input)
        find.remove_class("-hidden")
        self.set_focus(find)  # at once: letters that came together with the key would be keys too

    def action_back(self) -> None:
        """Go back: first out of what was typed, then out of the table."""
        find = self.query_one("#find", Input)
        if find.has_focus or (self._query and not find.has_class("-hidden")):
            find.value = ""
            find.add_class("-hidden")
            self._table.focus()
        else:
            self.dismiss()

    @on(Input.Changed, "#find")
    def narrow(self, event: Input.Changed) -> None:
        """Narrow with every letter."""
        self._query = event.value.strip()
        self.show_book()

    @on(Input.Submitted, "#find")
    def leave_find(self) -> None:
        """Keep what was typed."""
        if not self._query:
            self.query_one("#find", Input).add_class("-hidden")
        self._table.focus()
