"""Draws the sections of the desk: what to decide, what was misunderstood, the students that were found."""

from __future__ import annotations

from dataclasses import dataclass

from grader.classroom.report.class_table import ExerciseCell, TableLine, narrowed_to
from grader.classroom.report.desk import Matter, Topic
from grader.classroom.report.misconceptions import Misconception, unexplained_line
from grader.core.text import points_text
from grader.tui.drawing.rows import Row, cropped, escaped, padded, row, row_width, wrapped
from grader.tui.review.book import Book
from grader.tui.widgets.rows_view import MARK

_KEYS = {
    Topic.LATE: "l days for each",
    Topic.FILES: "m mail",
    Topic.NOTHING: "0 write 0",
    Topic.OUTDATED: "f points, u undo",
    Topic.GROUP: "c comment on all",
    Topic.ALIKE: "d side by side",
}
_WIDE = 98
"""Columns of a desk with room for names; of the terminal two are the scroll bar's and the edge's."""
_LABEL = 12
_MISTAKES, _FOUND = 8, 12
_EXERCISE, _NAMES = 21, 22
"""Columns of an exercise's name, and of who."""
_BAR = 5
_LOST = 3
"""Exercises in which a found student lost points that have a line of their own."""


@dataclass(frozen=True)
class Unexplained:
    """The line on all wrong answers that nothing explains."""

    told: str


Item = Matter | Misconception | Unexplained | TableLine


@dataclass(frozen=True)
class Section:
    """A part of the desk. `blocks` are rows, each with what the cursor on the first of them stands on."""

    title: str
    right: str
    blocks: tuple[tuple[Item | None, list[Row]], ...]


def sections(book: Book, query: str, width: int) -> tuple[Section, ...]:
    """Return the desk's parts, top down."""
    return matters(book, width), misunderstood(book, width), students(book, query, width)


# --- what to decide --------------------------------------------------------------------------------------------------


def matters(book: Book, width: int) -> Section:
    """Return what has to be decided."""
    blocks: list[tuple[Item | None, list[Row]]] = []
    before = ""
    for matter in book.matters:
        label = matter.topic.value if matter.topic.value != before else ""
        before = matter.topic.value
        blocks.append((matter, _matter(book, matter, label, width)))
    if not blocks:
        said = "nothing is open" if book.is_read else "reading the class ..."
        blocks.append((None, [row((f"   {said}", "muted"))]))
    return Section("DECIDE BEFORE YOU UPLOAD", f"{len(book.matters)} open", tuple(blocks))


def _matter(book: Book, matter: Matter, label: str, width: int) -> list[Row]:
    hint = _KEYS.get(matter.topic, "")
    if matter.file:
        hint = f"y is {matter.exercise}?" if matter.exercise else "y which exercise?"
    told = matter.told
    if matter.topic is Topic.FILES and book.is_anonymous:
        told = "files that were not used"  # their names may hold the student's
    names = () if matter.topic is Topic.GROUP else matter.students  # a group says how many
    who = f"{escaped(book.names(names, 4 if width >= _WIDE else 2))}: " if names else ""
    lines = wrapped(row((who, "strong"), escaped(told)), max(width - _LABEL - len(hint) - 2, 20))
    rows = [padded(row(MARK, (f"  {label}", "accent")), _LABEL), *[row(" " * _LABEL)] * (len(lines) - 1)]
    drawn = [(*start, *line) for start, line in zip(rows, lines, strict=True)]
    key, _, words = hint.partition(" ")
    drawn[0] = (*padded(drawn[0], width - len(hint)), *row((key, "accent"), (f" {words}" if words else "", "muted")))
    return drawn[:2]


# --- what was misunderstood ------------------------------------------------------------------------------------------


