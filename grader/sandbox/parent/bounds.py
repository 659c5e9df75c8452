"""Bounds what a run as a whole may cost the grader: its children, one after the other, use up the same bounds."""

from __future__ import annotations

from dataclasses import dataclass

from exercises.definition import Needs

KEPT_OUTPUT = 64 << 10
_TEXT = 1 << 20
_ARRAYS = {Needs.NUMPY: 8 << 20}
_MOST_ARRAYS = 64 << 20
_NEWS = 5000
_LEAST_SECONDS, _LEAST_SHARE = 2.0, 0.1


@dataclass
class Bounds:
    """What is left of `seconds`, of bytes of messages (`text`), of arrays and of kept output, and of news of a probe.

    Values that a file returns are at most 24 times as large in memory as in a message.
    """

    seconds: float
    text: int = _TEXT
    arrays: int = _MOST_ARRAYS
    output: int = KEPT_OUTPUT
    news: int = _NEWS

    @classmethod
    def of(cls, needs: Needs, seconds: float) -> Bounds:
        """Return the bounds of a run that may take so many seconds."""
        return cls(seconds, arrays=_ARRAYS.get(needs, _MOST_ARRAYS))

    def spare(self, limit: float) -> None:
        """Leave time for a function that has not been called yet, after another has used up the `limit`."""
        self.seconds = max(self.seconds, min(limit, max(_LEAST_SECONDS, _LEAST_SHARE * limit)))
