"""Remembers the right answers of a plan by the bytes that they came as.

Most answers of a class are, byte for byte, ones that were found right before: these are neither read nor compared once
more. A message holds the number of its case, so that it stands for no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from grader.core.results import Outcome, OutcomeKind
from grader.sandbox.parent.jobs import Answer

_MOST_BYTES = 1 << 18
"""Of one plan's messages: in memory their values are at most 24 times as large."""


class RightBefore:
    """The right answers of one plan. Threads may share it."""

    def __init__(self) -> None:
        self._answers: dict[bytes, Answer] = {}
        self._ids: set[int] = set()
        self._left = _MOST_BYTES

    @property
    def answers(self) -> Mapping[bytes, Answer]:
        """Return each answer, by its message."""
        return self._answers

    def holds(self, outcome: Outcome) -> bool:
        """Return whether this very outcome, not an equal one, was found right before."""
        return id(outcome) in self._ids

    def keep(self, right: Iterable[Answer]) -> None:
        """Remember right answers that came as short messages, as long as there is room."""
        for answer in right:
            frame, outcome = answer.frame, answer.outcome
            is_new = bool(frame) and outcome.kind is OutcomeKind.RETURNED and frame not in self._answers
            if is_new and len(frame) <= self._left:
                self._left -= len(frame)
                if self._answers.setdefault(frame, answer) is answer:
                    self._ids.add(id(outcome))
