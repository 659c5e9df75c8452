"""Reads notebooks among the files that were handed in: the sources of the exercises that one stands for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path, PurePosixPath

from grader.core.lessons import lessons
from grader.core.notebook.cells import NotebookError, is_notebooks_json, may_be_notebook
from grader.core.notebook.exercises import exercises_in
from grader.core.source import LARGEST_NOTEBOOK, SourceFile, open_beneath


def is_notebook(root: Path, inside: str, name: str) -> bool:
    """Whether a file is a notebook: by its name, or Python by its name and a notebook's JSON by its content."""
    if ".ipynb" in name.casefold():
        return True
    if ".py" not in name.casefold():
        return False
    try:
        with open_beneath(root, inside) as file:
            start = file.read(64)
            return may_be_notebook(start) and is_notebooks_json(start + file.read(LARGEST_NOTEBOOK))
    except OSError:
        return False


def notebook_sources(root: Path, inside: str, name: str) -> Mapping[str, SourceFile]:
    """Return the source of each exercise that a notebook stands for, by the exercise's file name.

    Raises NotebookError, which says what is wrong with it.
    """
    try:
        with open_beneath(root, inside) as file:
            content = file.read(LARGEST_NOTEBOOK + 1)
    except OSError as error:
        raise NotebookError(f"cannot be read: {error.strerror}") from None
    return _sources(content, PurePosixPath(name).name)


@lru_cache(maxsize=8)
def _sources(content: bytes, name: str) -> Mapping[str, SourceFile]:
    return {str(one.path): one for one in exercises_in(content, name, lessons()).values()}
