"""Says why a file could not be loaded: quotes from a document, notebook commands, what ran too long.

Pure.
"""

from __future__ import annotations

import re

from grader.core.results import Outcome
from grader.grading.diagnosis.errors import meaning
from grader.grading.diagnosis.refusals import refusal
from grader.grading.diagnosis.stopped import line_text

_SYNTAX: tuple[tuple[str, str], ...] = (
    (
        r"invalid character '[\u201c\u201d\u201e\u2018\u2019\u201a\u00ab\u00bb]'",
        "has curly quotes from a document: type them again",
    ),
    (r"invalid character '[\u2013\u2014\u2212]'", "has a dash from a document where a minus belongs: type it again"),
    (r"invalid (?:non-printable )?character", "has a character from a document that is no Python: type the line again"),
    (r"Missing parentheses in call to 'print'", "is Python 2: write print(...)"),
    (r"inconsistent use of tabs", "mixes tabs and spaces: indent with four spaces everywhere"),
    (r"unexpected indent", "is indented further than the line before asks for"),
    (r"unindent does not match|unexpected unindent", "is indented by a number of spaces that no line above has"),
    (r"expected an indented block", "must be indented: it belongs to the line before"),
    (r"expected ':'", "lacks a colon at its end"),
    (r"'(.)' was never closed", "opens a bracket {0} that is never closed"),
    (r"unmatched '(.)'|closing parenthesis '(.)'", "closes a bracket that was not opened"),
    (r"unterminated|EOL while scanning|EOF while scanning", "begins a text that never ends: a quote is missing"),
    (r"Maybe you meant '=='|cannot assign to", "assigns to something that is no name: did you mean ==?"),
    (r"'return' outside function", "has a return outside a function: is it indented?"),
    (r"invalid decimal literal|leading zeros", "has a number or name that Python can't read"),
    (r"unexpected EOF|was never closed", "ends in the middle: a bracket or a quote is missing"),
)
_MAGIC = re.compile(r"\s*[%!]\s*\w")


def _of_syntax(outcome: Outcome, source: str, line: int) -> str:
    text = line_text(source, line)
    command = next((one for one in (text, line_text(source, line - 1)) if _MAGIC.match(one)), "")
    if command:
        return f"has a notebook command ({command.split()[0]}): leave it out"
    for pattern, said in _SYNTAX:
        found = re.search(pattern, outcome.message)
        if found:
            return said.format(*found.groups(""))
    return f"is no Python ({outcome.message})"


def why_not_loaded(outcome: Outcome, source: str, line: int) -> str:
    """Return one line: "the file can't be loaded: line 3 has curly quotes from a document: type them again".

    `line` is where it happened, 0 where nobody knows.
    """
    where = f"line {line}" if line else "it"
    if "SyntaxError" in (outcome.error, *outcome.names):
        return f"the file can't be loaded: {where} {_of_syntax(outcome, source, line)}"
    if outcome.error == "SystemExit":
        return f"the file can't be loaded: {where} ends the program (exit): leave that out"
    refused = refusal(outcome.error, outcome.message, source)
    if refused:
        return f"the file can't be loaded: {where}: {refused}"
    said = meaning(outcome.error, outcome.message)
    raised = f"{where} raises {outcome.error}" + (f" ({outcome.message[:100]})" if outcome.message and not said else "")
    return f"the file can't be loaded: {raised}{f': {said}' if said else ''}"
