"""Shows the desk: what to decide before the upload, what the class misunderstood, and a student found by typing."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from grader.classroom.gradebook.decide import days_for_each, take_file, zero_for_nothing
from grader.classroom.report.class_table import TableLine
from grader.classroom.report.desk import Matter, Topic
from grader.classroom.report.misconceptions import Misconception
from grader.core.lessons import lessons
from grader.core.text import plural, points_text
from grader.tui.drawing.rows import BLANK, Row, row
from grader.tui.review.asking import Ask
from grader.tui.review.book import Book
from grader.tui.review.class_screen import ClassScreen
from grader.tui.review.desk_rows import Item, Unexplained, sections
from grader.tui.review.groups import GroupsScreen
from grader.tui.review.pages import SideBySide, TeachAgain, WhatTheClassTells
from grader.tui.review.screen import ReviewScreen, ShowLedger, Subject
from grader.tui.review.student import StudentScreen
from grader.tui.review.which_exercise import WhichExercise
from grader.tui.screens.confirm import Confirm
from grader.tui.widgets.lines import Banner, KeyLine, MessageLine
from grader.tui.widgets.rows_view import RowsView


class DeskScreen(ReviewScreen):
    """The first screen. Every line under the cursor opens."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "clear", show=False),
        Binding("slash", "find", "Find a student"),
        Binding("a", "table", "All students"),
        Binding("g", "groups", "Groups"),
        Binding("h", "ledger", "What was decided"),
        Binding("l", "days", "Days late"),
        Binding("y", "is_exercise", "Is an exercise's"),
        Binding("0", "zero", "Write 0"),
        Binding("d", "side_by_side", "Side by side"),
        Binding("t", "slides", "Slides"),
        Binding("i", "tells", "What the class tells"),
    ]

    def __init__(self, book: Book) -> None:
        super().__init__(book)
        self._items: list[Item] = []
        self._query = ""
        self._last_section = 0
        """The row in which the students begin."""

    def compose(self) -> ComposeResult:
        """Yield the line at the top, the desk, the line to type in, the keys."""
        yield Banner()
        yield RowsView(id="desk", classes="page")
        yield Input(placeholder="a name, or: late, changed by hand, not explained", id="find", classes="-hidden")
        yield MessageLine(classes="-quiet")
        keys = {"Enter": "Open", "/": "Find", "a": "All students", "g": "Groups", "w": "canvas.csv", "?": "Help"}
        yield KeyLine(tuple(keys.items()))

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
        return Subject(item.students, item.exercise) if isinstance(item, Matter | Misconception) else None

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
        for section in sections(book, self._query, width):
            gap = max(width - len(section.title) - len(section.right) - 1, 1)
            head = row((f" {section.title}", "section"), " " * gap, (section.right, "muted"))
            rows += [*([BLANK] if rows else []), head]
            self._last_section = len(rows) - 1
            for item, block in section.blocks:
                if item is not None:
                    choices.append(len(rows))
                    self._items.append(item)
                rows += block
        self._desk.show_rows(rows, choices)

    # --- opening -----------------------------------------------------------------------------------------------------

    @on(RowsView.Chosen, "#desk")
    def open_item(self) -> None:
        """Open what the cursor stands on."""
        item = self.item
        if isinstance(item, TableLine):
            self.app.push_screen(StudentScreen(self.book, [item.student]))
        elif isinstance(item, Misconception):
            self.app.push_screen(ClassScreen(self.book, f"{item.exercise} {item.name}", exercise=item.exercise))
        elif isinstance(item, Unexplained):
            self._read_unexplained()
        elif isinstance(item, Matter):
            self._open_matter(item)

    def _read_unexplained(self) -> None:
        """Go through all answers that nothing explains, one after the other."""
        open_ones = [group for group in self.book.read.groups if not group.name]
        places = [(answer.student, group.exercise) for group in open_ones for answer in group.answers]
        if not places:
            self.say("every wrong answer has an explanation of some of its checks: g has them in groups")
            return
        students, exercises = zip(*places, strict=True)
        self.app.push_screen(StudentScreen(self.book, students, exercises=exercises))

    def action_undo(self) -> None:
        """Read the answers that nothing explains; elsewhere list what holds about whom the cursor stands on."""
        if isinstance(self.item, Unexplained):
            self._read_unexplained()
        else:
            super().action_undo()

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
        names, title = (self.book.name_of(two[0]), self.book.name_of(two[1])), self.book.names(item.students)
        starter = next((one.starter for one in lessons() if one.name == item.exercise), "")
        self.app.push_screen(SideBySide(f"{item.told}: {title}", names, (first, second), starter))

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

    def action_days(self) -> None:
        """Say for each of those who are late how many days, in one go."""
        item = self.item
        if not isinstance(item, Matter) or item.topic is not Topic.LATE:
            self.say("the cursor is on nobody whose lateness is to be decided")
            return
        count = len(item.students)
        note = "days late, one number for all"
        note += f" or {count} numbers in this order: {self.book.names(item.students, 9)}" if count > 1 else ""
        self.ask(Ask(f"Days late for {plural(count, 'student')}", note), lambda text: self._write_days(item, text))

    def _write_days(self, matter: Matter, text: str) -> None:
        words = text.replace(",", " ").split()
        if len(words) not in (1, len(matter.students)):
            self.say(f"{len(words)} numbers for {plural(len(matter.students), 'student')}: one for all, or one each")
            return
        each = words * len(matter.students) if len(words) == 1 else words
        self.decide(lambda: days_for_each(self.book.gradebook, dict(zip(matter.students, each, strict=True))))

    def action_is_exercise(self) -> None:
        """Show the file under the cursor, and take it for the exercise that is named."""
        item = self.item
        if not isinstance(item, Matter) or not item.file:
            self.say("the cursor is on no Python file that was not used")
            return
        (student,), file, gradebook = item.students, item.file, self.book.gradebook

        def write(exercise: str) -> None:
            self.decide(lambda: [take_file(gradebook, student, exercise, file, "named otherwise")])

        self.ask(WhichExercise(self.book, student, file, item.exercise), write)

    def action_slides(self) -> None:
        """Show what to teach again: slides, what is right, the statement and the figure."""
        item = self.item
        if isinstance(item, Misconception):
            self.app.push_screen(TeachAgain(item))
        else:
            self.say("the cursor is on nothing that was misunderstood")

    def action_tells(self) -> None:
        """Show what the results tell as a whole."""
        self.app.push_screen(WhatTheClassTells(self.book.read.numbers, self.book.material.plan))

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
        self.set_focus(find)  # at once: letters that came together with the key would be keys too

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
        if self._query:
            self.call_after_refresh(self._show_students)

    def _show_students(self) -> None:
        """Scroll to the students: the first of them alone would come into sight by itself."""
        self._desk.scroll_to(y=self._last_section, animate=False)

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
