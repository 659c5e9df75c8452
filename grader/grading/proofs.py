"""Works out the answers to an exercise's questions with its reference, in a child, and says what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator

from exercises.definition import Needs, Question, Value
from grader.core import paths
from grader.core.lessons import Lesson
from grader.core.results import Outcome, OutcomeKind
from grader.grading.reference import run_trusted
from grader.sandbox.parent.client import Sandbox
from grader.sandbox.parent.jobs import Call, Job

LONGEST_QUESTION = 240
"""Characters, so that it stands in the pane of an 80x24 terminal."""

_PROBE = """
import textwrap

import numpy as np
import torch


def proven(reference, names, proof):
    known = {name: getattr(reference, name) for name in names} | {"np": np, "torch": torch}
    exec(textwrap.dedent(proof), known)
    return known["answer"]
"""


def answers(lesson: Lesson, sandbox: Sandbox) -> tuple[Value, ...]:
    """Return what the reference answers to each question, or the text of what went wrong."""
    names = list(lesson.exercise.functions)
    calls = tuple(Call("proven", (names, question.proof)) for question in lesson.exercise.questions)
    path = str(paths.reference_folder() / lesson.file_name)
    job = Job(
        needs=Needs.TORCH if lesson.exercise.needs is Needs.NUMPY else lesson.exercise.needs,
        modules=((path, lesson.reference_source.encode()),),
        calls=calls,
        numbers=tuple(range(len(calls))),
        seed=0,
        probe=_PROBE,
        seconds=120.0,
        memory=lesson.exercise.memory,
    )
    outcomes = run_trusted(sandbox, job, f"the questions of {lesson.name}") if calls else {}
    return tuple(_value(outcomes[number]) for number in sorted(outcomes))


def _value(outcome: Outcome) -> Value:
    if outcome.kind is OutcomeKind.RETURNED:
        return outcome.value
    return outcome.traceback or outcome.message or str(outcome.kind)


def flaws(lesson: Lesson, sandbox: Sandbox) -> Iterator[str]:
    """Yield everything that is wrong with an exercise's questions, a line each."""
    questions = lesson.exercise.questions
    if not questions:
        yield "there is no question to predict"
    for question, proven in zip(questions, answers(lesson, sandbox), strict=True):
        if type(proven) is not type(question.answer) or proven != question.answer:
            yield f"the answer to '{question.text[:40]} ...' is {question.answer!r}, and the reference gives {proven!r}"
        yield from text_flaws(question)


def text_flaws(question: Question) -> Iterator[str]:
    """Yield what its texts lack."""
    what = f"the question '{question.text[:40]} ...'"
    if len(question.text) > LONGEST_QUESTION:
        yield f"{what} is longer than {LONGEST_QUESTION} characters"
    if question.answer in question.replies:
        yield f"{what} has a reply for a wrong answer that is the right one"
    if question.choices and set(question.choices) != {*question.replies, question.answer}:
        yield f"{what} needs a reply to each of its choices"
    if not question.choices and not (question.otherwise and len(question.replies) >= 3):
        yield f"{what} needs replies to three wrong numbers, and one to all others"
