"""Says what the class's page shows, as plain values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from grader.classroom.gradebook.roll import Alike, Row
from grader.classroom.report.items import ItemStatistics, item_statistics
from grader.classroom.report.lateness import late_line
from grader.classroom.report.likeness import likenesses
from grader.classroom.report.material import Material, changed_words
from grader.classroom.report.misconceptions import Misconception, misconceptions, unexplained_line
from grader.classroom.report.pagenames import page_name
from grader.classroom.report.statistics import BINS, Statistics, gather
from grader.core.status_words import STATUS_WORDS, StatusWords
from grader.core.text import plural, points_text

_LISTED = 15
_TAUGHT_AGAIN = 3


@dataclass(frozen=True)
class StudentLine:
    """One student in the class's table."""

    name: str
    link: str
    raw: str
    counts: str
    remark: str
    signs: tuple[StatusWords, ...]


@dataclass(frozen=True)
class ClassView:
    """The class's page. Lines of tables are dictionaries of texts, as the template names them."""

    count: str
    program: str
    silent: str
    middle: str
    columns: tuple[dict[str, object], ...]
    again: tuple[dict[str, str], ...]
    misconceptions: tuple[dict[str, str], ...]
    exercises: tuple[dict[str, object], ...]
    hardest: tuple[dict[str, str], ...]
    weak: tuple[dict[str, str], ...]
    alpha: str
    fences: str
    outliers: tuple[dict[str, str], ...]
    alike: tuple[dict[str, str], ...]
    notes: tuple[str, ...]
    students: Callable[[], Iterator[StudentLine]]


def class_view(material: Material, *, linked: bool) -> ClassView:
    """Return what the class's page shows; `linked`: the students' pages lie beside it."""
    found = gather(material.rows(), material.max_score, material.final_score)
    misunderstood = misconceptions(material.rows())
    items = item_statistics(material.rows())
    titles = {planned.name: planned.title for planned in material.plan.exercises}
    absent = material.size - len(found.scores)
    return ClassView(
        count=plural(material.size, "student"),
        program=f"{material.plan.graded_by_line}, seed {material.plan.seed}",
        silent=f"{plural(absent, 'student')} handed in nothing, and count nowhere below." if absent else "",
        middle=_middle(material, found),
        columns=tuple(_columns(found)),
        again=tuple(_again(misunderstood, titles)),
        misconceptions=tuple(_misunderstood(misunderstood)),
        exercises=tuple(_exercises(material, found)),
        hardest=tuple(_hardest(found)),
        weak=tuple(_weak(items)),
        alpha="" if items is None or items.alpha is None else f"alpha of the whole: {items.alpha:.2f}",
        fences=f"outside {max(found.fences[0], 0):.1f} to {found.fences[1]:.1f} points: a place to look",
        outliers=tuple({"name": name, "counts": points_text(score)} for name, score in found.outliers[:_LISTED]),
        alike=tuple(_alike(material.alike)),
        notes=material.notes,
        students=lambda: (_student(material, row, linked=linked) for row in material.rows()),
    )


def _middle(material: Material, found: Statistics) -> str:
    if not found.scores:
        return "nobody handed in anything"
    who = f"{plural(len(found.scores), 'student')} who handed something in"
    return f"mean {found.mean:.2f}, median {found.median:.2f} of {points_text(material.max_score)} points; {who}"


def _columns(found: Statistics) -> Iterator[dict[str, object]]:
    most = max(*found.bins, 1)
    for number, count in enumerate(found.bins):
        label = f"{number * 100 // BINS}–{(number + 1) * 100 // BINS}%"
        yield {"count": count, "height": f"{100 * count / most:.1f}", "label": label}


def _again(found: Sequence[Misconception], titles: dict[str, str]) -> Iterator[dict[str, str]]:
    for one in [one for one in found if one.name][:_TAUGHT_AGAIN]:
        cost = f"{plural(len(one.students), 'student')}, {points_text(one.lost)} points"
        where = f"{titles.get(one.exercise, one.exercise)}: its statement and its figure"
        yield {"name": one.name, "where": where, "hint": one.hint, "cost": cost}


def _misunderstood(found: Sequence[Misconception]) -> Iterator[dict[str, str]]:
    for one in [one for one in found if one.name][:_LISTED]:
        share = f"{len(one.students)} of {one.tried}"
        lost = points_text(one.lost)
        yield {"name": one.name, "exercise": one.exercise, "share": share, "lost": lost, "who": one.who()}
    if line := unexplained_line(found):
        yield {"name": line, "exercise": "", "share": "", "lost": "", "who": ""}


def _exercises(material: Material, found: Statistics) -> Iterator[dict[str, object]]:
    for planned in material.plan.exercises:
        share = found.exercise_shares.get(planned.name, 0.0)
        tried = found.exercise_tried.get(planned.name, 0)
        percent = f"{100 * min(max(share, 0.0), 1.0):.1f}"
        yield {"title": planned.title, "percent": percent, "told": f"{share:.0%}, {tried} tried"}


def _hardest(found: Statistics) -> Iterator[dict[str, str]]:
    told: set[str] = set()
    for one in found.hardest:
        if one.exercise in told or len(told) == _LISTED:
            continue
        told.add(one.exercise)
        passed = f"{one.passed} of {one.tried}"
        yield {"exercise": one.exercise, "check": one.check, "passed": passed, "share": f"{one.share:.0%}"}


def _weak(items: ItemStatistics | None) -> Iterator[dict[str, str]]:
    for one in items.items if items else ():
        if one.is_weak and one.discrimination is not None and one.interval is not None:
            interval = f"{one.interval[0]:.2f} to {one.interval[1]:.2f}"
            found = f"{one.discrimination:.2f}"
            yield {"exercise": one.exercise, "check": one.check, "found": found, "interval": interval}


def _alike(pairs: Sequence[Alike]) -> Iterator[dict[str, str]]:
    for one in likenesses(pairs):
        usual = "" if one.usual is None else f"{one.usual:.0%}"
        who = ", ".join(one.students)
        yield {"exercise": one.exercise, "who": who, "share": f"{one.share:.0%}", "usual": usual}


def _student(material: Material, row: Row, *, linked: bool) -> StudentLine:
    link = f"students/{quote(page_name(row.result.student))}.html" if linked else ""
    return StudentLine(
        row.result.student,
        link,
        points_text(row.result.score),
        points_text(material.final_score(row)),
        remark(material, row),
        tuple(STATUS_WORDS[result.status] for result in row.result.exercises),
    )


def remark(material: Material, row: Row) -> str:
    """Return what is special about a student's row, in one line."""
    if not row.enrolled.handed_in:
        return "nothing handed in"
    changed, unused = changed_words(material, row), len(row.enrolled.notes)
    outdated = [f"{exercise} changed since it was decided" for exercise in material.outdated(row)]
    told = (
        late_line(material, row),
        f"changed by hand: {changed}" if changed else "",
        *outdated,
        plural(unused, "note") if unused else "",
    )
    return "; ".join(filter(None, told))
