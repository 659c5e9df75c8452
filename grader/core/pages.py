"""Finds the pages that belong to no exercise: `exercises/pages/NAME.md`."""

from __future__ import annotations

from functools import cache

from grader.core import paths


@cache
def pages() -> dict[str, str]:
    """Return every page's text by its name."""
    folder = paths.exercises_folder() / "pages"
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md"))}
