"""Takes in whatever `--student` names: looks what it is, unpacks it where it must, and gives each student their files.

Each hand-in is taken in on its own: `take` returns files or reasons and no exception leaves it.
"""

from __future__ import annotations

import stat
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo
from functools import cache, cached_property
from pathlib import Path, PurePosixPath

from grader.classroom.gradebook.roll import Enrolled
from grader.classroom.intake.budget import Budget, of_class
from grader.classroom.intake.clocks import Everybody, clock_of, extensions_of, table_of, with_git
from grader.classroom.intake.collecting import FoundFiles, choose, gather, note_of
from grader.classroom.intake.export import Export
from grader.classroom.intake.hand_in import Count, HandIn, Intake, IntakeError
from grader.classroom.intake.identity import claims_refused, on_roster, printable, told_apart
from grader.classroom.intake.layouts import below, hand_ins
from grader.classroom.intake.predictions import without_predictions
from grader.classroom.intake.roster import Roster, read_roster
from grader.classroom.intake.spare import SpareFile, name_of, spare_files
from grader.classroom.intake.submission import Given, Submission
from grader.classroom.intake.times import HandInClock, settled, unknown_line
from grader.classroom.intake.unpacking import PartlyError, archive_stem, is_archive, unpack
from grader.core.atomic import reason_of
from grader.core.predictions_file import Predictions
from grader.core.text import one_line

_MOST_NOTES = 40
_NOTHING = "nothing to grade: no file that was handed in is an exercise's"


@dataclass(frozen=True)
class Asked:
    """What an instructor says about the class besides where it is."""

    roster: Path | None = None
    aside: Path | None = None
    """Where the reports go, which may be inside: no student's folder."""
    single: bool = False
    times: Path | None = None
    extensions: Mapping[str, datetime] = field(default_factory=dict)
    zone: tzinfo | None = None


@dataclass(frozen=True)
class Taken:
    """One hand-in with its files, or with the reasons why there are none."""

    hand_in: HandIn
    found: FoundFiles
    predictions: Predictions = field(default_factory=dict)

    @cached_property
    def spare(self) -> dict[str, SpareFile]:
        """Return the Python files among those that were not used, by name."""
        return spare_files(self.found.noted, map(_exercise, self.found.files))

    @property
    def count(self) -> Count:
        """Return its files, counted."""
        return Count(self.found.used, len(self.found.noted), int(not self.found.used))

    @property
    def notes(self) -> tuple[str, ...]:
        """Return the lines for its row."""
        lines = [self._note(given) for given in self.found.noted]
        if len(lines) > _MOST_NOTES:
            lines[_MOST_NOTES:] = [f"and {len(lines) - _MOST_NOTES} more files that were not used"]
        nothing = [_NOTHING] if lines and not self.found.used else []
        return tuple(one_line(printable(line)) for line in (*self.hand_in.notes, *nothing, *lines))

    def _note(self, given: Given) -> str:
        spare = self.spare.get(name_of(given))
        return spare.noted(note_of(given)) if spare else note_of(given)


def take(one: HandIn, file_names: tuple[str, ...], scratch: Path) -> Taken:
    """Find a hand-in's files on a budget of its own. Whatever is wrong with it becomes a line on its row."""
    try:
        predictions, rest = without_predictions(gather(one.entries, scratch, Budget()))
        return Taken(one, choose(rest, file_names), predictions)
    except Exception as error:  # a hand-in is a stranger's: what nobody thought of must not cost the class
        reason = one_line(f"{type(error).__name__}: {error}")[:200]
        return Taken(replace(one, notes=(*one.notes, f"it could not be taken in: {reason}")), FoundFiles())


def _spare(taken: Taken) -> tuple[Given, ...]:
    return tuple(file.given for file in taken.spare.values())


@cache
def _exercise(file_name: str) -> str:
    return PurePosixPath(file_name).stem


def _enrolled(taken: Taken, clock: HandInClock, extension: datetime | None) -> Enrolled:
    one = taken.hand_in
    files = {_exercise(name): sys.intern(one_line(printable(given.name))) for name, given in taken.found.files.items()}
    late_by = one.late_by if clock.when is None else None
    source = clock.source or (one.source if late_by is not None else "")
    return Enrolled(
        one.student,
        one.handed_in,
        clock.when,
        one.identity,
        taken.notes,
        files,
        source,
        late_by,
        extension,
        one.cells,
        taken.predictions,
        {name: file.told for name, file in taken.spare.items()},
    )


