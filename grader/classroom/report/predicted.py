"""Counts what a class predicted before each exercise. Nobody is named, nothing of it counts for a score. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from exercises.definition import Question
from grader.classroom.gradebook.roll import Row
from grader.core.lessons import lessons

_LISTED = 6
"""Different answers to one question that are told one by one: where a number is asked for there may be many."""


@dataclass(frozen=True)
class PredictedAnswer:
    """One answer, and how many gave it. `text` is what a letter stands for."""

    answer: str
    text: str
    students: int
    is_right: bool


@dataclass(frozen=True)
class Predicted:
    """One question with the class's answers: the right one first, then the most frequent."""

    exercise: str
    title: str
    question: str
    answers: tuple[PredictedAnswer, ...]
    others: int
    """Students whose answer is not listed."""

    @property
    def students(self) -> int:
        """Return how many predicted."""
        return self.others + sum(one.students for one in self.answers)


class Predictions:
    """Counts predictions, a row at a time."""

    def __init__(self) -> None:
        self._counts: dict[tuple[str, int], Counter[str]] = {}

    def take(self, row: Row) -> None:
        """Count one student."""
        for exercise, answers in row.enrolled.predictions.items():
            for at, answer in enumerate(answers):
                if answer:
                    self._counts.setdefault((exercise, at), Counter())[answer] += 1

    def found(self) -> tuple[Predicted, ...]:
        """Return the questions that anybody answered, in the lecture's order."""
        return tuple(
            _predicted(lesson.name, lesson.exercise.title, question, self._counts[lesson.name, at])
            for lesson in lessons()
            for at, question in enumerate(lesson.exercise.questions)
            if (lesson.name, at) in self._counts
        )


def _predicted(exercise: str, title: str, question: Question, counts: Counter[str]) -> Predicted:
    right = str(question.answer)
    ordered = sorted(counts, key=lambda answer: (answer != right, -counts[answer], answer))
    listed = list(dict.fromkeys([right, *ordered]))[:_LISTED]
    answers = tuple(PredictedAnswer(one, question.choices.get(one, ""), counts[one], one == right) for one in listed)
    others = sum(counts.values()) - sum(one.students for one in answers)
    return Predicted(exercise, title, question.text, answers, others)


def predicted_lines(found: tuple[Predicted, ...]) -> Iterator[str]:
    """Yield the same as plain text; `*` marks the right answer."""
    for one in found:
        told = [f"{'*' if answer.is_right else ''}{answer.answer}: {answer.students}" for answer in one.answers]
        others = [f"other: {one.others}"] if one.others else []
        yield f"{one.exercise}: {', '.join([*told, *others])}"
