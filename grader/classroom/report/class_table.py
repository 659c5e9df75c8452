"""Lays out the class as a table of students by exercises, to sort and to narrow by typing. Pure.

Every word that is typed must fit: the row (the name, "late", "changed by hand"), or else one and the same cell (the
exercise, a status, a mistake, a check that failed, "not explained").
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from grader.classroom.gradebook.roll import Row
from grader.classroom.report.class_view import remark
from grader.classroom.report.material import Material
from grader.core.results import CheckResult, ExerciseResult, Status, StudentResult
from grader.core.status_words import word
from grader.core.text import rounded_points

_UNTRIED = (Status.PASSED, Status.MISSING, Status.TODO)
ORDERS = ("name", "counts", "exercise", "handed in", "review")
"""What a table can be sorted by; "review" is the order in which a reviewer was told to look."""


@dataclass(frozen=True)
class ExerciseCell:
    """One student's exercise. `score` is what its checks earned, `given` what counts where it was changed by hand."""

    exercise: str
    status: Status
    score: float
    most: float
    given: float | None
    words: str

    @property
    def counts(self) -> float:
        """Return the points before lateness."""
        return self.score if self.given is None else self.given


@dataclass(frozen=True)
class TableLine:
    """One student in the table. `late` is what lateness takes off, or the student's own deadline; "" for neither."""

    student: str
    cells: tuple[ExerciseCell, ...]
    raw: float
    late: str
    adjusted: float
    counts: float
    remark: str
    handed_in: str
    words: str


def slim(row: Row) -> Row:
    """Return a row without what only a single student's page needs: a thousand rows are held in memory."""
    results = tuple(
        replace(result, output="", pictures={}, checks=tuple(map(_slim_check, result.checks)))
        for result in row.result.exercises
    )
    return replace(row, result=StudentResult(row.result.student, results))


def _slim_check(check: CheckResult) -> CheckResult:
    if not check.message and check.grids is None:
        return check  # it passed: most do
    return replace(check, message="", traceback="", grids=None, wanted="", said="")


def table_line(material: Material, row: Row) -> TableLine:
    """Return a student's line."""
    changed = {exercise: float(entry.value) for exercise, entry in material.changed(row).items()}
    cells = tuple(_cell(result, changed.get(result.exercise)) for result in row.result.exercises)
    late, extension = material.lateness(row), material.extension(row)
    taken = f"-{late.percent:g}%" if late and late.percent else f"to {extension:%d %b}" if extension else ""
    adjusted = material.adjusted_score(row)
    one = row.enrolled
    flags = (
        "nothing handed in" if not one.handed_in else "",
        "late" if late and late.days else "",
        "comment" if material.comments(row) else "",
        "extension" if extension else "",
        "notes" if one.notes else "",
        "outdated" if material.outdated(row) else "",
    )
    return TableLine(
        one.student,
        cells,
        rounded_points(row.result.score),
        taken,
        rounded_points(adjusted - row.result.score),
        material.final_score(row),
        remark(material, row),
        one.submitted.isoformat() if one.submitted else "",
        _plain(" ".join(flags)),
    )


def _cell(result: ExerciseResult, given: float | None) -> ExerciseCell:
    told = [result.exercise, word(result.status)]
    if result.status not in _UNTRIED:
        failed = [check for check in result.checks if check.status is not Status.PASSED]
        causes = dict.fromkeys(check.cause for check in failed if check.cause)
        told += [*(causes or ["not explained"]), *(check.name for check in failed), f"group:{result.behaviour}"]
    if given is not None:
        told.append("changed by hand")
    return ExerciseCell(result.exercise, result.status, result.score, result.max_score, given, _plain(" ".join(told)))


def _plain(text: str) -> str:
    """Return the text as it is searched: small letters, no commas, and a blank before every word."""
    return " " + " ".join(text.casefold().replace("_", " ").replace(",", " ").split())


def narrowed_to(lines: Iterable[TableLine], query: str, name_of: Callable[[str], str] = str) -> list[TableLine]:
    """Return the lines that fit every word of `query`. `name_of` is how a student is called on the screen."""
    terms = [_plain(word) for word in query.replace(",", " ").split()]
    return [line for line in lines if _fits(line, terms, name_of)]


def _fits(line: TableLine, terms: Sequence[str], name_of: Callable[[str], str]) -> bool:
    row = _plain(name_of(line.student)) + line.words
    left = [term for term in terms if term not in row]
    return not left or any(all(term in cell.words for term in left) for cell in line.cells)


def ordered(lines: Iterable[TableLine], by: str, exercise: str, review: Sequence[str]) -> list[TableLine]:
    """Return the lines sorted by one of `ORDERS`: the fewest points first, the latest hand-in first."""
    if by == "counts":
        return sorted(lines, key=lambda line: (line.counts, line.student))
    if by == "exercise":
        return sorted(lines, key=lambda line: (_points_in(line, exercise), line.student))
    if by == "handed in":
        return sorted(lines, key=lambda line: line.handed_in, reverse=True)
    if by == "review":
        place = {student: number for number, student in enumerate(review)}
        return sorted(lines, key=lambda line: place.get(line.student, len(place)))
    return sorted(lines, key=lambda line: line.student)


def _points_in(line: TableLine, exercise: str) -> float:
    return next((cell.counts for cell in line.cells if cell.exercise == exercise), 0.0)
