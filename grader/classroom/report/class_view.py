"""Says what the class's page shows, as plain values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from grader.classroom.gradebook.roll import Alike, Row
from grader.classroom.report.class_numbers import class_numbers
from grader.classroom.report.examples import Examples
from grader.classroom.report.items import ItemStatistics
from grader.classroom.report.lateness import late_line
from grader.classroom.report.likeness import likenesses
from grader.classroom.report.material import Material, changed_words
from grader.classroom.report.misconceptions import Misconception, unexplained_line
from grader.classroom.report.pagenames import page_name
from grader.classroom.report.predicted import Predicted
from grader.classroom.report.punctuality import Punctuality
from grader.classroom.report.statistics import BINS, Statistics
from grader.classroom.report.teach_again import Again, teach_again
from grader.core.status_words import STATUS_WORDS, StatusWords
from grader.core.text import plural, points_text

_LISTED = 15
_MISTAKES = 3


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
    again: tuple[Again, ...]
    misconceptions: tuple[dict[str, str], ...]
    exercises: tuple[dict[str, object], ...]
    hardest: tuple[dict[str, str], ...]
    weak: tuple[dict[str, str], ...]
    checks: tuple[dict[str, object], ...]
    alpha: str
    earliness: Punctuality | None
    predicted: tuple[Predicted, ...]
    fences: str
    outliers: tuple[dict[str, str], ...]
    alike: tuple[dict[str, str], ...]
    notes: tuple[str, ...]
    students: Callable[[], Iterator[StudentLine]]


def class_view(material: Material, *, linked: bool) -> ClassView:
    """Return what the class's page shows; `linked`: the students' pages lie beside it."""
    numbers = class_numbers(material)
    found, items = numbers.scores, numbers.items
    absent = material.size - len(found.scores) - numbers.strangers
    silent = [f"{plural(absent, 'student')} handed in nothing"] if absent else []
    silent += [f"{plural(numbers.strangers, 'hand-in')} by nobody of the roster"] if numbers.strangers else []
    return ClassView(
        count=plural(material.size, "student"),
        program=f"{material.plan.graded_by_line}, seed {material.plan.seed}",
        silent=f"Not counted below: {', '.join(silent)}." if silent else "",
        middle=_middle(material, found),
        columns=tuple(_columns(found)),
        again=teach_again(numbers.misconceptions, material.plan),
        misconceptions=tuple(_misunderstood(numbers.misconceptions, numbers.examples)),
        exercises=tuple(_exercises(material, found)),
        hardest=tuple(_hardest(found)),
        weak=tuple(_weak(items)),
        checks=tuple(_checks(items, numbers.examples)),
        earliness=numbers.earliness,
        predicted=numbers.predicted,
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


def _misunderstood(found: Sequence[Misconception], examples: Examples) -> Iterator[dict[str, str]]:
    for one in [one for one in found if one.name][:_LISTED]:
        yield {
            "name": one.name,
            "exercise": one.exercise,
            "share": f"{len(one.students)} of {one.tried}",
            "lost": points_text(one.lost),
            "who": one.who(),
            "example": examples.get((one.exercise, one.name), ""),
        }
    if line := unexplained_line(found):
        yield {"name": line, **dict.fromkeys(("exercise", "share", "lost", "who", "example"), "")}


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


def _checks(items: ItemStatistics | None, examples: Examples) -> Iterator[dict[str, object]]:
    """Yield each check with its most frequent mistakes, and how one student wrote each."""
    for one in items.items if items else ():
        named = one.mistakes[:_MISTAKES]
        mistakes = [
            {"name": name, "count": str(count), "example": examples.get((one.exercise, name), "")}
            for name, count in named
        ]
        reach = one.interval and f"{one.interval[0]:.2f} to {one.interval[1]:.2f}"
        yield {
            "exercise": one.exercise,
            "check": one.check,
            "facility": f"{one.facility:.0%}",
            "found": "" if one.discrimination is None else f"{one.discrimination:.2f}",
            "interval": reach or "",
            "explained": f"{one.explained} of {one.explained + one.unexplained}",
            "mistakes": mistakes,
        }


def _alike(pairs: Sequence[Alike]) -> Iterator[dict[str, str]]:
    for one in likenesses(pairs):
        usual = "" if one.usual is None else f"{one.usual:.0%}"
        who = "; ".join(one.students)
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
