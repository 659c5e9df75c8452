"""Reads a feedback file that came back from the course, for `check --feedback`."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from grader.core.errors import UserError
from grader.core.text import escaped

_LARGEST = 4 << 20
_CHECKED = re.compile(r"cnn-exercises check ([a-z0-9_]+)")


class _Text(HTMLParser):
    """Collects what a page says, without its style."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in ("style", "title")
        if tag in ("p", "div", "pre", "li", "h1", "h2", "h3", "details", "tr"):
            self.told.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("style", "title")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.told.append(data)


def read(path: Path) -> tuple[str, tuple[str, ...]]:
    """Return what the file says, as plain text, and which exercises it asks to check again. Raises UserError."""
    try:
        content = path.read_bytes()[:_LARGEST].decode("utf-8", "replace")
    except OSError as error:
        raise UserError(f"{path} can't be read: {error.strerror}") from None
    if "<html" in content[:500].lower():
        page = _Text()
        page.feed(content)
        content = re.sub(r"\n\s*\n+", "\n", "".join(page.told))
    names = tuple(dict.fromkeys(_CHECKED.findall(content)))
    if not names and "points" not in content:
        raise UserError(f"{path} is not a feedback file: it is called feedback.md or feedback.html")
    return escaped(content).strip("\n"), names
