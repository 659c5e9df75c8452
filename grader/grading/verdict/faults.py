"""Reads from a traceback or a message where and what in one line, the line of code, the caret. Pure.

Here too: whether all checks of a run failed for one reason, which is then told once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from grader.core.results import CheckResult, ExerciseResult, Status

_PLACE = re.compile(r'  File "(?P<file>[^"]*)", line (?P<line>\d{1,7})(?:, in (?P<name>.*))?')
_SYNTAX = ("SyntaxError: ", "IndentationError: ", "TabError: ")
_NOT_RUN = (Status.PASSED, Status.TODO, Status.MISSING)


@dataclass(frozen=True)
class Fault:
    """What stopped a student's code: `told` in one line, the `code` with its caret, the lines that called it."""

    told: str
    code: tuple[str, ...] = ()
    line: int = 0
    callers: tuple[str, ...] = ()


def fault_of(traceback: str, said: str = "") -> Fault | None:
    """Return what a traceback says; None where there is none. Of a loop it has places alone: then `said` is told."""
    lines = traceback.rstrip("\n").split("\n")
    places = [(at, found) for at, line in enumerate(lines) if (found := _PLACE.fullmatch(line))]
    if not traceback.strip():
        return None
    if not places:
        return Fault("\n".join(lines))
    at, place = places[-1]
    end = next((number for number in range(at + 1, len(lines)) if not lines[number].startswith("    ")), len(lines))
    code = tuple(line[4:] for line in lines[at + 1 : end])
    message = "\n".join(lines[end:])
    for name in _SYNTAX:
        message = message.removeprefix(name)
    callers = tuple(f"called by {one['name']}, line {one['line']}" for _, one in places[:-1] if one["name"])
    return Fault(f"line {place['line']}: {message or said}", code, int(place["line"]), callers)


def reason_of(check: CheckResult) -> tuple[str, ...]:
    """Return what two checks have in common that failed for one reason."""
    if check.traceback:
        fault = fault_of(check.traceback, check.said)
        assert fault is not None
        return check.status, fault.told
    if check.grids is not None or check.wanted:
        return check.status, check.name
    return check.status, check.said or check.message


def one_reason(result: ExerciseResult) -> bool:
    """Return whether no check passed, and all of them for one reason."""
    checks = result.checks
    if len(checks) < 2 or any(check.status in _NOT_RUN or check.points > 0 for check in checks):
        return False
    return len({reason_of(check) for check in checks}) == 1
