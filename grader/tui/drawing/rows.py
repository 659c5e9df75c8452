"""Defines what everything is drawn as: a row of spans, each a text in a role.

Roles are names that `looks` gives colours ("good" and so on); a picture's span carries its own colours.
Here too: escaping what students wrote, wrapping, padding. Knows nothing of widgets.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rich.cells import cell_len, set_cell_size

from grader.core.text import escaped as text_escaped

Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Span:
    """A piece of text in a role; `ink` and `ground` replace the role's colours."""

    text: str
    role: str = "text"
    ink: Colour | None = None
    ground: Colour | None = None

    @property
    def width(self) -> int:
        """Count the columns that the text takes."""
        return cell_len(self.text)


Row = tuple[Span, ...]

BLANK: Row = ()


def row(*parts: Span | str | tuple[str, str]) -> Row:
    """Return a row of spans; a string is plain text, a pair is (text, role)."""
    spans = (part if isinstance(part, Span) else Span(part) if isinstance(part, str) else Span(*part) for part in parts)
    return tuple(span for span in spans if span.text)


def row_width(line: Row) -> int:
    """Count the columns that a row takes."""
    return sum(span.width for span in line)


def cropped(line: Row, width: int) -> Row:
    """Return the row's first `width` columns, with an ellipsis where something was cut."""
    if row_width(line) <= width:
        return line
    kept: list[Span] = []
    left = width - 1
    for span in line:
        if span.width > left:
            kept.append(replace(span, text=set_cell_size(span.text, max(left, 0)).rstrip() + "…"))
            break
        kept.append(span)
        left -= span.width
    return tuple(kept)


def padded(line: Row, width: int, role: str = "text") -> Row:
    """Return the row cropped or filled with blanks to exactly `width` columns."""
    line = cropped(line, width)
    missing = width - row_width(line)
    return (*line, Span(" " * missing, role)) if missing else line


def beside(columns: Sequence[Sequence[Row]], gap: int = 2) -> list[Row]:
    """Return blocks of rows side by side, `gap` columns between."""
    widths = [max((row_width(line) for line in block), default=0) for block in columns]
    rows = []
    for index in range(max((len(block) for block in columns), default=0)):
        spans: list[Span] = []
        for block, width in zip(columns, widths, strict=True):
            if spans or width == 0:
                spans.append(Span(" " * gap))
            spans.extend(padded(block[index] if index < len(block) else BLANK, width))
        rows.append(tuple(spans))
    return rows


def escaped(text: str) -> str:
    """Return a student's line, cleaned, with tabs as spaces."""
    return text_escaped(text.expandtabs(4))


def escaped_rows(text: str, role: str = "text") -> list[Row]:
    """Return a student's lines, escaped, one row each."""
    return [row((escaped(line), role)) for line in text.rstrip("\n").replace("\r\n", "\n").split("\n")]


def wrapped(line: Row, width: int, indent: int = 0) -> list[Row]:
    """Return the row broken between words into rows of at most `width` columns, later ones indented by `indent`."""
    rows: list[list[Span]] = [[]]
    used = 0
    for span in _words(line):
        blank = span.text.isspace()
        if used and used + span.width > width and not blank:
            _strip_end(rows[-1])
            rows.append([Span(" " * indent)] if indent else [])
            used = indent
        if blank and used in (0, indent) and len(rows) > 1:
            continue
        for piece in _pieces(span, width, used):
            if used + piece.width > width:
                rows.append([Span(" " * indent)] if indent else [])
                used = indent
            rows[-1].append(piece)
            used += piece.width
    _strip_end(rows[-1])
    return [_joined(spans) for spans in rows]


def _words(line: Row) -> Iterable[Span]:
    for span in line:
        word = ""
        for character in span.text:
            if word and (character == " ") != (word[-1] == " "):
                yield replace(span, text=word)
                word = ""
            word += character
        if word:
            yield replace(span, text=word)


def _pieces(span: Span, width: int, used: int) -> Iterable[Span]:
    """Cut a word that is longer than a whole row where the row ends."""
    if span.text.isspace():
        if used + span.width <= width:
            yield span
        return
    text = span.text
    while cell_len(text) > width > 0:
        room = max(width - used, 1)
        yield replace(span, text=text[:room])
        text, used = text[room:], 0
    yield replace(span, text=text)


def _strip_end(spans: list[Span]) -> None:
    while spans and spans[-1].text.isspace() and spans[-1].role not in ("code",):
        spans.pop()


def _joined(spans: Sequence[Span]) -> Row:
    """Neighbours in the same role as one span: fewer escape codes on the line."""
    joined: list[Span] = []
    for span in spans:
        if joined and replace(joined[-1], text="") == replace(span, text=""):
            joined[-1] = replace(span, text=joined[-1].text + span.text)
        else:
            joined.append(span)
    return tuple(joined)
