"""Groups a class's wrong answers by how they behave: one comment, or one decision, for all who did the same. Pure.

Two files are in one group where they failed the same checks with equal outcomes. The result carries a hash of those
outcomes, made where the file was graded, so nobody's code runs again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from grader.classroom.gradebook.roll import Row
from grader.classroom.report.skeleton import skeleton
from grader.core.results import ExerciseResult, Status

UNTRIED = (Status.PASSED, Status.MISSING, Status.TODO)


@dataclass(frozen=True)
class WrongAnswer:
    """One student's wrong answer to an exercise: who, which file, and what it cost."""

    student: str
    digest: str
    lost: float


@dataclass(frozen=True)
class Group:
    """Answers to one exercise that behave the same. `name` is what explains them (see `explanation`), or "".

    `example` is a line on the first check that failed.
    """

    exercise: str
    behaviour: str
    name: str
    example: str
    answers: tuple[WrongAnswer, ...]

    @property
    def lost(self) -> float:
        """Add up the points that the group lost."""
        return sum(answer.lost for answer in self.answers)

    def line(self) -> str:
        """Return the group as one line."""
        count = len(self.answers)
        who = "1 student" if count == 1 else f"{count} students"
        return f"{who}: {self.name}" if self.name else f"{who}, not explained: {self.example}"


def writings(group: Group, source_of: Callable[[str], bytes | None]) -> int:
    """Count the ways in which a group's answers are written, names and layout aside; 0 where no sources are kept."""
    digests = dict.fromkeys(answer.digest for answer in group.answers)
    return len({skeleton(source) or digest for digest in digests if (source := source_of(digest)) is not None})


def groups(rows: Iterable[Row]) -> tuple[Group, ...]:
    """Return the groups of a class, those that lost most points first."""
    found: dict[tuple[str, str], list[tuple[WrongAnswer, ExerciseResult]]] = defaultdict(list)
    for row in rows:
        for result in row.result.exercises:
            digest = row.digests.get(result.exercise, "")
            if result.status in UNTRIED or not digest:
                continue
            answer = WrongAnswer(row.result.student, digest, result.max_score - result.score)
            found[result.exercise, result.behaviour or f"file {digest}"].append((answer, result))
    made = [_group(*key, answers) for key, answers in found.items()]
    return tuple(sorted(made, key=lambda group: (-group.lost, group.exercise, group.behaviour)))


def _group(exercise: str, behaviour: str, answers: list[tuple[WrongAnswer, ExerciseResult]]) -> Group:
    _, first = answers[0]
    return Group(exercise, behaviour, explanation(first), _example(first), tuple(answer for answer, _ in answers))


def explanation(result: ExerciseResult) -> str:
    """Return what explains a wrong answer: the mistakes that it looks like, else a sentence; "" where nothing does."""
    names = dict.fromkeys(name for check in result.checks for name in check.mistakes or filter(None, (check.mistake,)))
    return " and ".join(names) or next((check.insight for check in result.checks if check.insight), "")


def _example(result: ExerciseResult) -> str:
    failed = [check for check in result.checks if check.status is not Status.PASSED]
    if result.message or not failed:
        return (result.message.splitlines() or [result.status.value])[-1]
    told = f"{failed[0].call.splitlines()[-1]} -> {failed[0].got}" if failed[0].call and failed[0].got else ""
    passed = len(result.checks) - len(failed)
    return f"{passed} of {len(result.checks)} checks passed, {told or failed[0].name}"
