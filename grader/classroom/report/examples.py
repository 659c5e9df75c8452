"""Finds for each recognised mistake how a student wrote it: their own lines, without comments and their name."""

from __future__ import annotations

import ast
import builtins
import io
import keyword
import re
import tokenize
from collections.abc import Callable, Mapping
from functools import lru_cache

from grader.classroom.gradebook.roll import Enrolled, Row
from grader.core.results import CheckResult, Status
from grader.core.source import parsed
from grader.core.text import escaped

_LOOKED_AT = 5
"""Students' files that are looked at for one mistake: the shortest is shown."""
_LINES = 12
_WIDTH = 110
_SHORTEST_NAME, _SHORTEST_PART = 3, 5
_LEFT_OUT = "..."
_WORD = re.compile(r"[^\W\d_]+")
_PYTHON = frozenset((*keyword.kwlist, *dir(builtins)))
"""A student may be called Max; `max` names nobody."""

Examples = Mapping[tuple[str, str], str]
"""Lines by exercise and mistake; none where the gradebook keeps no files."""


class ExamplesSeen:
    """Looks for examples, a row at a time."""

    def __init__(self, source_of: Callable[[str], bytes | None]) -> None:
        self._source_of = source_of
        self._seen: dict[tuple[str, str], dict[str, str]] = {}

    def take(self, row: Row) -> None:
        """Look at one student's mistakes."""
        for result in row.result.exercises:
            digest = row.digests.get(result.exercise, "")
            for check in result.checks:
                for name in _mistakes(check):
                    seen = self._seen.setdefault((result.exercise, name), {})
                    if digest and digest not in seen and len(seen) < _LOOKED_AT:
                        seen[digest] = _shown(self._source_of(digest), check.line, row.enrolled)

    def found(self) -> Examples:
        """Return one example of each mistake: the shortest."""
        shortest = {key: min(filter(None, seen.values()), key=_rank, default="") for key, seen in self._seen.items()}
        return {key: lines for key, lines in shortest.items() if lines}


def _mistakes(check: CheckResult) -> set[str]:
    if check.status is Status.PASSED:
        return set()
    return {name for name in (check.looks_like, check.mistake) if name}


def _rank(lines: str) -> tuple[int, int, str]:
    """Return what decides between examples: the fewest lines left out, then the shortest."""
    return lines.count(_LEFT_OUT), len(lines), lines


def _shown(source: bytes | None, line: int, one: Enrolled) -> str:
    """Return the function in which the mistake is, as far as it can be told; of a long one the first lines."""
    if source is None:
        return ""
    mine = _telling(one)
    kept = [_LEFT_OUT if _names(told, mine) else told[:_WIDTH] for told in _code_of(source, line)]
    return escaped("\n".join(kept[:_LINES] + ([_LEFT_OUT] if len(kept) > _LINES else [])))


def _telling(one: Enrolled) -> tuple[frozenset[str], str]:
    """Return the words that tell who a student is, and the whole name as one word: "lovelaceada" is Canvas's."""
    known = " ".join((one.student, *one.identity.values())).casefold()
    words = {word for word in _WORD.findall(known) if len(word) >= _SHORTEST_NAME and word not in _PYTHON}
    return frozenset(words), "".join(_WORD.findall(one.student.casefold()))


def _names(line: str, mine: tuple[frozenset[str], str]) -> bool:
    """Return whether a line has a part of the student's name in it."""
    words, whole = mine
    found = set(_WORD.findall(line.casefold()))
    parts = (word for word in found if len(word) >= _SHORTEST_PART)
    return bool(found & words) or any(whole.startswith(word) or whole.endswith(word) for word in parts)


@lru_cache(maxsize=64)
def _code_of(source: bytes, line: int) -> tuple[str, ...]:
    """Return the lines of code of the function around `line`; 0: of the longest function.
    None of a file that is no Python.
    """
    tree = parsed(source)
    if tree is None:
        return ()
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    around = [one for one in functions if line and one.lineno <= line <= (one.end_lineno or 0)]
    chosen = max(around or functions, key=lambda one: ((one.end_lineno or 0) - one.lineno, -one.lineno), default=None)
    if chosen is None:
        return ()
    try:
        text = _without_comments(source.decode("utf-8", "replace"))
    except (tokenize.TokenError, SyntaxError, IndexError):
        return ()
    silent = {number for node in ast.walk(chosen) for number in _docstring(node)}
    first = range(chosen.lineno, (chosen.end_lineno or chosen.lineno) + 1)
    kept = [text[number - 1].rstrip() for number in first if number not in silent]
    return tuple(one for one in kept if one)


def _without_comments(text: str) -> list[str]:
    """Return the lines of a source, each without its comment."""
    lines = re.split(r"\r\n|\r|\n", text)  # as Python counts lines
    for token in tokenize.generate_tokens(io.StringIO("\n".join(lines)).readline):
        if token.type == tokenize.COMMENT:
            row, column = token.start
            lines[row - 1] = lines[row - 1][:column]
    return lines


def _docstring(node: ast.AST) -> range:
    """Return the lines that a string takes which stands alone."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
        return range(node.lineno, (node.end_lineno or node.lineno) + 1)
    return range(0)
