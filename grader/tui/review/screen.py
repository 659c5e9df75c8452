"""Does what every screen of a review can: decides about whom the cursor stands on, and says what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen

from grader.classroom.gradebook import decide
from grader.classroom.gradebook.ledger import Decision, told_before
from grader.classroom.report.mail import mail
from grader.core.errors import ProgramError
from grader.core.text import plural, points_text
from grader.tui.drawing.rows import Row, row
from grader.tui.review.asking import Ask
from grader.tui.review.book import Book
from grader.tui.review.pages import TextPage


@dataclass(frozen=True)
class Subject:
    """Whom a key is about: students, and an exercise or ("") the whole."""

    students: tuple[str, ...]
    exercise: str = ""


class Say(Message):
    """There is one line to say. It may hold a student's words."""

    def __init__(self, text: str, *, warn: bool = False) -> None:
        self.text = text
        self.warn = warn
        super().__init__()


class Decided(Message):
    """Something was decided: every screen shows the class anew."""


class ShowLedger(Message):
    """What holds about some students (none: about all) is to be listed."""

    def __init__(self, students: tuple[str, ...] = ()) -> None:
        self.students = students
        super().__init__()


class ExplainAgain(Message):
    """The class is to be explained again from kept outcomes."""


class ReviewScreen(Screen[None]):
    """Subclasses say who is under the cursor and draw themselves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Back", show=False),
        Binding("f", "points", "Adjust points"),
        Binding("c", "comment", "Comment"),
        Binding("e", "extension", "Extension"),
        Binding("r", "regrade", "Run again"),
        Binding("u", "undo", "Take back"),
        Binding("m", "mail", "Answer as mail"),
    ]

    def __init__(self, book: Book) -> None:
        super().__init__()
        self.book = book

    def subject(self) -> Subject | None:
        """Return who is under the cursor; None for nobody."""
        raise NotImplementedError

    def show_book(self) -> None:
        """Draw the class as it is now."""
        raise NotImplementedError

    def title_right(self) -> Row:
        """Return what the line at the top says at its right end."""
        doing = self.book.doing or ("" if self.book.is_read else "reading the class ...")
        return row((doing, "accent")) if doing else ()

    def say(self, text: str, *, warn: bool = False) -> None:
        """Say one line above the keys."""
        self.post_message(Say(text, warn=warn))

    def decide(self, make: Callable[[], Iterable[Decision]]) -> None:
        """Write what was decided, and say so; a refusal is said in its one line."""
        try:
            entries = self.book.decide(make())
        except ProgramError as problem:
            self.say(str(problem), warn=True)
            return
        kind, students = entries[0].kind, [one.student for one in entries]
        self.say(f"written: {kind} for {self.book.names(students)}")
        self.post_message(Decided())

    def _about(self, subject: Subject, *, whole: bool = False) -> str:
        exercise = "" if whole or not subject.exercise else f", {subject.exercise}"
        return f"{self.book.names(subject.students)}{exercise}"

    def _single(self, *, needs_exercise: bool = False) -> Subject | None:
        """Return the one student under the cursor, or say what is missing."""
        subject = self.subject()
        if subject is None or not subject.students:
            self.say("nobody is under the cursor")
            return None
        if len(subject.students) > 1:
            self.say(f"{plural(len(subject.students), 'student')}: open one of them first (Enter)")
            return None
        if needs_exercise and not subject.exercise:
            self.say("choose an exercise first: open the student (Enter)")
            return None
        return subject

    def ask(self, question: Ask, then: Callable[[str], None]) -> None:
        """Ask for a line; nothing happens where none is given."""

        def answered(text: str | None) -> None:
            if text:
                then(text)

        self.app.push_screen(question, answered)

    # --- keys --------------------------------------------------------------------------------------------------------

    def action_points(self) -> None:
        """Change the points of one student's exercise."""
        subject = self._single(needs_exercise=True)
        if subject is None:
            return
        (student,), exercise = subject.students, subject.exercise
        most = next(one.max_score for one in self.book.material.plan.exercises if one.name == exercise)

        def write(text: str) -> None:
            points, _, because = text.partition(" ")
            if not because.strip():
                self.say("a reason is needed: the points, a blank, why", warn=True)
                return
            gradebook = self.book.gradebook
            self.decide(lambda: [decide.changed_points(gradebook, student, exercise, points, because.strip())])

        note = (
            f"points of {points_text(most)}, then why (the student reads it): {points_text(most / 2)} a slip in a name"
        )
        self.ask(Ask(f"Points for {self._about(subject)}", note), write)

    def action_comment(self) -> None:
        """Write words to everybody under the cursor."""
        subject = self.subject()
        if subject is None or not subject.students:
            self.say("nobody is under the cursor")
            return
        stored = told_before(self.book.entries, subject.exercise)
        note = "a digit takes words that were written before" if stored else "the student reads it"
        gradebook, students, exercise = self.book.gradebook, subject.students, subject.exercise or None
        self.ask(
            Ask(f"Comment for {self._about(subject)}", note, stored),
            lambda text: self.decide(lambda: decide.comment_on_all(gradebook, students, exercise, text)),
        )

    def action_extension(self) -> None:
        """Give one student a deadline of their own."""
        subject = self._single()
        if subject is None:
            return
        (student,) = subject.students

        def write(text: str) -> None:
            when, because = split_time(text)
            self.decide(lambda: [decide.own_deadline(self.book.gradebook, student, when, because)])

        note = "the time, then why: 2026-11-23 23:59 was ill"
        self.ask(Ask(f"Own deadline for {self._about(subject, whole=True)}", note), write)

    def action_regrade(self) -> None:
        """Have one student's file run again."""
        subject = self._single()
        if subject is None:
            return
        (student,), exercise = subject.students, subject.exercise or None
        self.ask(
            Ask(f"Run again for {self._about(subject)}", "why? The next grade command runs it."),
            lambda text: self.decide(lambda: [decide.regrade(self.book.gradebook, student, exercise, text)]),
        )

    def action_undo(self) -> None:
        """List what holds about whom the cursor stands on, to take it back."""
        subject = self.subject()
        self.post_message(ShowLedger(subject.students if subject else ()))

    def action_mail(self) -> None:
        """Show the answer to one student, to be copied."""
        subject = self._single()
        found = self.book.row_of(subject.students[0]) if subject else None
        if subject is None or found is None:
            return
        if subject.exercise:
            results = tuple(one for one in found.result.exercises if one.exercise == subject.exercise)
            found = replace(found, result=replace(found.result, exercises=results))
        text = "".join(mail(self.book.material, found))
        if not self.book.is_anonymous:
            self.app.push_screen(TextPage(f"Mail to {self._about(subject)}", text))
            return
        # a mail addresses its person, whom the screen does not show: their name, and files that may bear it
        hidden = replace(
            found,
            enrolled=replace(found.enrolled, notes=(), files={}),
            result=replace(found.result, student=self.book.name_of(found.enrolled.student)),
        )
        shown = "".join(mail(self.book.material, hidden))
        note = "The name and the files' names are not shown here: y copies the mail with them."
        self.app.push_screen(TextPage(f"Mail to {self._about(subject)}", shown, note, copied=text))


def split_time(text: str) -> tuple[str, str]:
    """Return a moment, with its zone if there is one, and the reason behind it."""
    words = text.split()
    taken = 1
    if len(words) > 1 and ":" in words[1]:
        taken = 2
    if len(words) > taken and "/" in words[taken]:
        taken += 1
    return " ".join(words[:taken]), " ".join(words[taken:])
