"""Remembers the right answers of a plan by the bytes that they came as.

Most answers of a class are, byte for byte, ones that were found right before: these are neither read nor compared once
more. A message holds the number of its case, so that it stands for no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from grader.core.results import Outcome, OutcomeKind

_MOST_BYTES = 1 << 18
"""Of one plan's messages: in memory their values are at most 24 times as large."""


class RightBefore:
    """The right answers of one plan. Threads may share it."""

    def __init__(self) -> None:
        self._outcomes: dict[bytes, Outcome] = {}
        self._ids: set[int] = set()
        self._left = _MOST_BYTES

    @property
    def outcomes(self) -> Mapping[bytes, Outcome]:
        """Return each answer's outcome, by its message."""
        return self._outcomes

    def holds(self, outcome: Outcome) -> bool:
        """Return whether this very outcome, not an equal one, was found right before."""
        return id(outcome) in self._ids

    def keep(self, right: Iterable[tuple[bytes, Outcome]]) -> None:
        """Remember right answers, each with its message, as long as there is room."""
        for frame, outcome in right:
            is_new = bool(frame) and outcome.kind is OutcomeKind.RETURNED and frame not in self._outcomes
            if is_new and len(frame) <= self._left:
                self._left -= len(frame)
                if self._outcomes.setdefault(frame, outcome) is outcome:
                    self._ids.add(id(outcome))
