"""Writes a difference as a student reads it: verdict, call, what differs where, the misconception, the traceback.

Pure. Owns the words of a check's message; which mistake it was comes from `mistakes`, the difference from `compare`.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from typing import Protocol

from exercises.definition import Case, Mistake
from grader.core.results import CheckResult, Outcome
from grader.grading.verdict.call import brief_call, call_line, wrapped
from grader.grading.verdict.compare import Difference
from grader.grading.verdict.grids import grid_lines
from grader.grading.verdict.values import short

_LONGEST_HINT = 3
"""Lines of one hint, or of one insight."""
_LONGEST_TRACEBACK = 7
_ADVICE = "is a return missing"
"""What a difference and an insight may both say: once is enough."""
WIDTH = 74
"""Columns of a message: 80 less the six that `check` sets it in. Tracebacks and what a judge says keep their own."""


class Found(Protocol):
    """What explains a check."""

    @property
    def mistakes(self) -> tuple[Mistake, ...]:
        """Return misconceptions that together give what came."""

    @property
    def insight(self) -> str:
        """Return one sentence from the outcomes."""


@dataclass(frozen=True)
class Place:
    """Where a check stands: its number among `of`, the seed, the file and the line to look at."""

    exercise: str
    number: int
    of: int
    seed: int
    file_name: str
    line: int | None = None


# --- messages --------------------------------------------------------------------------------------------------------


def _prose(text: str, first: str = "  ", then: str = "  ") -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=then, break_on_hyphens=False)


def _head(case: Case, place: Place) -> list[str]:
    return [*_prose(brief_call(case), "✗ ", "    "), f"  check {place.number} of {place.of}, seed {place.seed}"]


def _diagnosis(found: Found) -> list[str]:
    """Return what explains it, before any evidence: the mistakes' names and hints, a sentence from the outcomes."""
    names = tuple(dict.fromkeys(mistake.name for mistake in found.mistakes))
    lines = _prose(f"looks like: {', and '.join(names)}") if names else []
    for hint in dict.fromkeys(mistake.hint for mistake in found.mistakes):
        lines += _first(_prose(hint), _LONGEST_HINT)
    return [*lines, *_first(_prose(found.insight), _LONGEST_HINT)]


def _first(lines: list[str], most: int) -> list[str]:
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1][: WIDTH - 1]}…"]


def _foot(case: Case, place: Place) -> list[str]:
    call = [] if call_line(case) == brief_call(case) else wrapped(call_line(case), WIDTH - 7)
    tail = [f"  {'' if number else 'try:':4} {line}" for number, line in enumerate(call)]
    line = f":{place.line}" if place.line else ""
    return [*tail, f"  edit {place.file_name}{line}"]


def differs(difference: Difference) -> list[str]:
    """Return what differs, in sentences; the grids themselves apart."""
    lines = [difference.title, *difference.details]
    if difference.grids is None and (difference.wanted, difference.got) != ("", ""):
        lines.append(f"yours {difference.got}, wanted {difference.wanted}")
    return lines


def did_not_raise(got: Outcome, wanted: Outcome) -> str:
    """Say that a value came where an exception was wanted."""
    return f"it returned {short(got.value)}, but should raise {wanted.error}"


def did_raise(got: Outcome, wanted: str = "") -> str:
    """Say which exception came, and which other one was wanted instead."""
    return f"it raised {got.error}, but should raise {wanted}" if wanted else f"it raised {got.error}"


_NUMBER = re.compile(r"  check \d+ of \d+(, seed \d+)?")


def evidence(check: CheckResult) -> str:
    """Return a check's message for a page that says the misconception, the check and the file elsewhere.

    The call and what came of it stay; so does what explains it where that has no name.
    """
    lines = [line for line in check.message.splitlines() if not _NUMBER.fullmatch(line)]
    if lines and lines[-1].startswith("  edit "):
        del lines[-1]
    said = _prose(check.said.splitlines()[0]) if check.said else []
    if check.looks_like and said and said[0] in lines:
        lines[1 : lines.index(said[0])] = []
    return "\n".join(lines)


def of_difference(case: Case, difference: Difference, found: Found, place: Place) -> str:
    """Return the message for a wrong answer."""
    told = [sentence for sentence in differs(difference) if _ADVICE not in sentence or _ADVICE not in found.insight]
    sentences = [line for sentence in told for line in _prose(sentence)]
    lines = [*_head(case, place), *_diagnosis(found), *sentences]
    if difference.grids is not None:
        lines += grid_lines(difference.grids, WIDTH)
    return "\n".join([*lines, *_foot(case, place)])


def of_missing_exception(case: Case, wanted: Outcome, got: Outcome, found: Found, place: Place) -> str:
    """Return the message where an exception was wanted and a value came."""
    line = _prose(did_not_raise(got, wanted))
    return "\n".join([*_head(case, place), *_diagnosis(found), *line, *_foot(case, place)])


def of_exception(case: Case, got: Outcome, found: Found, place: Place, wanted: str = "") -> str:
    """Return the message where the student's code raised: their own frames, the last line, what was `wanted`."""
    frames = got.traceback.splitlines()
    if len(frames) > _LONGEST_TRACEBACK:
        frames = [frames[0], "  ...", *frames[2 - _LONGEST_TRACEBACK :]]
    indented = [f"    {line}" for line in frames]
    advice = ["  it ran out of memory: is an array far larger than its inputs?"] if got.status == "memory" else []
    raised = [f"  {did_raise(got, wanted)}", *indented, *advice]
    return "\n".join([*_head(case, place), *_diagnosis(found), *raised, *_foot(case, place)])


def of_absence(case: Case, nearest: str, place: Place) -> str:
    """Return the message where the function is not in the file."""
    return f"✗ {place.file_name} defines no {case.student_function}{nearest}\n  the statement gives its signature"


def of_death(case: Case, detail: str, found: Found, place: Place) -> str:
    """Return the message where the run ended before this case answered."""
    return "\n".join([*_head(case, place), *_diagnosis(found), *_prose(f"your code {detail}"), *_foot(case, place)])


def of_finding(case: Case, message: str, found: Found, place: Place) -> str:
    """Return the message of a judge, with the misconception that it named."""
    said = [f"  {line}" for line in message.splitlines()]
    is_said = not found.mistakes and bool(found.insight) and found.insight.casefold() in message.casefold()
    cause = [] if is_said else _diagnosis(found)
    return "\n".join([*_head(case, place), *cause, *said, *_foot(case, place)])


def with_insight(message: str, insight: str) -> str:
    """Return a message with a sentence that explains it, behind the lines that say which call it is about."""
    lines = message.split("\n")
    place = next((at for at, line in enumerate(lines) if line.startswith("  check ")), 0)
    return "\n".join([*lines[: place + 1], *_first(_prose(insight), _LONGEST_HINT), *lines[place + 1 :]])
