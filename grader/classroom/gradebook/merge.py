"""Joins gradebooks of one class: by hand between machines that share only SSH, or of a cluster's shards.

Merging again changes nothing. Gradebooks with another seed, other exercises or other versions are refused. Where they
were graded by different secrets, that of the grading which was begun first counts: of the others, results that depend
on the secret are left out.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from grader.classroom.gradebook.arrivals import Claim, conflict_line, joined_plan, newest_first, winners
from grader.classroom.gradebook.class_secret import FILE, bound, bound_exercises, keep, kept, unbound
from grader.classroom.gradebook.roll import ClassPlan, Enrolled, Key, Row
from grader.classroom.gradebook.store import Gradebook, GradebookError
from grader.core.results import Status


@dataclass(frozen=True)
class Merged:
    """What came of it. `conflicts` are lines on what gradebooks tell differently, and on what is left out for it."""

    students: int
    left: int
    conflicts: tuple[str, ...]


def _common_plan(paths: Sequence[Path]) -> ClassPlan:
    """Return the plan of all gradebooks together. Raises GradebookError where one was graded otherwise."""
    whole: ClassPlan | None = None
    for path in paths:
        with Gradebook(path, create=False) as gradebook:
            plan = unbound(dataclasses.replace(gradebook.plan(), shard=""))
        if whole is not None and (what := _difference(whole, plan)):
            raise GradebookError(f"{paths[0]} and {path} were graded with another {what}: they cannot be joined")
        whole = joined_plan(whole, plan)
    if whole is None:
        raise GradebookError("no gradebook to merge")
    return whole


def _difference(one: ClassPlan, other: ClassPlan) -> str:
    if one.seed != other.seed:
        return "seed"
    known = {planned.name: planned for planned in one.exercises}
    same = all(known.get(planned.name, planned) == planned for planned in other.exercises)
    return "" if same else "version of the program or of an exercise, or other points"


def _with_one_secret(plan: ClassPlan, books: Sequence[Gradebook]) -> tuple[ClassPlan, bytes | None]:
    """Return the plan bound to the secret of the gradebook that was begun first, and that secret."""
    known = sorted((book.begun(), secret) for book in books if (secret := kept(book)) is not None)
    if not known:
        return plan, None
    names = {name for book in books for name in bound_exercises(book.plan())}
    return bound(plan, names, known[0][1]), known[0][1]


def _by_another_secret(books: Sequence[Gradebook], plan: ClassPlan) -> Iterator[str]:
    """Yield a line for each gradebook with results that depend on another secret: they are left out."""
    versions = {planned.name: planned.version for planned in plan.exercises}
    for book in books:
        other = [planned.name for planned in book.plan().exercises if planned.version != versions[planned.name]]
        if other:
            told = f"{book.path} was graded on other held-out images: {', '.join(other)} must be graded again"
            yield f"{told} for its students (not so where all have the same {FILE} beside their gradebooks)"


@dataclass(frozen=True)
class _Book:
    """An open gradebook with its students by name."""

    gradebook: Gradebook
    people: Mapping[str, Enrolled]
    begun: float

    def row(self, plan: ClassPlan, student: str) -> Row | None:
        """Return what this gradebook has on a student."""
        enrolled = self.people.get(student)
        return None if enrolled is None else self.gradebook.row(plan, enrolled)


def _candidate(book: _Book, row: Row) -> Claim:
    there = {result.exercise for result in row.result.exercises if result.status is not Status.MISSING}
    digests = {exercise: digest for exercise, digest in row.digests.items() if exercise in there}
    return Claim(row.enrolled, digests, book.begun, str(book.gradebook.path))


def _join(student: str, books: Sequence[_Book], target: Gradebook, plan: ClassPlan) -> str:
    """Write one student of several gradebooks into `target`; return a line where they disagree."""
    found = [(book, row) for book in books if (row := book.row(plan, student)) is not None]
    candidates = {_candidate(book, row): row for book, row in found}
    newest = newest_first(list(candidates))
    chosen = winners(newest)
    files = {
        exercise: one.enrolled.files[exercise] for exercise, one in chosen.items() if exercise in one.enrolled.files
    }
    predictions = {name: said for one in reversed(newest) for name, said in one.enrolled.predictions.items()}
    files = {**newest[0].enrolled.files, **files}
    target.enrol([dataclasses.replace(newest[0].enrolled, files=files, predictions=predictions)])
    versions = {planned.name: planned.version for planned in plan.exercises}
    for place, planned in enumerate(plan.exercises):
        one = chosen.get(planned.name, newest[0])
        row = candidates[one]
        if planned.name in row.digests:
            key = Key(student, planned.name, row.digests[planned.name], versions[planned.name], plan.seed)
            result = row.result.exercises[place]  # a row follows the plan's order, whatever a damaged result says it is
            target.note_work([key])
            target.keep(key, result)
    return conflict_line(newest)


def merge(paths: Sequence[Path], into: Path, roll: Sequence[Enrolled] = ()) -> Merged:
    """Join the gradebooks at `paths` in the one at `into`, which is made or brought up to date.

    Something beats nothing, then the newest wins, whatever the order of `paths`. Students of `roll` are in the class
    even where no gradebook has them. Raises GradebookError.
    """
    if any(path.resolve() == into.resolve() for path in paths):
        raise GradebookError(f"{into} is one of the gradebooks to merge: name another file")
    plan = _common_plan(paths)
    with ExitStack() as stack:
        opened = [stack.enter_context(Gradebook(path, create=False)) for path in paths]
        plan, secret = _with_one_secret(plan, opened)
        books = [_Book(one, {person.student: person for person in one.roll()}, one.begun()) for one in opened]
        target = stack.enter_context(Gradebook(into))
        if secret is not None:
            keep(target, secret)
        joined = target.begin(plan, roll, unmapped=_unmapped(opened), runs=False)
        if target.begun() and joined.kept:
            books.append(_Book(target, {person.student: person for person in target.roll()}, 0.0))
        conflicts = [*_by_another_secret(opened, plan), *_join_all(books, target, plan)]
        if all(one.finished() for one in opened):
            target.finish()
        return Merged(target.size(), target.left(), tuple(conflicts))


def _join_all(books: Sequence[_Book], target: Gradebook, plan: ClassPlan) -> list[str]:
    students = sorted({student for book in books for student in book.people})
    conflicts = []
    for some in batched(students):
        with target.writing():
            conflicts += [_join(student, books, target, plan) for student in some]
    for book in books:
        if book.gradebook is target:
            continue
        target.decide(book.gradebook.ledger())
        target.note_alike(book.gradebook.alike(), ())
        with target.writing():
            target.sources.copy_from(book.gradebook.sources)
            target.answers.copy_from(book.gradebook.answers)
            target.note_regraded(book.gradebook.regraded())
            for student, exercise, reason in book.gradebook.failures():
                target.note_failure(Key(student, exercise, "", "", plan.seed), reason)
    return [line for line in conflicts if line]


def _unmapped(books: Sequence[Gradebook]) -> list[str]:
    """Files that belong to no student; every shard of a class has seen the same ones."""
    names: dict[str, None] = {}
    for book in books:
        names.update(dict.fromkeys(book.unmapped()))
    return list(names)


def batched(students: Sequence[str], most: int = 200) -> Iterator[Sequence[str]]:
    """Return the students in runs, one for each transaction."""
    for start in range(0, len(students), most):
        yield students[start : start + most]
