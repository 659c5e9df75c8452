"""Finds a student's exercise files wherever they put them: in folders, in an archive, under a resubmission's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.classroom.intake.hand_in import IntakeError
from grader.classroom.intake.unpacking import Budget, is_archive, is_junk, unpack

_DEPTH = 6
_MOST = 5000
_VERSION = re.compile(r"(?:[-_ ](\d{1,3})|\s*\((\d{1,3})\))$")


@dataclass(frozen=True)
class Found:
    """A student's files by the name that the exercise asks for; `left` are Python files of no exercise."""

    files: Mapping[str, Path]
    left: tuple[Path, ...] = ()
    replaced: tuple[Path, ...] = ()
    """Earlier versions of a file that was handed in again."""


def exercise_file(name: str, file_names: Iterable[str]) -> tuple[str, int] | None:
    """Which exercise's file `name` is, and its resubmission's number: `Output-Size-1.py` is (output_size.py, 1)."""
    if not name.lower().endswith(".py"):
        return None
    wanted = set(file_names)
    if name in wanted:
        return name, 0
    stem = name[:-3].strip()
    found = _VERSION.search(stem)
    for candidate, number in ((stem, 0), (stem[: found.start()] if found else stem, found)):
        plain = re.sub(r"[-\s]+", "_", candidate.strip().lower()) + ".py"
        if plain in wanted:
            return plain, int(number[1] or number[2]) if isinstance(number, re.Match) else 0
    return None


def walk(folder: Path, depth: int = _DEPTH) -> Iterator[Path]:
    """Regular files below `folder`, no links followed, nothing hidden, sorted."""
    if depth == 0:
        return
    for entry in sorted(folder.iterdir()):
        if is_junk(Path(entry.name)) or entry.is_symlink():
            continue
        if entry.is_dir():
            yield from walk(entry, depth - 1)
        elif entry.is_file():
            yield entry


def opened(folder: Path, scratch: Path, budget: Budget) -> Iterator[Path]:
    """The files below `folder`, with those inside of archives (one level deep) in place of the archives."""
    for count, path in enumerate(walk(folder)):
        if count >= _MOST:
            budget.refused.append(f"more than {_MOST} files in {folder.name}")
            return
        if is_archive(path.name):
            yield from inside(path, scratch, budget)
        else:
            yield path


def inside(archive: Path, scratch: Path, budget: Budget) -> list[Path]:
    """The files in a student's own archive; one that cannot be unpacked is named instead."""
    target = scratch / f"inner-{budget.files_left}"
    try:
        unpack(archive, target, budget)
    except IntakeError as problem:
        budget.refused.append(str(problem))
        return []
    return [path for path in walk(target) if not is_archive(path.name)]


def collect(paths: Iterable[tuple[str, Path]], file_names: Sequence[str]) -> Found:
    """A student's files out of (name, path) pairs: the highest resubmission wins, then the newest."""
    best: dict[str, tuple[tuple[int, float], Path]] = {}
    left, replaced = [], []
    for name, path in paths:
        found = exercise_file(name, file_names)
        if found is None:
            if name.lower().endswith(".py"):
                left.append(path)
            continue
        wanted, number = found
        rank = (number, path.stat().st_mtime)
        if wanted in best and best[wanted][0] >= rank:
            replaced.append(path)
            continue
        if wanted in best:
            replaced.append(best[wanted][1])
        best[wanted] = (rank, path)
    return Found({name: path for name, (_, path) in best.items()}, tuple(left), tuple(replaced))
