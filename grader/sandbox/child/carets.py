"""Marks the part of a line of the student's file that an exception is about, as Python's own tracebacks do."""

from __future__ import annotations

import itertools
from types import TracebackType

LONGEST_LINE = 200


def columns(trace: TracebackType) -> tuple[int, int]:
    """Return the columns of the expression that raised; (0, 0) where they are not known, or over several lines."""
    positions = next(itertools.islice(trace.tb_frame.f_code.co_positions(), trace.tb_lasti // 2, None), None)
    if positions is None or None in positions or positions[0] != positions[1]:
        return 0, 0
    return int(positions[2] or 0), int(positions[3] or 0)


def marked(text: str, start: int, end: int) -> list[str]:
    """Return a line of the student's file, and carets under a part of it; none under all of it."""
    line = text.strip()[:LONGEST_LINE]
    lead = len(text) - len(text.lstrip())
    # one past the end is where something is missing
    start, end = max(start - lead, 0), min(end - lead, len(line) + 1)
    if not 0 <= start < end or end - start == len(line) or not line.isascii():
        return [f"    {line}"]
    return [f"    {line}", f"    {' ' * start}{'^' * (end - start)}"]
