"""Joins gradebooks of one class: by hand between machines that share only SSH, or of a cluster's shards.

Merging again changes nothing. Gradebooks with another seed, other exercises or other versions are refused.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.classroom.gradebook.roll import ClassPlan, Enrolled, Key
from grader.classroom.gradebook.store import Gradebook, GradebookError


@dataclass(frozen=True)
class Merged:
    """What came of it. `conflicts` are lines about students whom two gradebooks tell differently."""

    students: int
    left: int
    conflicts: tuple[str, ...]


def _common_plan(paths: Sequence[Path]) -> ClassPlan:
    """The one plan of all gradebooks. Raises GradebookError where they differ."""
    first: ClassPlan | None = None
    for path in paths:
        with Gradebook(path, create=False) as gradebook:
            plan = dataclasses.replace(gradebook.plan(), shard="")
        if first is None:
            first = plan
        elif (plan.seed, plan.exercises) != (first.seed, first.exercises):
            what = "seed" if plan.seed != first.seed else "set of exercises or version of the program"
            raise GradebookError(f"{paths[0]} and {path} were graded with another {what}: they cannot be joined")
    if first is None:
        raise GradebookError("no gradebook to merge")
    return first


def _copy(source: Gradebook, target: Gradebook, plan: ClassPlan, seen: dict[str, tuple[str, str]]) -> list[str]:
    conflicts = []
    with target.writing():
        for row in source.rows():
            name, told = row.enrolled.student, repr(sorted(row.digests.items()))
            where, before = seen.setdefault(name, (str(source.path), told))
            if before != told:
                conflicts.append(f"{name} is in {where} and in {source.path} with other files: the first one stands")
                continue
            target.enrol([row.enrolled])
            versions = {planned.name: planned.version for planned in plan.exercises}
            for result in row.result.exercises:
                if result.exercise in row.digests:
                    digest = row.digests[result.exercise]
                    key = Key(name, result.exercise, digest, versions[result.exercise], plan.seed)
                    target.note_work([key])
                    target.keep(key, result)
        for student, exercise, reason in source.failures():
            target.note_failure(Key(student, exercise, "", "", plan.seed), reason)
    return conflicts


def merge(paths: Sequence[Path], into: Path, roll: Sequence[Enrolled] = ()) -> Merged:
    """Join the gradebooks at `paths` in the one at `into`, which is made or brought up to date.

    Students of `roll` are in the class even where no gradebook has them. Raises GradebookError.
    """
    if any(path.resolve() == into.resolve() for path in paths):
        raise GradebookError(f"{into} is one of the gradebooks to merge: name another file")
    plan = _common_plan(paths)
    with Gradebook(into) as target:
        target.begin(plan, roll, unmapped=_unmapped(paths))
        seen: dict[str, tuple[str, str]] = {}
        conflicts = [line for path in paths for line in _merge_one(path, target, plan, seen)]
        for path in paths:
            with Gradebook(path, create=False) as source:
                target.decide(source.ledger())
                with target.writing():
                    target.sources.copy_from(source.sources)
        if all(_is_finished(path) for path in paths):
            target.finish()
        return Merged(target.size(), target.left(), tuple(conflicts))


def _unmapped(paths: Sequence[Path]) -> list[str]:
    """Files that belong to no student; every shard of a class has seen the same ones."""
    names: dict[str, None] = {}
    for path in paths:
        with Gradebook(path, create=False) as source:
            names.update(dict.fromkeys(source.unmapped()))
    return list(names)


def _is_finished(path: Path) -> bool:
    with Gradebook(path, create=False) as source:
        return source.finished()


def _merge_one(path: Path, target: Gradebook, plan: ClassPlan, seen: dict[str, tuple[str, str]]) -> list[str]:
    with Gradebook(path, create=False) as source:
        return _copy(source, target, plan, seen)
