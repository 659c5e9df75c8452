"""One line of the table: what was measured, beside what, and whether the budget is met. Draws the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

HEAD = ("what", "measured", "for comparison", "ratio", "budget", "met")


@dataclass(frozen=True)
class Row:
    """`value` and `beside` are in the same unit, `most` (or `least`) too; `text` and `other` say them in words.

    Without a budget `met` stays empty.
    """

    what: str
    value: float
    text: str
    beside: float = 0.0
    other: str = ""
    most: float | None = None
    least: float | None = None
    budget: str = ""

    @property
    def ratio(self) -> str:
        """Measured by comparison."""
        return f"{self.value / self.beside:.3g}" if self.beside else ""

    @property
    def met(self) -> str:
        """One word; a timing decides nothing."""
        if self.most is None and self.least is None:
            return ""
        good = (self.most is None or self.value <= self.most) and (self.least is None or self.value >= self.least)
        return "yes" if good else "no"

    @property
    def cells(self) -> tuple[str, ...]:
        """The line's words, in the order of HEAD."""
        return (self.what, self.text, self.other, self.ratio, self.budget, self.met)


def milliseconds(
    what: str, seconds: float, beside: float, other: str, most: float | None = None, name: str = ""
) -> Row:
    """A row of times: `most` in seconds, `name` in front of the budget ("p50")."""
    budget = f"{name} < {_time(most)}".strip() if most is not None else ""
    return Row(what, seconds, _time(seconds), beside, f"{other} {_time(beside)}" if other else "", most, None, budget)


def _time(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{1000 * seconds:.3g} ms"


def table(rows: Sequence[Row]) -> str:
    """Aligned columns under a head."""
    lines = [HEAD, *(row.cells for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD))]
    return "\n".join("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)
