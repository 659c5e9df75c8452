"""Reads a class once and works out all that its page tells: a class of ten thousand is decoded a single time."""

from __future__ import annotations

from dataclasses import dataclass

from grader.classroom.gradebook.roll import Row
from grader.classroom.report.examples import Examples, ExamplesSeen
from grader.classroom.report.items import Items, ItemStatistics
from grader.classroom.report.material import Material
from grader.classroom.report.misconceptions import Misconception, Misconceptions
from grader.classroom.report.predicted import Predicted, Predictions
from grader.classroom.report.punctuality import Earliness, Punctuality
from grader.classroom.report.statistics import Scores, Statistics


@dataclass(frozen=True)
class ClassNumbers:
    """A class in numbers. `items` and `earliness` are None where too few students say anything."""

    scores: Statistics
    misconceptions: tuple[Misconception, ...]
    examples: Examples
    items: ItemStatistics | None
    earliness: Punctuality | None
    predicted: tuple[Predicted, ...]
    strangers: int
    """Students who are not on the roster, and count nowhere here."""


class ClassCounting:
    """Counts a class, a row at a time. Who is not on the roster counts nowhere."""

    def __init__(self, material: Material) -> None:
        self._scores, self._misconceptions = Scores(material.max_score, material.final_score), Misconceptions()
        self._examples, self._items = ExamplesSeen(material.source_of), Items()
        self._earliness, self._predictions = Earliness(material), Predictions()
        self._strangers = 0

    def take(self, row: Row) -> None:
        """Count one student."""
        if row.enrolled.is_stranger:
            self._strangers += 1
            return
        for counting in (self._scores, self._misconceptions, self._examples, self._items, self._earliness):
            counting.take(row)
        self._predictions.take(row)

    def found(self) -> ClassNumbers:
        """Return what the rows that were taken tell."""
        return ClassNumbers(
            self._scores.found(),
            self._misconceptions.found(),
            self._examples.found(),
            self._items.found(),
            self._earliness.found(),
            self._predictions.found(),
            self._strangers,
        )


def class_numbers(material: Material) -> ClassNumbers:
    """Return what all rows of a class tell."""
    counting = ClassCounting(material)
    for row in material.rows():
        counting.take(row)
    return counting.found()
