"""Says why a call gave no value: what its exception means, what ended it, and at which of the student's lines.

Pure.
"""

from __future__ import annotations

import re

from grader.core.results import Outcome, Status
from grader.grading.diagnosis.errors import meaning
from grader.grading.diagnosis.refusals import refusal


def deepest_line(traceback: str) -> int:
    """Return the line of the deepest frame in a student's traceback; 0 where there is none."""
    found = re.findall(r'^  File ".*", line (\d{1,7})', traceback, flags=re.MULTILINE)
    return int(found[-1]) if found else 0


def place_of(got: Outcome) -> str:
    """Return the student's line at which a call was stopped, in words."""
    line = deepest_line(got.traceback)
    return f"line {line}" if line else "the call"


def of_error(got: Outcome, source: str) -> str:
    """Return what an exception means, and where in the student's file it was raised."""
    where = place_of(got)
    refused = refusal(got.error, got.message, source)
    if refused:
        return f"{where}: {refused}"
    said = meaning(got.error, got.message)
    if not said and line_text(source, deepest_line(got.traceback)).startswith("raise "):
        said = "your own raise says no, and the exercise asks for these inputs too"
    return f"{where} raises {got.error}" + (f": {said}" if said else "")


def of_death(got: Outcome) -> str:
    """Return what became of a call that never answered."""
    line = deepest_line(got.traceback)
    if got.status is Status.TIMEOUT:
        where = f"line {line} was still running" if line else "the call was still running"
        return f"{where} when the time was over: does the loop end, and is it not done too often?"
    if got.status is Status.MEMORY or "out of memory" in got.message:
        return "more memory is asked for than there is: is an array far larger than its inputs?"
    return "the code ends the whole process (exit, or a crash in a library): nothing after that runs"


def line_text(source: str, line: int) -> str:
    """Return a line of a file, without its indentation."""
    lines = source.splitlines()
    return lines[line - 1].strip() if 0 < line <= len(lines) else ""