def misunderstood(book: Book, width: int) -> Section:
    """Return what the class misunderstood, by points lost."""
    found = [one for one in book.read.misunderstood if one.name]
    most = max((one.lost for one in found), default=1.0)
    blocks: list[tuple[Item | None, list[Row]]] = [
        (one, [_misconception(book, one, most, width)]) for one in found[:_MISTAKES]
    ]
    if rest := unexplained_line(book.read.misunderstood):
        hint = "u read them"
        line = padded(row(MARK, (f"  {rest}", "muted")), width - len(hint))
        blocks.append((Unexplained(rest), [(*line, *row(("u", "accent"), (" read them", "muted")))]))
    elif not found:
        blocks.append((None, [row(("   nothing yet", "muted"))]))
    return Section("WHAT THE CLASS MISUNDERSTOOD", "t slides      tried   points lost", tuple(blocks))


def _misconception(book: Book, one: Misconception, most: float, width: int) -> Row:
    bar = "█" * max(round(one.lost / most * _BAR), 1)
    share = f"{len(one.students)} of {one.tried}"
    lost = f"{points_text(round(one.lost, 1)):>6}"
    end = row(f" {share:>10}  ", (f"{bar:<{_BAR}}", "warn"), (lost, "strong"))
    names = escaped(book.names(one.students, 1)) if width >= _WIDE else ""
    columns = [(row((one.exercise, "muted")), _EXERCISE), (row((names, "muted")), _NAMES if names else 0)]
    left = width - row_width(end) - sum(room for _, room in columns)
    drawn = list(padded(row(MARK, f"  {escaped(one.name)}"), max(left, 10)))
    for what, room in columns:
        drawn += padded((*row(" "), *cropped(what, room - 1)), room) if room else ()
    return (*drawn, *end)


# --- students --------------------------------------------------------------------------------------------------------


def students(book: Book, query: str, width: int) -> Section:
    """Return the students that fit what was typed."""
    title = f"STUDENT  /{query}" if query else "STUDENT  / finds one by typing"
    if not query:
        return Section(title, "", ())
    found = narrowed_to(book.lines.values(), query, book.name_of)
    blocks: list[tuple[Item | None, list[Row]]] = [(line, _student(book, line, width)) for line in found[:_FOUND]]
    if len(found) > _FOUND:
        blocks.append((None, [row((f"   and {len(found) - _FOUND} more: a shows them all", "muted"))]))
    if not found:
        blocks.append((None, [row(("   nobody", "muted"))]))
    return Section(title, _numbers("raw", "late", "adjusted", "counts", "last time"), tuple(blocks))


def _numbers(raw: str, late: str, adjusted: str, counts: str, last: str) -> str:
    return f"{raw:>8} {late:>9} {adjusted:>9} {counts:>8} {last:>10}"


def _student(book: Book, line: TableLine, width: int) -> list[Row]:
    adjusted = f"{line.adjusted:+.2f}" if line.adjusted else "–"
    before = book.last_time.get(line.student)
    last = f"{before:.2f}" if before is not None else "–"
    numbers = _numbers(f"{line.raw:.2f}", line.late or "–", adjusted, f"{line.counts:.2f}", last)
    name = padded(row(MARK, f"  {escaped(book.name_of(line.student))}"), width - len(numbers))
    lost = [cell for cell in line.cells if cell.counts < cell.most]
    head = (*name, *row(numbers))
    if len(lost) > _LOST:
        told = ", ".join(f"{cell.exercise} {points_text(cell.counts)}" for cell in lost)
        return [head, cropped(row((f"     {told}", "muted")), width)]
    return [head, *(_lost(book, line.student, cell, width) for cell in lost)]


def _lost(book: Book, student: str, cell: ExerciseCell, width: int) -> Row:
    """Return an exercise with what counts there, and the student's own line that the verdict points at."""
    start = padded(row((f"     {cell.exercise} {points_text(cell.counts)} of {points_text(cell.most)}", "muted")), 40)
    own = book.own_line(student, cell.exercise)
    return cropped((*start, *(row(("▶ ", "bad"), (escaped(own), "text")) if own else ())), width)
