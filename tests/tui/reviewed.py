"""A small class to review: six students on four exercises, one of which no program knows any more."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from grader.classroom.gradebook.late import Policy
from grader.classroom.gradebook.roll import Alike, Enrolled, Key
from grader.classroom.gradebook.store import Gradebook
from grader.core.results import ExerciseResult, Status
from grader.tui.review.app import ReviewApp
from grader.tui.review.book import Book
from tests.unit.classes import lesson, missing, plan, result

NAMES = ("Abbott, Ann", "Berg, Jan van der", "Chen, Li", "Diaz, Ana", "Evans, Joe", "Fay, Sam")
EXERCISES = ("output_size", "zero_padding", "max_pooling", "gone_by_now")
DUE = datetime.fromisoformat("2026-11-20T23:59:00+01:00")
SOURCE = (
    "def output_size(n, f, stride=1, pad=0):\n"
    "    room = n - f  # [bold red]not markup[/] \x1b]0;owned\x07\n"
    "    return room // stride + 1\n"
)


def wrong(exercise: str, behaviour: str, *, explained: bool) -> ExerciseResult:
    """A wrong answer that points at line 2 of the file."""
    found = result(exercise, Status.FAILED, behaviour=behaviour, output="printed by a student")
    lost = replace(found.checks[1], line=2, call=f"{exercise}(7, 3)", got="5")
    return replace(found, checks=(found.checks[0], lost if explained else replace(lost, mistake=None, hint="")))


def results(name: str) -> dict[str, ExerciseResult]:
    if name == "Fay, Sam":
        return {one: missing(one) for one in EXERCISES}
    found = {one: result(one) for one in EXERCISES}
    if name in ("Berg, Jan van der", "Chen, Li"):
        found["output_size"] = wrong("output_size", "b1", explained=True)
    if name in ("Chen, Li", "Diaz, Ana"):
        found["max_pooling"] = wrong("max_pooling", "b2", explained=False)
    return found


def gradebook(path: Path) -> Path:
    """Write the class."""
    in_time = DUE - timedelta(hours=5)
    roll = [Enrolled(name, name != "Fay, Sam", in_time, source="Canvas") for name in NAMES]
    roll[0] = replace(roll[0], notes=("handed in hw7.docx: no Python file",))
    roll[4] = Enrolled("Evans, Joe", True, None, source="Canvas", late_by=timedelta())
    roll[5] = replace(roll[5], submitted=None)
    lessons = tuple(lesson(number, name) for number, name in enumerate(EXERCISES, 1))
    of = plan(lessons, policy=Policy(DUE, 10.0))
    with Gradebook(path) as book:
        book.begin(of, roll)
        with book.writing():
            for name in NAMES:
                for exercise, found in results(name).items():
                    content = f"{SOURCE}# {name if found.behaviour else ''} {exercise}\n".encode()
                    key = Key(name, exercise, hashlib.sha256(content).hexdigest(), "v1", 0)
                    book.note_work([key], absent=found.status is Status.MISSING)
                    book.keep(key, found)
                    book.sources.keep([(key.digest, content)])
        book.note_alike([Alike("max_pooling", "Chen, Li", "Diaz, Ana", 0.97)])
        book.finish()
    return path


def app(path: Path, **given) -> ReviewApp:
    """The review of a gradebook."""
    return ReviewApp(Book(path, **given))
