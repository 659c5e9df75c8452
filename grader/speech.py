"""What commands say beside their report: one line at a time, on standard error, safe for a terminal."""

from __future__ import annotations

import sys


def say(line: str) -> None:
    """Print a line on standard error; whatever could move the cursor (a student's file name can) becomes a space."""
    clean = "".join(letter if letter.isprintable() else " " for letter in line)
    print(clean.encode("utf-8", "replace").decode(), file=sys.stderr, flush=True)


def plural(number: int, noun: str) -> str:
    """`1 submission`, `2 submissions`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
