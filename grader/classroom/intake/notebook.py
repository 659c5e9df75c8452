"""Reads notebooks among the files that were handed in: the sources of the exercises that one stands for."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path, PurePosixPath

from grader.core.lessons import lessons
from grader.core.notebook.cells import NotebookError, is_notebooks_json, may_be_notebook
from grader.core.notebook.exercises import exercises_in
from grader.core.source import LARGEST_NOTEBOOK, SourceFile, open_beneath


def is_notebook(root: Path, inside: str, name: str) -> bool:
    """Return whether a file is a notebook: by its name, or Python by its name and a notebook's JSON by its content."""
    if ".ipynb" in name.casefold():
        return True
    if ".py" not in name.casefold():
        return False
    try:
        if not may_be_notebook(_start(root, inside)):
            return False
        with open_beneath(root, inside) as file:
            return is_notebooks_json(file.read(LARGEST_NOTEBOOK))
    except OSError:
        return False


def _start(root: Path, inside: str) -> bytes:
    """Read the first bytes, which tell almost all Python from a notebook: a class has a hundred thousand files."""
    descriptor = os.open(f"{root}/{inside}", os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOFOLLOW)
    try:
        return os.read(descriptor, 64)
    finally:
        os.close(descriptor)


def notebook_sources(root: Path, inside: str, name: str) -> Mapping[str, SourceFile]:
    """Return the source of each exercise that a notebook stands for, by the exercise's file name.

    Raises NotebookError, which says what is wrong with it.
    """
    try:
        with open_beneath(root, inside) as file:
            status = os.fstat(file.fileno())
        return _sources(root, inside, PurePosixPath(name).name, (status.st_mtime_ns, status.st_size, status.st_ino))
    except OSError as error:
        raise NotebookError(f"cannot be read: {error.strerror}") from None


@lru_cache(maxsize=8)
def _sources(root: Path, inside: str, name: str, stamp: tuple[int, int, int]) -> Mapping[str, SourceFile]:
    """Read a notebook once for its exercises, which are asked for one after another."""
    with open_beneath(root, inside) as file:
        content = file.read(LARGEST_NOTEBOOK + 1)
    return {str(one.path): one for one in exercises_in(content, name, lessons()).values()}
