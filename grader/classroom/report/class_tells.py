"""Says in plain text what a class's results tell: what to teach again, what was predicted, which checks tell little.

For the table at the command line and for the review; the HTML page has the same with drawings.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from grader.classroom.gradebook.roll import ClassPlan
from grader.classroom.report.class_numbers import ClassNumbers
from grader.classroom.report.items import ItemStatistics
from grader.classroom.report.misconceptions import unexplained_line
from grader.classroom.report.predicted import predicted_lines
from grader.classroom.report.punctuality import Punctuality
from grader.classroom.report.teach_again import again_lines, teach_again
from grader.core.text import plural, points_text

_WIDTH = 80


def class_tells(numbers: ClassNumbers, plan: ClassPlan) -> Iterator[str]:
    """Yield the lines, 80 columns wide; a part of which nothing can be said is left out."""
    yield from _part("What to teach again", again_lines(teach_again(numbers.misconceptions, plan)))
    if line := unexplained_line(numbers.misconceptions):
        yield from ("", *textwrap.wrap(line, _WIDTH))
    yield from _part("What the class predicted (* is right)", _wrapped(predicted_lines(numbers.predicted)))
    yield from _part("Checks", _wrapped(_checks(numbers.items)))
    yield from _part("Time of handing in", _timing(numbers.earliness))


def _wrapped(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield from textwrap.wrap(line, _WIDTH, subsequent_indent="  ")


def _part(title: str, lines: Iterator[str]) -> Iterator[str]:
    told = list(lines)
    if told:
        yield from ("", title, *told)


def _checks(items: ItemStatistics | None) -> Iterator[str]:
    if items is None:
        return
    if items.alpha is not None:
        yield f"alpha of the whole {items.alpha:.2f}, {plural(items.students, 'student')}"
    for one in items.items:
        if one.is_weak and one.discrimination is not None and one.interval is not None:
            reach = f"95% between {one.interval[0]:.2f} and {one.interval[1]:.2f}"
            yield f"tells little: {one.exercise}, {one.check}: discrimination {one.discrimination:.2f} ({reach})"


def _timing(found: Punctuality | None) -> Iterator[str]:
    if found is None:
        return
    yield from textwrap.wrap(found.line(), _WIDTH)
    for one in found.bins:
        yield f"  {one.label:<24}{plural(one.students, 'student'):>14}   median {points_text(one.median)} points"
