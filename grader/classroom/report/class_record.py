"""Says what a class tells as data: checks with their mistakes, earliness, predictions. Names nobody."""

from __future__ import annotations

from typing import Any

from grader.classroom.report.class_numbers import ClassNumbers
from grader.classroom.report.examples import Examples
from grader.classroom.report.items import Item
from grader.classroom.report.predicted import Predicted
from grader.classroom.report.punctuality import Punctuality


def class_record(numbers: ClassNumbers) -> dict[str, Any]:
    """Return the record; a part of which nothing can be said is not in it."""
    told: dict[str, Any] = {}
    if numbers.items is not None:
        told["alpha"] = numbers.items.alpha
        told["checks"] = [_check(one, numbers.examples) for one in numbers.items.items]
    if numbers.earliness is not None:
        told["earliness"] = _earliness(numbers.earliness)
    if numbers.predicted:
        told["predicted"] = [_predicted(one) for one in numbers.predicted]
    return told


def _check(one: Item, examples: Examples) -> dict[str, Any]:
    mistakes = [
        {"mistake": name, "students": count, "example": examples.get((one.exercise, name))}
        for name, count in one.mistakes
    ]
    return {
        "exercise": one.exercise,
        "check": one.check,
        "tried": one.tried,
        "facility": one.facility,
        "discrimination": one.discrimination,
        "interval": one.interval,
        "weak": one.is_weak,
        "explained": one.explained,
        "not_explained": one.unexplained,
        "mistakes": mistakes,
    }


def _earliness(found: Punctuality) -> dict[str, Any]:
    bins = [{"handed_in": one.label, "students": one.students, "median": one.median} for one in found.bins]
    return {"students": found.students, "rho": found.rho, "interval": found.interval, "bins": bins}


def _predicted(one: Predicted) -> dict[str, Any]:
    answers = [
        {"answer": answer.answer, "students": answer.students, "right": answer.is_right} for answer in one.answers
    ]
    return {"exercise": one.exercise, "question": one.question, "answers": answers, "others": one.others}
