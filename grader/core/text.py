"""Makes text safe to show, and says lines on standard error."""

from __future__ import annotations

import re
import sys

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def escaped(text: str) -> str:
    """Text with control characters shown, so that nothing that a student prints can steer a terminal."""
    return _CONTROL.sub(
        lambda match: match.group().encode("unicode_escape", "replace").decode(), text.replace("\r\n", "\n")
    )


def say(line: str) -> None:
    """Print a line on standard error; whatever could move the cursor (a student's file name can) becomes a space."""
    clean = "".join(letter if letter.isprintable() else " " for letter in line)
    print(clean.encode("utf-8", "replace").decode(), file=sys.stderr, flush=True)


def plural(number: int, noun: str) -> str:
    """`1 submission`, `2 submissions`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
