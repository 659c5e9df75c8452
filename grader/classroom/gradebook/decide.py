"""Makes ledger entries from what a person typed, and refuses in one line what names nobody or nothing."""

from __future__ import annotations

import math
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import replace

from grader.classroom.gradebook.ledger import Decision, Kind
from grader.classroom.gradebook.moments import parse_moment
from grader.classroom.gradebook.store import Gradebook
from grader.core.errors import UserError
from grader.core.nearest import did_you_mean
from grader.core.text import points_text

_MOST_DAYS = 999


class DecisionError(UserError):
    """A decision about nobody, about nothing, or of an impossible value: one line that says what is wrong."""


def _entry(kind: Kind, student: str, exercise: str = "", **fields: str) -> Decision:
    return Decision(id="", moment=0.0, who="", kind=kind, student=student, exercise=exercise, **fields)


def known_student(gradebook: Gradebook, student: str) -> str:
    """Return the student of this name, or the only one whose name begins so. Raises DecisionError."""
    names = [one.student for one in gradebook.roll()]
    if student in names:
        return student
    begun = [name for name in names if name.casefold().startswith(student.casefold())]
    if len(begun) == 1:
        return begun[0]
    raise DecisionError(f"no student is called '{student}' in {gradebook.path}{did_you_mean(student, names)}")


def known_exercise(gradebook: Gradebook, exercise: str | None) -> str:
    """Return the exercise of this name in the gradebook's plan. Raises DecisionError."""
    names = [planned.name for planned in gradebook.plan().exercises]
    if not exercise:
        raise DecisionError("name the exercise: --exercise NAME")
    if exercise not in names:
        raise DecisionError(f"no exercise is called '{exercise}' in {gradebook.path}{did_you_mean(exercise, names)}")
    return exercise


def changed_points(gradebook: Gradebook, student: str, exercise: str | None, points: str, because: str) -> Decision:
    """Return the entry that gives `student` these points for the file that is graded now."""
    name, of = known_student(gradebook, student), known_exercise(gradebook, exercise)
    most = next(planned.max_score for planned in gradebook.plan().exercises if planned.name == of)
    try:
        value = float(points)
    except ValueError:
        raise DecisionError(f"'{points}' is not a number of points") from None
    if not (math.isfinite(value) and value >= 0):
        raise DecisionError(f"{points} points can't be given: {of} is worth {points_text(most)}")
    digest = gradebook.digest_of(name, of)
    return _entry(Kind.POINTS, name, of, value=repr(value), because=because, digest=digest)


def own_deadline(gradebook: Gradebook, student: str, time: str, because: str) -> Decision:
    """Return the entry that gives `student` a deadline of their own."""
    policy = gradebook.plan().policy
    moment = parse_moment(time, policy.deadline.tzinfo if policy else None)
    name = known_student(gradebook, student)
    return _entry(Kind.EXTENSION, name, value=moment.isoformat(), because=because)


def zero_for_nothing(gradebook: Gradebook, student: str, because: str) -> Decision:
    """Return the entry that writes 0 for a student who handed in nothing, in place of a blank."""
    name = known_student(gradebook, student)
    if any(one.student == name and one.handed_in for one in gradebook.roll()):
        raise DecisionError(f"{name} handed something in: change the points of an exercise with --points")
    return _entry(Kind.NOTHING, name, value="0", because=because)


def take_file(gradebook: Gradebook, student: str, exercise: str | None, file: str, because: str) -> Decision:
    """Return the entry that takes a file that was handed in, and stands for no exercise, for `exercise`."""
    name, of = known_student(gradebook, student), known_exercise(gradebook, exercise)
    spare = next(one.spare for one in gradebook.roll() if one.student == name)
    if file not in spare:
        there = ", ".join(spare) or "none"
        raise DecisionError(f"{name} has no unused Python file '{file}'{did_you_mean(file, spare)}: there is {there}")
    return _entry(Kind.FILE, name, of, value=file, because=because, digest=spare[file].digest)


def days_late(gradebook: Gradebook, student: str, days: str, because: str) -> Decision:
    """Return the entry that says how many days late a hand-in came whose time nobody knows."""
    name = known_student(gradebook, student)
    if not (days.isascii() and days.isdigit() and int(days) <= _MOST_DAYS):
        raise DecisionError(f"'{days}' is not a number of days: write 0, 1, 2 ...")
    one = next(one for one in gradebook.roll() if one.student == name)
    if not one.handed_in:
        raise DecisionError(f"{name} handed in nothing")
    if one.submitted is not None:
        raise DecisionError(f"it is known when {name} handed in: give an extension")
    return _entry(Kind.DAYS, name, value=str(int(days)), because=because)


def days_for_each(gradebook: Gradebook, days: Mapping[str, str]) -> tuple[Decision, ...]:
    """Return the entries that say of each student how many days late; one id tells that they belong together."""
    together = uuid.uuid4().hex
    why = "the course system says late, not when"
    return tuple(replace(days_late(gradebook, one, said, why), group=together) for one, said in days.items())


def regrade(gradebook: Gradebook, student: str, exercise: str | None, because: str) -> Decision:
    """Return the entry that has `student`'s file (or all of them) run again at the next grading."""
    of = known_exercise(gradebook, exercise) if exercise else ""
    return _entry(Kind.REGRADE, known_student(gradebook, student), of, because=because)


def comment(gradebook: Gradebook, student: str, exercise: str | None, words: str) -> Decision:
    """Return the entry that says `words` to `student`."""
    if not words.strip():
        raise DecisionError("a comment needs words")
    of = known_exercise(gradebook, exercise) if exercise else ""
    name = known_student(gradebook, student)
    return _entry(Kind.COMMENT, name, of, value=words, digest=gradebook.digest_of(name, of) if of else "")


def comment_on_all(
    gradebook: Gradebook, students: Iterable[str], exercise: str | None, words: str
) -> tuple[Decision, ...]:
    """Return the entries that say the same words to each student; one id tells that they belong together."""
    together = uuid.uuid4().hex
    return tuple(replace(comment(gradebook, one, exercise, words), group=together) for one in students)


def undo(gradebook: Gradebook, entry_id: str, because: str) -> Decision:
    """Return the entry that takes back the one whose id begins with `entry_id`."""
    found = [one for one in gradebook.ledger() if one.id.startswith(entry_id)] if entry_id else []
    if not found:
        raise DecisionError(f"no entry '{entry_id}' in {gradebook.path}: 'cnn-exercises ledger' lists them")
    if len(found) > 1:
        raise DecisionError(f"{len(found)} entries begin with '{entry_id}': write more of it")
    return _entry(Kind.UNDO, found[0].student, found[0].exercise, value=found[0].id, because=because)