def _clocks(
    taken: Sequence[Taken], everybody: Everybody, asked: Asked, *, from_archive: bool
) -> tuple[list[HandInClock], list[str]]:
    """Return when each hand-in came, and lines about that."""
    hand_ins, found = [one.hand_in for one in taken], [one.found for one in taken]
    clocks = [clock_of(one, files) for one, files in zip(hand_ins, found, strict=True)]
    table, notes = table_of(everybody, asked.times, asked.zone) if asked.times else ({}, [])
    for index, when in table.items():
        clocks[index] = HandInClock(when, asked.times.name if asked.times else "")
    if not from_archive:
        clocks = with_git(clocks, hand_ins, found)
    clocks = settled(clocks, from_archive=from_archive)
    there = {one.student: clock for one, clock in zip(hand_ins, clocks, strict=True) if one.handed_in}
    line = unknown_line(there) if asked.zone is not None else ""
    return clocks, [*notes, line] if line else notes


def _class(made: Sequence[HandIn], roster: Roster | None) -> list[HandIn]:
    """Everybody, under the names of the reports, sorted."""
    absent: list[HandIn] = []
    named = claims_refused(made)
    if roster is not None:
        named, absent = on_roster(named, roster)
    return sorted(told_apart([*named, *absent]), key=lambda one: one.student)


def _intake(made: Sequence[HandIn], export: Export, scratch: Path, asked: Asked) -> Intake:
    roster = read_roster(asked.roster) if asked.roster is not None else None
    hand_ins = _class(made, roster)
    everybody = Everybody(hand_ins)
    extensions = extensions_of(everybody, asked.extensions)
    taken = [take(one, export.file_names, scratch / str(number)) for number, one in enumerate(hand_ins)]
    clocks, times_notes = _clocks(taken, everybody, asked, from_archive=export.from_archive)
    told = [f"{one.hand_in.student}: {note}" for one in taken for note in one.notes]
    return Intake(
        tuple(
            Submission(one.hand_in.student, scratch / str(number), one.found.files, _spare(one))
            for number, one in enumerate(taken)
        ),
        tuple(_enrolled(one, clocks[number], extensions.get(number)) for number, one in enumerate(taken)),
        tuple(one.count for one in taken),
        tuple(one_line(printable(line)) for line in export.unmapped),
        (*times_notes, *(roster.notes if roster else ()), *told),
        roster.head if roster else (),
    )


def _unpacked(path: Path, scratch: Path, file_names: tuple[str, ...]) -> Export:
    """Unpack an archive: a class, or one student's work under the archive's name."""
    root = scratch / "class"
    try:
        refused = unpack(path.parent, path.name, root, of_class())
    except PartlyError as problem:
        raise IntakeError(f"{path.name}: {problem}") from None
    export = Export(root, path.name, file_names, None, refused, from_archive=True)
    if not export.list_tops():
        raise IntakeError(f"nothing to grade in {path.name}: it holds no file that could be unpacked")
    return export


def _export(path: Path, scratch: Path, file_names: tuple[str, ...], asked: Asked) -> tuple[Export, str]:
    """Return what `path` is, and what its student is called if it is one's alone. Raises IntakeError."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        raise IntakeError(f"no such folder: {path}") from None
    except OSError as error:
        raise IntakeError(f"{path} cannot be read: {reason_of(error)}") from None
    if stat.S_ISREG(mode):
        if not is_archive(path.name):
            raise IntakeError(f"{path} is a file: name a folder, or a zip or tar.gz archive")
        return _unpacked(path, scratch, file_names), archive_stem(path.name) or "student"
    if not stat.S_ISDIR(mode):
        raise IntakeError(f"{path} is not a folder: name a submission, or a folder of submissions")
    return Export(path, str(path), file_names, asked.aside), path.resolve().name or "student"


@contextmanager
def taken_in(path: Path, file_names: Sequence[str], asked: Asked | None = None) -> Iterator[Intake]:
    """Take in the class at `path`; its temporary folders end with the context. Raises SubmissionError."""
    asked = asked or Asked()
    with tempfile.TemporaryDirectory(prefix="cnn-exercises-class-", ignore_cleanup_errors=True) as name:
        scratch = Path(name)
        export, student = _export(path, scratch, tuple(file_names), asked)
        if not asked.single:
            export = below(export)
        made = hand_ins(export, student, single=asked.single)
        if not made:
            raise IntakeError(
                f"nothing to grade in {export.shown}: no exercise file (such as {min(file_names)}), no student's folder"
            )
        yield _intake(made, export, scratch / "students", asked)
