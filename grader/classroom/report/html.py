"""HTML: a page for the class and a page per student. Self-contained, nothing runs, every text escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from urllib.parse import quote

from grader.classroom.gradebook.roll import Row
from grader.classroom.report import student_page
from grader.classroom.report.lateness import late_line
from grader.classroom.report.markup import bars, page, table, text
from grader.classroom.report.material import Material, changed_words
from grader.classroom.report.pagenames import page_name
from grader.classroom.report.statistics import BINS, Statistics, gather
from grader.core.text import plural, points_text

_LISTED = 15
_CLASS_PAGE = PurePosixPath("report.html")


def _distribution(found: Statistics, max_score: float) -> Iterator[str]:
    most = max(*found.bins, 1)
    yield "<h2>Scores</h2>\n"
    middle = f"mean {found.mean:.1f}, median {found.median:.1f} of {points_text(max_score)} points"
    yield f'<p class="soft">{middle}</p>\n<div class="columns">'
    for count in found.bins:
        yield f'<div class="column">{count or ""}<div style="height:{count / most:.1%}"></div></div>'
    yield '</div><div class="axis">'
    for number in range(BINS):
        yield f"<span>{number * 100 // BINS}–{(number + 1) * 100 // BINS}%</span>"
    yield "</div>\n"


def _exercises(material: Material, found: Statistics) -> Iterator[str]:
    yield "<h2>Exercises</h2>\n"
    yield from bars(
        (
            planned.title,
            found.exercise_shares.get(planned.name, 0.0),
            f"{found.exercise_shares.get(planned.name, 0.0):.0%}, {found.exercise_tried.get(planned.name, 0)} tried",
        )
        for planned in material.plan.exercises
    )


def _hardest(found: Statistics) -> Iterator[str]:
    if found.hardest:
        yield '<h2>Hardest checks</h2>\n<p class="soft">of those who tried the exercise</p>\n'
        rows = (
            (text(one.exercise), text(one.check), f"{one.passed} of {one.tried}", f"{one.share:.0%}")
            for one in found.hardest[:_LISTED]
        )
        yield from table(("exercise", "check", "passed", ""), rows, numbers=(2, 3))


def _mistakes(found: Statistics) -> Iterator[str]:
    if found.mistakes:
        yield "<h2>Most frequent mistakes</h2>\n"
        rows = ((text(name), text(exercise), str(count)) for exercise, name, count in found.mistakes[:_LISTED])
        yield from table(("mistake", "exercise", "students"), rows, numbers=(2,))


def _outliers(found: Statistics) -> Iterator[str]:
    if found.outliers:
        low, high = found.fences
        yield "<h2>Outliers</h2>\n"
        yield f'<p class="soft">scores outside {max(low, 0):.1f} to {high:.1f}: a place to look</p>\n'
        rows = ((text(name), points_text(score)) for name, score in found.outliers[:_LISTED])
        yield from table(("student", "points"), rows, numbers=(1,))


def _alike(material: Material) -> Iterator[str]:
    if material.alike:
        yield '<h2>Similar files</h2>\n<p class="soft">a place to look, never a verdict</p>\n'
        rows = ((text(one.exercise), text(one.first), text(one.second), f"{one.share:.0%}") for one in material.alike)
        yield from table(("exercise", "student", "student", "in common"), rows, numbers=(3,))


def _student_row(material: Material, row: Row, *, linked: bool) -> tuple[str, ...]:
    name = text(row.result.student)
    if linked:
        name = f'<a href="students/{quote(page_name(row.result.student))}.html">{name}</a>'
    marks = "".join(student_page.mark(result.status) for result in row.result.exercises)
    return (
        name,
        points_text(material.final_score(row)),
        f'<span class="soft">{text(_remark(material, row))}</span>',
        marks,
    )


def _remark(material: Material, row: Row) -> str:
    if not row.enrolled.handed_in:
        return "nothing handed in"
    changed, unused = changed_words(material, row), len(row.enrolled.notes)
    told = (
        late_line(material, row),
        f"changed by hand: {changed}" if changed else "",
        plural(unused, "note") if unused else "",
    )
    return "; ".join(filter(None, told))


def _students(material: Material, *, linked: bool) -> Iterator[str]:
    yield "<h2>Students</h2>\n"
    rows = (_student_row(material, row, linked=linked) for row in material.rows())
    yield from table(("student", "points", "", "exercises"), rows, numbers=(1,))


def _notes(material: Material) -> Iterator[str]:
    if material.notes:
        yield "<h2>Files that belong to no student</h2>\n<ul>"
        yield from (f"<li>{text(note)}</li>" for note in material.notes)
        yield "</ul>\n"


def _class(material: Material, *, linked: bool) -> Iterator[str]:
    found = gather(material.rows(), material.max_score)
    count = "1 student" if material.size == 1 else f"{material.size} students"
    yield "<h1>Convolutional networks: the class</h1>\n"
    program = f"cnn-exercises {text(material.plan.program)}, seed {material.plan.seed}"
    yield f'<p class="soft">{count}, {len(material.plan.exercises)} exercises, {program}</p>\n'
    yield from _distribution(found, material.max_score)
    yield from _exercises(material, found)
    yield from _hardest(found)
    yield from _mistakes(found)
    yield from _outliers(found)
    yield from _alike(material)
    yield from _students(material, linked=linked)
    yield from _notes(material)


def render(material: Material) -> Iterator[str]:
    """One page: the only student's, or the class's without links."""
    if material.size == 1:
        for row in material.rows():
            yield from student_page.render(material, row)
        return
    yield from page("Convolutional networks: the class", _class(material, linked=False))


def pages(material: Material) -> Iterator[tuple[PurePosixPath, Iterable[str]]]:
    """The class's page, and each student's in `students/`."""
    yield _CLASS_PAGE, page("Convolutional networks: the class", _class(material, linked=True))
    for row in material.rows():
        path = PurePosixPath("students") / f"{page_name(row.result.student)}.html"
        yield path, student_page.render(material, row, f"../{_CLASS_PAGE}")
