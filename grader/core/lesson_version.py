"""Works out an exercise's version: a hash of what decides a score, and of nothing else.

A changed statement, figure, starter, hint, question or mistake leaves it as it is, so a gradebook keeps its results.
"""

from __future__ import annotations

import ast
import hashlib
from functools import cache
from pathlib import Path

from exercises.definition import Exercise

_UNSCORED = frozenset({"figure.py", "starter.py", "mistakes.py", "solution.py", "questions.py"})
"""Files of an exercise's folder that no score depends on."""
_WORDS_ONLY = frozenset({"definition", "properties"})
"""The vocabulary, of which what an exercise says is hashed as the values below, and words that no score depends on."""


def version_of_lesson(exercise: Exercise, folder: Path, reference_source: str) -> str:
    """Return 16 hexadecimal digits that change when the cases, probe, judge, limits, points or reference do."""
    scored = [path for path in sorted(folder.glob("*.py")) if path.name not in _UNSCORED]
    shared = sorted(_imported(scored, folder.parent))
    parts = [_declared(exercise).encode(), reference_source.encode()]
    parts += [path.read_bytes() for path in (*scored, *shared)]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:16]


def _declared(exercise: Exercise) -> str:
    checks = [
        (one.name, one.points, str(one.rule), one.rtol, one.atol, one.keeps_inputs, one.replay, one.alone)
        for one in exercise.checks
    ]
    limits = (str(exercise.needs), exercise.seconds, exercise.memory, exercise.threads, exercise.functions)
    return repr((checks, limits))


def _imported(paths: list[Path], exercises: Path) -> set[Path]:
    """Return the modules directly in `exercises/` that these files import, and what those import."""
    found: set[Path] = set()
    waiting = list(paths)
    while waiting:
        for name in _names(waiting.pop()):
            path = exercises / f"{name}.py"
            if name not in _WORDS_ONLY and path.is_file() and path not in found:
                found.add(path)
                waiting.append(path)
    return found


@cache  # exercises share these files
def _names(path: Path) -> tuple[str, ...]:
    names: list[str] = []
    for node in ast.parse(path.read_bytes()).body:
        if isinstance(node, ast.ImportFrom) and node.module == "exercises":
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("exercises."):
            names.append(str(node.module).split(".")[1])
    return tuple(names)
