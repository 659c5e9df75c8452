"""Says of an exercise's calls what its author names: "right in all 9 calls where the last step fits".

Properties that hold of any argument (zero, square, negative ...) are the grader's. These only find words for what was
wrong: no score depends on them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Named = Mapping[str, Any]
"""A call's arguments by name; those left out are missing."""


@dataclass(frozen=True)
class Property:
    """What may be said of a call: `words` or `otherwise`, put behind "calls"; where `holds` is None, neither."""

    words: str
    otherwise: str
    holds: Callable[[Named], bool | None]


def last_step_fits(room: Callable[[Named], list[int]], stride: int = 1) -> Property:
    """Return whether the stride divides the room that the window has to move in, along every side.

    `stride` is what it is where the call leaves it out.
    """
    return Property(
        "where the last step fits",
        "where the last step does not fit",
        lambda named: all(left % named.get("stride", stride) == 0 for left in room(named)),
    )
