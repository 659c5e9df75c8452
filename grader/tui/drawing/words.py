"""Points and times in the words that every screen uses."""

from __future__ import annotations

import time


def duration(seconds: float) -> str:
    """A time a person reads."""
    if seconds < 1:
        return f"{seconds * 1000:.0f} ms"
    if seconds < 60:
        return f"{seconds:.1f} s"
    return f"{seconds // 60:.0f} min {seconds % 60:.0f} s"


def ago(moment: float, now: float | None = None) -> str:
    """How long ago, in words."""
    seconds = (time.time() if now is None else now) - moment
    for limit, unit, word in ((60, 1, "s"), (3600, 60, "min"), (86400, 3600, "h")):
        if seconds < limit:
            return "just now" if unit == 1 and seconds < 10 else f"{seconds / unit:.0f} {word} ago"
    return time.strftime("%d %b %Y", time.localtime(moment))
