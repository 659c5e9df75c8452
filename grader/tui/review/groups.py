"""Groups of answers that behave the same: a comment to all of a group, or its first lines as a named mistake."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container

from grader.classroom.report.groups import Group, writings
from grader.classroom.report.stub import class_name, stub
from grader.core import atomic
from grader.core.errors import ProgramError
from grader.core.lessons import find
from grader.core.text import plural, points_text
from grader.tui.drawing.rows import BLANK, Row, escaped, padded, row, wrapped
from grader.tui.review.asking import Ask
from grader.tui.review.book import Book
from grader.tui.review.pages import TextPage
from grader.tui.review.screen import ExplainAgain, ReviewScreen, Subject
from grader.tui.review.student import StudentScreen
from grader.tui.review.verdict import source_rows
from grader.tui.widgets.lines import Banner, KeyLine, MessageLine
from grader.tui.widgets.rows_view import MARK, RowsView

_EXAMPLE = 4
"""Rows of an example: a call with large arrays has many."""


class GroupsScreen(ReviewScreen):
    """Those that lost most points first; the one under the cursor in full beside."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x", "name_it", "Named mistake"),
        Binding("a", "again", "Explain again"),
        Binding("o", "only", "Not explained"),
        Binding("tab", "other_pane", "Other pane"),
    ]

    def __init__(self, book: Book, exercise: str = "", behaviour: str = "") -> None:
        super().__init__(book)
        self._first = (exercise, behaviour)
        self._only = False
        self._groups: list[Group] = []

    def compose(self) -> ComposeResult:
        """Yield the line at the top, the groups, the one under the cursor, the keys."""
        yield Banner()
        with Container(id="panes"):
            yield RowsView(id="groups", classes="pane")
            yield RowsView(id="group", classes="pane")
        yield MessageLine(classes="-quiet")
        yield KeyLine(
            (
                ("Enter", "Answers"),
                ("c", "To all"),
                ("x", "Name it"),
                ("a", "Again"),
                ("o", "Unexplained"),
                ("Esc", "Back"),
            )
        )

    def on_mount(self) -> None:
        """Fill it, with the cursor on the group that was asked for."""
        self._list.focus()
        self.show_book()
        at = [(group.exercise, group.behaviour) for group in self._groups]
        if self._first in at:
            self._list.put_cursor(at.index(self._first))
            self._show_group()

    def on_resize(self) -> None:
        """Draw again: other widths break elsewhere."""
        self.call_after_refresh(self.show_book)

    @property
    def _list(self) -> RowsView:
        return self.query_one("#groups", RowsView)

    @property
    def group(self) -> Group | None:
        """Return the group under the cursor."""
        at = self._list.cursor
        return self._groups[at] if 0 <= at < len(self._groups) else None

    def subject(self) -> Subject | None:
        """Return all students of the group."""
        group = self.group
        return Subject(tuple(one.student for one in group.answers), group.exercise) if group else None

    # --- drawing -----------------------------------------------------------------------------------------------------

    def show_book(self) -> None:
        """Draw the groups, and the one under the cursor."""
        self._groups = [group for group in self.book.read.groups if not (self._only and group.name)]
        kind = "not explained" if self._only else "of wrong answers"
        self.query_one(Banner).show_title(
            row(("groups", "strong"), f"  {len(self._groups)} {kind}"), self.title_right()
        )
        width = self._list.content_region.width - 1
        if width < 10:
            return
        rows = [self._line(group, width) for group in self._groups]
        self._list.border_title = "Students, points lost"
        self._list.show_rows(rows or [row(("none", "muted"))], range(len(rows)))
        self._show_group()

    def _line(self, group: Group, width: int) -> Row:
        head = f"{len(group.answers):>3} {points_text(round(group.lost, 1)):>6}  "
        exercise = padded(row((group.exercise, "muted")), min(max(width // 4, 12), 22))
        told = (escaped(group.name), "text") if group.name else (f"? {escaped(group.example)}", "warn")
        return padded((MARK, *row((head, "strong")), *exercise, *row(" ", told)), width)

    def _show_group(self) -> None:
        view, group = self.query_one("#group", RowsView), self.group
        width = view.content_region.width - 1
        if group is None or width < 10:
            view.show_rows([])
            return
        ways = writings(group, self.book.gradebook.sources.read)
        written = f", written in {plural(ways, 'way')}" if ways else ""
        view.border_title = f"{plural(len(group.answers), 'answer')} in {group.exercise}"
        rows = wrapped(row((escaped(group.name or "not explained"), "strong"), written), width)
        example = wrapped(row((f"e.g. {escaped(group.example)}", "muted")), width, indent=2)
        rows += example if len(example) <= _EXAMPLE else [*example[: _EXAMPLE - 1], row(("  ...", "muted"))]
        names = self.book.names([answer.student for answer in group.answers], len(group.answers))
        rows += [*wrapped(row(escaped(names)), width), BLANK]
        source = self.book.gradebook.sources.read(group.answers[0].digest)
        if source is not None:
            rows.append(row((f"The file of {escaped(self.book.name_of(group.answers[0].student))}", "section")))
            rows += source_rows(source.decode("utf-8", "replace"), (), width)[0]
        view.show_rows(rows)

    # --- keys --------------------------------------------------------------------------------------------------------

    @on(RowsView.Moved, "#groups")
    def show_another(self) -> None:
        """Show the group under the cursor in full."""
        self.query_one("#group", RowsView).scroll_to(y=0, animate=False)
        self._show_group()

    @on(RowsView.Chosen, "#groups")
    def open_answers(self) -> None:
        """Go through the group's answers."""
        subject = self.subject()
        if subject:
            self.app.push_screen(StudentScreen(self.book, subject.students, exercise=subject.exercise))

    def action_again(self) -> None:
        """Explain every wrong answer with the mistakes declared now."""
        self.post_message(ExplainAgain())

    def action_only(self) -> None:
        """Show only what is not explained, or all."""
        self._only = not self._only
        self._list.put_cursor(0)
        self.show_book()

    def action_other_pane(self) -> None:
        """Go to the other pane: the one with the focus grows."""
        other = self.query_one("#group", RowsView)
        (other if self._list.has_focus else self._list).focus()
        self.call_after_refresh(self.show_book)

    def action_name_it(self) -> None:
        """Write the first lines of a named mistake."""
        group = self.group
        if group is not None:
            note = "what they do, in a few words: padding added once"
            self.ask(Ask(f"A name for {plural(len(group.answers), 'answer')} in {group.exercise}", note),
                     lambda words: self._write_stub(group, words))  # fmt: skip

    def _write_stub(self, group: Group, words: str) -> None:
        """Into a file beside the gradebook; on the screen, to be copied, in any case."""
        try:
            lesson = find(group.exercise)
            text = stub(group, words, lesson.mistakes_source, lesson.exercise.functions)
            path = self.book.path.parent / f"{group.exercise}_{class_name(words)}.py"
            where = f"Written to {path}: paste it into exercises/{group.exercise}/mistakes.py, run 'dev check', then"
            where += " press a in the list of groups."
            try:
                atomic.write_text(path, [text])
            except atomic.WriteError as problem:
                where = f"{problem}. Copy it from here (y)."
        except ProgramError as problem:
            self.say(str(problem), warn=True)
            return
        self.app.push_screen(TextPage("A named mistake", text, where))
