"""Takes in whatever `--student` names: looks what it is, unpacks it where it must, and gives each student a folder."""

from __future__ import annotations

import os
import shutil
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from grader.classroom.gradebook.roll import Enrolled
from grader.classroom.intake.hand_in import HandIn, Intake, IntakeError
from grader.classroom.intake.layouts import Export, below, is_empty, layout_of
from grader.classroom.intake.roster import Person, Roster, read_roster
from grader.classroom.intake.submission import Submission, find_submissions
from grader.classroom.intake.unpacking import Budget, archive_stem, is_archive, unpack
from grader.core.source import LARGEST_SOURCE
from grader.core.text import one_line

_ID_ORDER = ("canvas_id", "moodle_id", "sid", "email", "login", "gradescope_id")


def readable(name: str) -> str:
    """A student's name as reports can show it: one line of printable Unicode."""
    return one_line(unicodedata.normalize("NFC", os.fsencode(name).decode("utf-8", "replace"))) or "student"


def _told_apart(hand_ins: Sequence[HandIn]) -> list[HandIn]:
    """Students of one name get what tells them apart behind it."""
    shared = Counter(one.student for one in hand_ins)
    taken: set[str] = set()
    apart = []
    for one in hand_ins:
        told = next((one.identity[field] for field in _ID_ORDER if one.identity.get(field)), "")
        name = f"{one.student} ({told})" if shared[one.student] > 1 and told else one.student
        number = 2
        while name in taken:
            name, number = f"{one.student} ({number})", number + 1
        taken.add(name)
        apart.append(replace(one, student=name))
    return apart


def _note(one: HandIn, note: str) -> HandIn:
    return replace(one, note="; ".join(filter(None, (one.note, note))))


def _on_roster(hand_ins: Sequence[HandIn], people: Sequence[Person]) -> tuple[list[HandIn], list[HandIn]]:
    """(hand-ins under their roster's names, people who handed in nothing)."""
    roster, missing = Roster(people), {id(person): person for person in people}
    matched = []
    for one in hand_ins:
        person = roster.find(one)
        if person is None:
            matched.append(_note(one, "not on the roster"))
            continue
        if missing.pop(id(person), None) is None:
            matched.append(_note(one, f"on the roster, {person.name} has already handed in"))
            continue
        identity = {**one.identity, **person.identity}
        matched.append(replace(one, student=readable(person.name), identity=identity))
    absent = [HandIn(readable(person.name), identity=person.identity, handed_in=False) for person in missing.values()]
    return matched, absent


def _copy(source: Path, target: Path) -> None:
    """A student's file, never more of it than the grader reads."""
    with source.open("rb") as reader, target.open("wb") as writer:
        writer.write(reader.read(LARGEST_SOURCE + 1))
    shutil.copystat(source, target)


def _settled(one: HandIn, folder: Path) -> Submission:
    """The hand-in as a folder of files with the right names."""
    if one.folder is not None:
        return Submission(one.student, one.folder)
    folder.mkdir(parents=True)
    for name, path in one.files.items():
        _copy(path, folder / name)
    return Submission(one.student, folder)


def _intake(hand_ins: Iterable[HandIn], roster: Path | None, scratch: Path, unmapped: Sequence[str]) -> Intake:
    made = [replace(one, student=readable(one.student)) for one in hand_ins]
    absent: list[HandIn] = []
    notes: tuple[str, ...] = ()
    if roster is not None:
        people, notes = read_roster(roster)
        made, absent = _on_roster(made, people)
    everybody = sorted(_told_apart([*made, *absent]), key=lambda one: one.student)
    submissions = tuple(_settled(one, scratch / "students" / str(number)) for number, one in enumerate(everybody))
    roll = tuple(Enrolled(one.student, one.handed_in, one.submitted, one.identity, one.note) for one in everybody)
    told = [f"{one.student}: {one.note}" for one in everybody if one.note]
    return Intake(submissions, roll, tuple(unmapped), (*notes, *told))


def _unpacked(path: Path, scratch: Path, budget: Budget) -> Path:
    """The archive's content: a class, or one student's work under the archive's name."""
    root = scratch / "class" / (archive_stem(path.name) or "student")
    unpack(path, root, budget)
    inner = below(root)
    if is_empty(inner):
        raise IntakeError(f"nothing to grade in {path.name}: it holds no Python file")
    return inner


def _found(export: Export) -> list[HandIn]:
    try:
        hand_ins = list(layout_of(export)(export)) if export.root.is_dir() else []
    except PermissionError as error:
        raise IntakeError(f"{error.filename} cannot be read: permission denied") from None
    if not hand_ins:
        find_submissions(export.root, export.file_names)  # says what is wrong with the folder
    return hand_ins


@contextmanager
def taken_in(path: Path, file_names: Sequence[str], roster: Path | None, aside: Path | None = None) -> Iterator[Intake]:
    """The class at `path`, without the folder `aside`; its temporary folders end with the context.

    Raises SubmissionError.
    """
    with tempfile.TemporaryDirectory(prefix="cnn-exercises-class-") as name:
        scratch, budget = Path(name), Budget()
        root = path
        if path.is_file():
            if not is_archive(path.name):
                raise IntakeError(f"{path} is a file: name a folder, or a zip or tar.gz archive")
            root = _unpacked(path, scratch, budget)
        export = Export(root, file_names, scratch, budget, aside)
        hand_ins = _found(export)
        yield _intake(hand_ins, roster, scratch, [*budget.refused, *export.unmapped])
