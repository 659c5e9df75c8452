"""Shows the desk: what to decide before the upload, what the class misunderstood, and a student found by typing."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from grader.classroom.gradebook.decide import zero_for_nothing
from grader.classroom.report.class_table import TableLine, narrowed_to
from grader.classroom.report.desk import Matter, Topic
from grader.classroom.report.misconceptions import Misconception, unexplained_line
from grader.core.text import plural, points_text
from grader.tui.drawing.rows import BLANK, Row, cropped, escaped, padded, row, row_width, wrapped
from grader.tui.review.book import Book
from grader.tui.review.class_screen import ClassScreen
from grader.tui.review.groups import GroupsScreen
from grader.tui.review.pages import SideBySide
from grader.tui.review.screen import ReviewScreen, ShowLedger, Subject
from grader.tui.review.student import StudentScreen
from grader.tui.screens.confirm import Confirm
from grader.tui.widgets.lines import Banner, KeyLine, MessageLine
from grader.tui.widgets.rows_view import MARK, RowsView

_KEYS = {
    Topic.LATE: "e own deadline",
    Topic.FILES: "m mail, c comment",
    Topic.NOTHING: "0 write 0",
    Topic.OUTDATED: "f points, u undo",
    Topic.GROUP: "c comment on all",
    Topic.ALIKE: "d side by side",
}
_LABEL = 12
_MISTAKES, _FOUND = 8, 12
_BAR = 5

Item = Matter | Misconception | TableLine


class DeskScreen(ReviewScreen):
    """The first screen. Every line under the cursor opens."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "clear", show=False),
        Binding("slash", "find", "Find a student"),
        Binding("t", "table", "The class"),
        Binding("g", "groups", "Groups"),
        Binding("l", "ledger", "Ledger"),
        Binding("0", "zero", "Write 0"),
        Binding("d", "side_by_side", "Side by side"),
    ]

    def __init__(self, book: Book) -> None:
        super().__init__(book)
        self._items: list[Item] = []
        self._query = ""

    def compose(self) -> ComposeResult:
        """Yield the line at the top, the desk, the line to type in, the keys."""
        yield Banner()
        yield RowsView(id="desk", classes="page")
        yield Input(placeholder="a name, or: late, changed by hand, not explained", id="find", classes="-hidden")
        yield MessageLine(classes="-quiet")
        yield KeyLine(
            (("Enter", "Open"), ("/", "Find"), ("t", "Class"), ("g", "Groups"), ("w", "canvas.csv"), ("?", "Help"))
        )

    def on_mount(self) -> None:
        """Show what is there before the class is read."""
        self._desk.focus()
        self.show_book()

    def on_resize(self) -> None:
        """Draw again: other widths break elsewhere."""
        self.call_after_refresh(self.show_book)

    @property
    def _desk(self) -> RowsView:
        return self.query_one("#desk", RowsView)

    @property
    def item(self) -> Item | None:
        """Return what the cursor stands on."""
        at = self._desk.cursor
        return self._items[at] if 0 <= at < len(self._items) else None

    def subject(self) -> Subject | None:
        """Return whom the line under the cursor is about."""
        item = self.item
        if isinstance(item, TableLine):
            return Subject((item.student,))
        return Subject(item.students, item.exercise) if item else None

    # --- drawing -----------------------------------------------------------------------------------------------------

    def show_book(self) -> None:
        """Draw all sections."""
        plan, book = self.book.material.plan, self.book
        most = points_text(book.material.max_score)
        counts = f"{book.material.size} in class · {plural(len(plan.exercises), 'exercise')} · {most} points"
        self.query_one(Banner).show_title(
            row(("review", "strong"), f"  {book.path.name}  ", (counts, "muted")), self.title_right()
        )
        width = self._desk.scrollable_content_region.width - 1
        if width < 20:
            return
        rows: list[Row] = []
        choices: list[int] = []
        self._items = []
        for title, right, blocks in (self._matters(width), self._misunderstood(width), self._students(width)):
            gap = max(width - len(title) - len(right) - 1, 1)
            rows += [*([BLANK] if rows else []), row((f" {title}", "section"), " " * gap, (right, "muted"))]
            for item, block in blocks:
                if item is not None:
                    choices.append(len(rows))
                    self._items.append(item)
                rows += block
        self._desk.show_rows(rows, choices)

    def _matters(self, width: int) -> tuple[str, str, list[tuple[Item | None, list[Row]]]]:
        blocks: list[tuple[Item | None, list[Row]]] = []
        before = ""
        for matter in self.book.matters:
            label = matter.topic.value if matter.topic.value != before else ""
            before = matter.topic.value
            blocks.append((matter, self._matter(matter, label, width)))
        if not blocks:
            said = "nothing is open" if self.book.is_read else "reading the class ..."
            blocks.append((None, [row((f"   {said}", "muted"))]))
        return "DECIDE BEFORE YOU UPLOAD", f"{len(self.book.matters)} open", blocks

    def _matter(self, matter: Matter, label: str, width: int) -> list[Row]:
        hint = _KEYS.get(matter.topic, "")
        if matter.topic is Topic.LATE and len(matter.students) > 1:
            hint = "Enter: each of them"
        told = matter.told
        if matter.topic is Topic.FILES and self.book.is_anonymous:
            told = "files that were not used"  # their names may hold the student's
        names = () if matter.topic is Topic.GROUP else matter.students  # a group says how many
        who = f"{escaped(self.book.names(names, 4))}: " if names else ""
        lines = wrapped(row((who, "strong"), escaped(told)), max(width - _LABEL - len(hint) - 2, 20))
        rows = [padded(row(MARK, (f"  {label}", "accent")), _LABEL), *[row(" " * _LABEL)] * (len(lines) - 1)]
        drawn = [(*start, *line) for start, line in zip(rows, lines, strict=True)]
        drawn[0] = (*padded(drawn[0], width - len(hint)), *row((hint, "muted")))
        return drawn[:2]

    def _misunderstood(self, width: int) -> tuple[str, str, list[tuple[Item | None, list[Row]]]]:
        found = [one for one in self.book.read.misunderstood if one.name]
        most = max((one.lost for one in found), default=1.0)
        blocks: list[tuple[Item | None, list[Row]]] = [
            (one, [self._misconception(one, most, width)]) for one in found[:_MISTAKES]
        ]
        if rest := unexplained_line(self.book.read.misunderstood):
            blocks.append((None, [row((f"   {rest}", "muted"), ("   g reads them", "muted"))]))
        elif not found:
            blocks.append((None, [row(("   nothing yet", "muted"))]))
        return "WHAT THE CLASS MISUNDERSTOOD", "points lost", blocks

    def _misconception(self, one: Misconception, most: float, width: int) -> Row:
        bar = "█" * max(round(one.lost / most * _BAR), 1)
        share = f"{len(one.students)} of {one.tried}"
        lost = f"{points_text(round(one.lost, 1)):>6}"
        end = row(f" {share:>10}  ", (f"{bar:<{_BAR}}", "warn"), (lost, "strong"))
        names = self.book.names(one.students, 2) if width >= 100 else ""
        left = width - row_width(end) - (28 if names else 0)
        name = max(left * 3 // 5, 10)
        start = (*padded(row(MARK, f"  {one.name}"), name), *padded(row((f" {one.exercise}", "muted")), left - name))
        return (*start, *(padded(row((names, "muted")), 28) if names else ()), *end)

    def _students(self, width: int) -> tuple[str, str, list[tuple[Item | None, list[Row]]]]:
        title = f"STUDENT  /{self._query}" if self._query else "STUDENT  / finds one by typing"
        numbers = f"{'raw':>8} {'late':>9} {'adjusted':>9} {'counts':>8}"
        if not self._query:
            return title, "", []
        found = narrowed_to(self.book.lines.values(), self._query, self.book.name_of)
        blocks: list[tuple[Item | None, list[Row]]] = [(line, self._student(line, width)) for line in found[:_FOUND]]
        if len(found) > _FOUND:
            blocks.append((None, [row((f"   and {len(found) - _FOUND} more: t shows them all", "muted"))]))
        if not found:
            blocks.append((None, [row(("   nobody", "muted"))]))
        return title, numbers, blocks

    def _student(self, line: TableLine, width: int) -> list[Row]:
        adjusted = f"{line.adjusted:+.2f}" if line.adjusted else "–"
        numbers = f"{line.raw:>8.2f} {line.late or '–':>9} {adjusted:>9} {line.counts:>8.2f}"
        name = padded(row(MARK, f"  {escaped(self.book.name_of(line.student))}"), width - len(numbers))
        lost = [f"{cell.exercise} {points_text(cell.counts)}" for cell in line.cells if cell.counts < cell.most]
        detail = cropped(row((f"     {', '.join(lost)}", "muted")), width)
        return [(*name, *row(numbers)), *([detail] if lost else [])]

    # --- opening -----------------------------------------------------------------------------------------------------

    @on(RowsView.Chosen, "#desk")
    def open_item(self) -> None:
        """Open what the cursor stands on."""
        item = self.item
        if isinstance(item, TableLine):
            self.app.push_screen(StudentScreen(self.book, [item.student]))
        elif isinstance(item, Misconception):
            self.app.push_screen(ClassScreen(self.book, f"{item.exercise} {item.name}", exercise=item.exercise))
        elif isinstance(item, Matter):
            self._open_matter(item)

    def _open_matter(self, matter: Matter) -> None:
        if matter.topic is Topic.GROUP:
            self.app.push_screen(GroupsScreen(self.book, matter.exercise, matter.behaviour))
        elif matter.topic is Topic.ALIKE:
            self.action_side_by_side()
        elif len(matter.students) == 1:
            self.app.push_screen(StudentScreen(self.book, matter.students, exercise=matter.exercise))
        elif matter.students:
            self.app.push_screen(ClassScreen(self.book, students=matter.students, exercise=matter.exercise))

    def action_side_by_side(self) -> None:
        """Show the first two of the files that are alike."""
        item = self.item
        if not isinstance(item, Matter) or item.topic is not Topic.ALIKE:
            self.say("the cursor is on no files that are alike")
            return
        gradebook, two = self.book.gradebook, item.students[:2]
        kept = [gradebook.sources.read(gradebook.digest_of(student, item.exercise)) for student in two]
        if None in kept:
            self.say("this gradebook keeps no files: they were graded with --no-sources", warn=True)
            return
        first, second = ((content or b"").decode("utf-8", "replace") for content in kept)
        names = (self.book.name_of(two[0]), self.book.name_of(two[1]))
        self.app.push_screen(SideBySide(f"{item.told}: {self.book.names(item.students)}", names, (first, second)))

    def action_zero(self) -> None:
        """Write 0 for all who handed in nothing, once that is confirmed."""
        item = self.item
        if not isinstance(item, Matter) or item.topic is not Topic.NOTHING:
            self.say("the cursor is on nobody who handed in nothing")
            return

        def answered(yes: bool | None) -> None:
            if yes:
                gradebook, why = self.book.gradebook, "nothing was handed in"
                self.decide(lambda: [zero_for_nothing(gradebook, student, why) for student in item.students])

        self.app.push_screen(
            Confirm(f"Write 0 for {plural(len(item.students), 'student')}?", _few(self, item)), answered
        )

    def action_table(self) -> None:
        """Open the class, narrowed as here."""
        self.app.push_screen(ClassScreen(self.book, self._query))

    def action_groups(self) -> None:
        """Open the groups."""
        self.app.push_screen(GroupsScreen(self.book))

    def action_ledger(self) -> None:
        """Open all that was decided."""
        self.post_message(ShowLedger())

    # --- finding -----------------------------------------------------------------------------------------------------

    def action_find(self) -> None:
        """Type a name."""
        find = self.query_one("#find", Input)
        find.remove_class("-hidden")
        find.focus()

    def action_clear(self) -> None:
        """Forget what was typed."""
        find = self.query_one("#find", Input)
        find.value = ""
        find.add_class("-hidden")
        self._desk.focus()

    @on(Input.Changed, "#find")
    def show_found(self, event: Input.Changed) -> None:
        """Show who fits so far, with the cursor on the first."""
        self._query = event.value.strip()
        self.show_book()
        self._stand_on(lambda item: isinstance(item, TableLine))

    @on(Input.Submitted, "#find")
    def open_found(self) -> None:
        """Enter: the only one opens, else the cursor goes there."""
        found = [item for item in self._items if isinstance(item, TableLine)]
        self.query_one("#find", Input).add_class("-hidden")
        self._desk.focus()
        if len(found) == 1:
            self.app.push_screen(StudentScreen(self.book, [found[0].student]))

    def _stand_on(self, wanted: Callable[[Item], bool]) -> None:
        at = next((number for number, item in enumerate(self._items) if wanted(item)), None)
        if at is not None:
            self._desk.put_cursor(at)


def _few(screen: ReviewScreen, matter: Matter) -> str:
    return screen.book.names(matter.students, 4)
