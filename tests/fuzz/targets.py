"""The readers of strangers' bytes, each with what it may meet. Reading ends well, or in one line for the user.

A target raises where a reader did anything else: another exception, a message of several lines, somebody else's files
changed, a neighbour lost.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from exercises.definition import Needs
from grader.classroom.gradebook.class_secret import bound, keep, shared
from grader.classroom.gradebook.late import parse_grace
from grader.classroom.gradebook.merge import merge
from grader.classroom.gradebook.moments import parse_moment
from grader.classroom.gradebook.roll import ClassPlan, Enrolled, Key, Planned
from grader.classroom.gradebook.store import Gradebook
from grader.classroom.intake.roster import read_roster
from grader.classroom.intake.take_in import Asked, taken_in
from grader.classroom.intake.times_table import read_times
from grader.classroom.report.changes import compare
from grader.classroom.report.material import material_of
from grader.classroom.settings.course_file import read
from grader.classroom.settings.request import settings_from
from grader.core.database import RecordsError
from grader.core.errors import ProgramError
from grader.core.lessons import lessons
from grader.core.notebook.cells import NotebookError
from grader.core.notebook.exercises import exercises_in
from grader.core.predictions_file import PredictionsError, read_text
from grader.core.results import CheckResult, ExerciseResult, Status
from grader.sandbox import messages, wire
from grader.sandbox.encoding import encode
from grader.sandbox.parent.bounds import Bounds
from grader.sandbox.parent.reading import Frames, TooMuchError
from grader.student.history import History
from tests.fuzz import shapes

FILE_NAMES = tuple(lesson.file_name for lesson in lessons())


@dataclass(frozen=True)
class Target:
    """A reader, what it is given, and how it is tried in an empty folder."""

    name: str
    given: st.SearchStrategy[Any]
    read: Callable[[Any, Path], None]


@contextlib.contextmanager
def one_line(*kinds: type[Exception]) -> Iterator[None]:
    """Reading may end in one of these, whose text is what `say` prints as one line."""
    allowed = kinds or (ProgramError,)
    try:
        yield
    except allowed as problem:
        text = str(problem)
        assert text, f"{type(problem).__name__} says nothing"
        assert len(text) < 2000, f"a long line: {text[:200]!r}"
        assert "Traceback" not in text


def _class_with(folder: Path, name: str, content: bytes) -> Path:
    """A class in which bob handed in a right file, and somebody else this."""
    students = folder / "class"
    (students / "bob").mkdir(parents=True)
    (students / "bob" / "output_size.py").write_bytes(shapes.RIGHT)
    (students / name).write_bytes(content)
    (folder / "outside").write_text("as it was")
    return students


def _archive(content: bytes, folder: Path) -> None:
    students = _class_with(folder, "ada.zip", content)
    with taken_in(students, FILE_NAMES) as intake:
        bob = next(one for one in intake.submissions if one.student == "bob")
        assert "output_size.py" in bob.files
        for one in intake.roll:
            assert all("\n" not in note for note in one.notes), one.notes
    assert sorted(path.name for path in folder.iterdir()) == ["class", "outside"]
    assert (folder / "outside").read_text() == "as it was"


def _export(content: bytes, folder: Path) -> None:
    path = folder / "export.zip"
    path.write_bytes(content)
    with one_line(), taken_in(path, FILE_NAMES) as intake:
        assert len({one.student for one in intake.roll}) == len(intake.roll)
    assert [one.name for one in folder.iterdir()] == ["export.zip"]


def _metadata(content: bytes, folder: Path) -> None:
    for number in (1, 2):
        (folder / f"submission_{number}").mkdir()
        (folder / f"submission_{number}" / "output_size.py").write_bytes(shapes.RIGHT)
    (folder / "submission_metadata.yml").write_bytes(content)
    with one_line(), taken_in(folder, FILE_NAMES) as intake:
        assert len({one.student for one in intake.roll}) == len(intake.roll)


def _roster(content: bytes, folder: Path) -> None:
    students = _class_with(folder, "notes.txt", b"")
    roster = folder / "roster.csv"
    roster.write_bytes(content)
    with one_line():
        read_roster(roster)
    with one_line(), taken_in(students, FILE_NAMES, Asked(roster=roster)) as intake:
        assert len({one.student for one in intake.roll}) == len(intake.roll)


def _times(content: bytes, folder: Path) -> None:
    path = folder / "times.csv"
    path.write_bytes(content)
    with one_line():
        read_times(path, ZoneInfo("Europe/Berlin"))


def _moment(text: str, folder: Path) -> None:
    with one_line():
        assert parse_moment(text).tzinfo is not None
    with one_line():
        parse_grace(text)


def _notebook(content: bytes, folder: Path) -> None:
    with one_line(NotebookError):
        exercises_in(content, "work.ipynb", lessons())
    students = _class_with(folder, "work.ipynb", content)
    (students / "ada").mkdir()
    (students / "ada" / "work.ipynb").write_bytes(content)
    with one_line(), taken_in(students, FILE_NAMES) as intake:
        assert any(one.student == "bob" for one in intake.submissions)


def _predictions(content: bytes, folder: Path) -> None:
    with one_line(PredictionsError):
        read_text(content)
    students = _class_with(folder, "predictions.json", content)
    (students / "ada").mkdir()
    (students / "ada" / "predictions.json").write_bytes(content)
    with taken_in(students, FILE_NAMES) as intake:
        assert {one.student for one in intake.roll} == {"ada", "bob"}
        assert all(len(one.notes) <= 2 for one in intake.roll)


def a_gradebook(path: Path) -> Path:
    """A gradebook of two students, as a grading leaves it."""
    secret = b"s" * 32
    planned = tuple(Planned(name, name, "v1", 5.0) for name in ("output_size", "improve"))
    plan = bound(ClassPlan(0, planned, "1.0"), ("improve",), secret)
    check = CheckResult("a check", Status.FAILED, 0.0, 5.0, message="no", mistake="padding left out")
    with Gradebook(path) as gradebook:
        keep(gradebook, secret)
        gradebook.begin(plan, [Enrolled("ada"), Enrolled("bob")])
        with gradebook.writing():
            for student in ("ada", "bob"):
                for one in plan.exercises:
                    key = Key(student, one.name, "digest", one.version, 0)
                    gradebook.note_work([key])
                    gradebook.keep(key, ExerciseResult(one.name, Status.FAILED, 0.0, 5.0, 0.1, (check,)))
        gradebook.finish()
    return path


def _read_gradebook(path: Path) -> None:
    with one_line(), Gradebook(path, create=False) as gradebook:
        material = material_of(gradebook)
        list(material.rows())
        gradebook.complete()
    with one_line(), Gradebook(path, create=False) as one, Gradebook(path, create=False) as other:
        list(compare(one, other))
    with one_line():
        merge([path], path.parent / "merged.sqlite")


def _gradebook(damage: Any, folder: Path) -> None:
    path = a_gradebook(folder / "gradebook.sqlite")
    path.write_bytes(shapes.damaged(path.read_bytes(), damage))
    _read_gradebook(path)


_PLACES = st.sampled_from(
    [
        ("meta", "value"),
        ("students", "identity"),
        ("students", "submitted"),
        ("results", "result"),
        ("results", "version"),
    ]
)


def _gradebook_values(given: tuple[tuple[str, str], Any], folder: Path) -> None:
    (table, column), damage = given
    path = a_gradebook(folder / "gradebook.sqlite")
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        rows = database.execute(f"SELECT rowid, {column} FROM {table}").fetchall()
        for number, value in rows:
            new = shapes.damaged(str(value).encode(), damage).decode("utf-8", "replace")
            database.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (new, number))
    _read_gradebook(path)


def _history(damage: Any, folder: Path) -> None:
    with contextlib.suppress(RecordsError):
        history = History(folder / "history.sqlite")
        history.record(ExerciseResult("output_size", Status.FAILED, 0.0, 5.0, 0.1, ()), "digest")
        history.secret()
        history.close()
    path = folder / "history.sqlite"
    path.write_bytes(shapes.damaged(path.read_bytes(), damage))
    with one_line(RecordsError, ProgramError):
        history = History(path)
        try:
            history.standings()
            history.last_statuses()
            history.last_run("output_size")
            history.hints_revealed("output_size")
            history.predicted("output_size")
            history.secret()
            history.record(ExerciseResult("output_size", Status.PASSED, 5.0, 5.0, 0.1, ()), "digest")
        finally:
            history.close()


def _course(content: bytes, folder: Path) -> None:
    path = folder / "course.toml"
    path.write_bytes(content)
    with one_line():
        settings_from({**read(path), "student": folder})


def _secret(content: bytes, folder: Path) -> None:
    (folder / "class.secret").write_bytes(content)
    with one_line():
        assert len(shared(folder)) >= 32


def _wire(given: tuple[list[Any], Any], folder: Path) -> None:
    values, damage = given
    content = b"".join(
        messages.framed(messages.Returned(index, packed.tokens), packed.blob)
        for index, packed in enumerate(map(encode, values))
    )
    frames = Frames(Bounds.of(Needs.NUMPY, 10.0))
    with contextlib.suppress(wire.WireError, TooMuchError):
        for answer in frames.feed(shapes.damaged(content, damage)):
            with contextlib.suppress(wire.WireError):
                repr(answer)


TARGETS = (
    Target("a student's archive", shapes.ARCHIVES, _archive),
    Target("a class's export", shapes.ARCHIVES, _export),
    Target("Gradescope's metadata", shapes.METADATA, _metadata),
    Target("a roster", shapes.TABLES, _roster),
    Target("a table of times", shapes.TABLES, _times),
    Target("a moment", shapes.CELLS | st.text(max_size=30), _moment),
    Target("a notebook", shapes.NOTEBOOKS, _notebook),
    Target("a student's predictions", shapes.PREDICTIONS, _predictions),
    Target("a gradebook's bytes", shapes.DAMAGE, _gradebook),
    Target("a gradebook's values", st.tuples(_PLACES, shapes.DAMAGE), _gradebook_values),
    Target("a history", shapes.DAMAGE, _history),
    Target("a course file", shapes.COURSES, _course),
    Target("the secret of a class", st.binary(max_size=80), _secret),
    Target("the wire", st.tuples(st.lists(shapes.PLAIN, max_size=4), shapes.DAMAGE), _wire),
)
