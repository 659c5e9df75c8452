"""Reads what a student predicts before an exercise, and says what to reply. Pure; keeping it is the history's."""

from __future__ import annotations

from dataclasses import dataclass

from exercises.definition import Question

Answered = int | str
"""A whole number, or the letter of a choice."""


@dataclass(frozen=True)
class Prediction:
    """One question as it was first answered: no points, no second try that counts."""

    question: int
    answer: str
    right: bool


def lines_of(question: Question) -> tuple[str, ...]:
    """Return the question and its choices, a line each."""
    return (question.text, *(f"  {letter}) {text}" for letter, text in question.choices.items()))


def asks_for(question: Question) -> str:
    """Return what an answer looks like."""
    if not question.choices:
        return "a whole number"
    *first, last = question.choices
    return f"{', '.join(first)} or {last}"


def read(question: Question, typed: str) -> Answered | None:
    """Return the answer that was typed, or None where it is none: "3,072", "3 072" and "B)" are read."""
    text = typed.strip().rstrip(".)").lower()
    if question.choices:
        return text if text in question.choices else None
    number = text.replace(",", "").replace("_", "").replace(" ", "").replace("−", "-")
    try:
        found = float(number)
    except ValueError:
        return None
    return int(found) if found.is_integer() and abs(found) < 1e15 else None


def is_right(question: Question, answer: Answered) -> bool:
    """Return whether it is the answer."""
    return answer == question.answer


def reply(question: Question, answer: Answered) -> str:
    """Return the one sentence for this answer: what is right about it, or the idea that it misses."""
    if is_right(question, answer):
        return question.right
    return question.replies.get(answer, question.otherwise)
