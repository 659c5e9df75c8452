"""Finds which exercise a part of a notebook is marked for, by a comment, a `%%writefile` or a heading. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_COMMENT = re.compile(r"#+[ \t]*(?:exercise|@title)\b[ \t]*[:=\-]?[ \t]*(.{1,100})", re.IGNORECASE)
_HEADING = re.compile(r"[ \t]{0,3}(#{1,6})[ \t]*(.{1,200})|[ \t]*<h([1-6])[^>]{0,200}>(.{1,200})")
_UNDERLINE = re.compile(r"[ \t]*(=+|-+)[ \t]*$")
_NUMBER = re.compile(
    r"^(?:exercise|task|problem|question|part|section)?\W*[0-9]+(?:\.[0-9]+)*\W+|^(?:exercise|task)\W+"
)
_NOT_A_WORD = re.compile(r"<[^>]{0,200}>|[^\w]+")
_MOST_HEADINGS = 5000
"""Of a whole notebook, the first so many are read."""


@dataclass(frozen=True)
class Titles:
    """What exercises are called: by name, title and number."""

    names: Mapping[str, str]

    def named(self, said: str) -> str:
        """Return the exercise that these words name as a whole, or nothing."""
        bare = said.strip().strip("`*").lower().removesuffix(".py")
        for words in (bare, _NUMBER.sub("", bare, count=1)):
            key = _words(words.strip().removesuffix(".py"))
            if key in self.names:
                return self.names[key]
        return ""


def titles_of(exercises: Sequence[tuple[str, str, int]]) -> Titles:
    """Return titles of exercises, each as (name, title, number)."""
    names: dict[str, str] = {}
    for name, title, number in exercises:
        names.update({_words(name): name, _words(title): name, str(number): name})
    return Titles(names)


def _words(text: str) -> str:
    return " ".join(_NOT_A_WORD.sub(" ", text.lower()).replace("_", " ").split())


def comment_marks(text: str, titles: Titles) -> list[tuple[int, str]]:
    """Return (line, exercise) where a comment of a code cell begins an exercise's part."""
    found = []
    for number, line in enumerate(text.split("\n"), start=1):
        comment = _COMMENT.match(line)
        if comment is not None and (name := titles.named(comment[1])):
            found.append((number, name))
    return found


@dataclass
class MarkedSection:
    """The exercise that the headings so far stand for; its part ends at the next heading of its own rank."""

    titles: Titles
    exercise: str = ""
    _level: int = 7
    _left: int = _MOST_HEADINGS

    def read(self, text: str) -> None:
        """Go past a cell of text."""
        fenced, before = False, ""
        for line in text.split("\n"):
            fenced ^= line.lstrip().startswith("```")
            level, said = _heading(line, before)
            before = line
            if fenced or not level or not self._left:
                continue
            self._left -= 1
            name = self.titles.named(said)
            if name or level <= self._level:
                self.exercise, self._level = name, level if name else 7


def _heading(line: str, before: str) -> tuple[int, str]:
    found = _HEADING.match(line)
    if found is not None:
        return (len(found[1]), found[2].rstrip("# ")) if found[1] else (int(found[3]), found[4])
    if before.strip() and _UNDERLINE.match(line):
        return (1 if "=" in line else 2), before
    return 0, ""
