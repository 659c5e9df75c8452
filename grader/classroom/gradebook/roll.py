"""Holds a class as values: what is graded (`ClassPlan`), who is in it (`Enrolled`), whose run a result is (`Key`).

Keeping them is the gradebook's work, showing them the reports'.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from typing import TypedDict, TypeVar

import msgspec

from grader.classroom.gradebook.late import Policy
from grader.classroom.gradebook.moments import moment_from_plain, moment_to_plain
from grader.core.results import StudentResult

Kept = TypeVar("Kept")
RETURNS_AS = "returns_as"
"""The key in a student's identity: what a file that goes back to them begins with, in their course system."""

NOT_ON_ROSTER = "not on the roster"
MARKED_LATE = "marked late by"
"""How the notes of a student begin that are about no file."""


@dataclass(frozen=True)
class Planned:
    """One exercise of the plan. `version` hashes everything that decides a score."""

    name: str
    title: str
    version: str
    max_score: float
    number: int = 0
    """Its place in the lecture's order."""


@dataclass(frozen=True)
class ClassPlan:
    """What is graded, and by what program."""

    seed: int
    exercises: tuple[Planned, ...]
    program: str
    policy: Policy | None = None
    shard: str = ""
    canvas_name: str = ""
    """What Canvas calls the assignment: its name, and its id in brackets."""
    canvas_head: tuple[tuple[str, ...], ...] = ()
    """The rows above the students of Canvas's own export, where that is the roster."""
    graded_by: tuple[tuple[str, str], ...] = ()
    """What graded last, part by part: the program, Python, its libraries, the processor, the layers."""

    @property
    def graded_by_line(self) -> str:
        """Return what graded, in one line; the program alone in a gradebook of version 0.1."""
        parts = (f"{part} {version}".strip() for part, version in self.graded_by)
        return ", ".join(parts) or f"cnn-exercises {self.program}"

    def to_json(self) -> str:
        """Return the plan as it is stored."""
        return json.dumps({**asdict(self), "policy": self.policy and self.policy.to_plain()})

    @staticmethod
    def from_json(text: str) -> ClassPlan:
        """Return the plan that `to_json` stored."""
        stored = json.loads(text)
        policy = stored["policy"] and Policy.from_plain(stored["policy"])
        exercises = tuple(Planned(**one) for one in stored["exercises"])
        head = tuple(map(tuple, stored.get("canvas_head", ())))
        by = tuple(map(tuple, stored.get("graded_by", ())))
        lists = {"exercises": exercises, "canvas_head": head, "graded_by": by}
        return ClassPlan(**{**stored, "policy": policy, **lists})


def typed(text: str, kind: type[Kept]) -> Kept:
    """Return stored JSON as a value of `kind`. Raises ValueError where it is anything else: the file is damaged."""
    try:
        return msgspec.json.decode(text, type=kind)
    except msgspec.MsgspecError as error:
        raise ValueError(str(error)) from None


@dataclass(frozen=True)
class Spare:
    """A Python file that stands for no exercise: the one whose functions it defines ("": none), and its hash."""

    exercise: str
    digest: str


class _KeptSpare(TypedDict):
    exercise: str
    digest: str


class _KeptEnrolled(TypedDict, total=False):
    """What `Enrolled.to_json` writes; older gradebooks have less of it."""

    notes: tuple[str, ...]
    files: dict[str, str]
    source: str
    late_by: float | None
    extension: str | list[str] | None
    cells: tuple[str, ...]
    spare: dict[str, _KeptSpare]
    predictions: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Enrolled:
    """One student of the roll. `identity` holds what course systems know them by.

    `notes` are lines about what was handed in and not used, and why; `files` says for each exercise which file was
    graded. `source` is whose word `submitted` is; `late_by` is for a course system that says late and not when;
    `extension` is a deadline of the student's own; `cells` their row in Canvas's own export. `predictions` are what
    they predicted of an exercise, question by question, "" where nothing. `spare` has the Python files that were not
    used, by name.
    """

    student: str
    handed_in: bool = True
    submitted: datetime | None = None
    identity: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    late_by: timedelta | None = None
    extension: datetime | None = None
    cells: tuple[str, ...] = ()
    predictions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    spare: Mapping[str, Spare] = field(default_factory=dict)

    @property
    def is_stranger(self) -> bool:
        """Return whether there is a roster and this student is not on it: no mark of theirs goes anywhere."""
        return any(note.startswith(NOT_ON_ROSTER) for note in self.notes)

    def to_json(self) -> str:
        """Return what the gradebook keeps beside the name, the time and the identity."""
        return json.dumps(
            {
                "notes": self.notes,
                "files": dict(self.files),
                "source": self.source,
                "late_by": None if self.late_by is None else self.late_by.total_seconds(),
                "extension": self.extension and moment_to_plain(self.extension),
                "cells": self.cells,
                "spare": {name: asdict(one) for name, one in self.spare.items()},
                "predictions": dict(self.predictions),
            }
        )

    def with_json(self, text: str) -> Enrolled:
        """Return the student with what `to_json` kept."""
        kept = typed(text, _KeptEnrolled)
        late_by, extension = kept.get("late_by"), kept.get("extension")
        return replace(
            self,
            notes=kept.get("notes", self.notes),
            files=kept.get("files", self.files),
            source=kept.get("source", self.source),
            late_by=None if late_by is None else timedelta(seconds=late_by),
            extension=moment_from_plain(extension) if extension else None,
            cells=kept.get("cells", ()),
            predictions=kept.get("predictions", {}),
            spare={name: Spare(one["exercise"], one["digest"]) for name, one in kept.get("spare", {}).items()},
        )


@dataclass(frozen=True)
class Key:
    """Which run a result belongs to."""

    student: str
    exercise: str
    digest: str
    version: str
    seed: int


@dataclass(frozen=True)
class Row:
    """One student with all results of the plan; `ungraded` names the exercises that have none."""

    enrolled: Enrolled
    result: StudentResult
    digests: Mapping[str, str]
    ungraded: tuple[str, ...]


@dataclass(frozen=True)
class Alike:
    """Two students' files for an exercise that share so much of their code: a place to look, never a verdict.

    `usual` is what two answers of the class share, None where too few were compared; `unusual` says by how many spreads
    of the class this pair is beyond that. `digests` are the files that were compared.
    """

    exercise: str
    first: str
    second: str
    share: float
    usual: float | None = None
    unusual: float = 0.0
    digests: tuple[str, str] = ("", "")
