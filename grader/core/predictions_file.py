"""Says what a student predicted in one small readable file, which lies beside their exercises and is handed in.

It is never graded and never required. Whoever reads it reads a stranger's text: what is no answer to a question of the
course is left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from exercises.definition import Question
from grader.core.errors import UserError
from grader.core.lessons import lessons
from grader.core.source import open_beneath

NAME = "predictions.json"
LARGEST = 1 << 16
"""Bytes; one answer to each question takes two kilobytes."""
_ABOUT = "What you predicted before each exercise, to hand in with it. It neither earns nor costs points."
_NUMBER = re.compile(r"-?\d{1,15}")

Predictions = Mapping[str, tuple[str, ...]]
"""By exercise the answers to its questions, in their order; "" where there is none."""


class PredictionsError(UserError):
    """A file of predictions that cannot be read: the reason, without its name."""


def text_of(predictions: Predictions) -> Iterator[str]:
    """Yield the file's text: an exercise a line, in the lecture's order."""
    known = [lesson.name for lesson in lessons() if any(predictions.get(lesson.name, ()))]
    lines = (f"  {json.dumps(name)}: {json.dumps(list(predictions[name]))}" for name in known)
    yield f'{{"about": {json.dumps(_ABOUT)},\n "predictions": {{\n'
    yield ",\n".join(lines)
    yield "\n}}\n"


def read(root: Path, inside: str = NAME) -> Predictions:
    """Return what the file at `inside` below `root` says, as `read_text` does. Raises PredictionsError and OSError."""
    with open_beneath(root, inside) as file:
        return read_text(file.read(LARGEST + 1))


def read_text(content: bytes) -> Predictions:
    """Return the predictions that a file's content holds. Raises PredictionsError where it is broken."""
    if len(content) > LARGEST:
        raise PredictionsError(f"it is larger than {LARGEST >> 10} KB")
    try:
        told = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise PredictionsError("it is not JSON") from None
    if not isinstance(told, dict) or not isinstance(told.get("predictions"), dict):
        raise PredictionsError("it holds no predictions")
    given = told["predictions"]
    return {
        lesson.name: answers
        for lesson in lessons()
        if any(answers := _answers(lesson.exercise.questions, given.get(lesson.name)))
    }


def _answers(questions: tuple[Question, ...], given: Any) -> tuple[str, ...]:
    """Return the answer to each question that has one. What is no list, or more than the questions, is no answer."""
    if not isinstance(given, list):
        return ()
    answers = (_answer(question, one) for question, one in zip(questions, given, strict=False))
    return tuple(answers)


def _answer(question: Question, given: Any) -> str:
    text = str(given) if isinstance(given, int) and not isinstance(given, bool) and abs(given) < 10**15 else given
    if not isinstance(text, str):
        return ""
    if question.choices:
        return text if text in question.choices else ""
    return str(int(text)) if _NUMBER.fullmatch(text) and text.isascii() else ""
