"""Gives notebooks their place among the files that were handed in."""

from __future__ import annotations

from grader.classroom.intake.submission import Given
from grader.core.source import LARGEST_SOURCE, open_beneath

_KEYS = (b'"cells"', b'"worksheets"', b'"nbformat"')


def is_notebook(given: Given) -> bool:
    """Whether a file is a notebook: by its name, or Python by its name and a notebook's JSON by its content."""
    if given.name.casefold().endswith(".ipynb"):
        return True
    try:
        with open_beneath(given.root, given.inside) as file:
            if not file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
                return False
            file.seek(0)
            content = file.read(LARGEST_SOURCE)
    except OSError:
        return False
    return any(key in content for key in _KEYS)


def exercises_in(given: Given, file_names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the exercises' files that a notebook stands for: none, until notebooks are read."""
    return ()
