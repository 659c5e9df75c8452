"""Makes drawn rows into lines to print: colours where the terminal has them, shades of grey as characters elsewhere."""

from __future__ import annotations

from rich.style import Style
from rich.text import Text

from grader.tui.drawing.rows import Colour, Row, Span

_SHADES = " ░▒▓█"
_BOLD = frozenset({"strong", "line-focus", "cell-focus", "cell-window", "line-done"})
_DIM = frozenset({"muted", "line-muted", "cell-muted", "cell-border"})


def line_of(row: Row, *, coloured: bool) -> Text:
    """Return a row as text to print; no character of it is read as markup."""
    line = Text(no_wrap=True)
    for span in row:
        if span.ink is None or coloured:
            line.append(span.text, _style(span))
        else:
            line.append(_shade(span.ink, span.ground) * len(span.text))
    return line


def _style(span: Span) -> Style:
    ink, ground = (
        None if colour is None else f"rgb({','.join(map(str, colour))})" for colour in (span.ink, span.ground)
    )
    return Style(color=ink, bgcolor=ground, bold=span.role in _BOLD, dim=span.role in _DIM)


def _shade(above: Colour, below: Colour | None) -> str:
    """Return one of five characters for the mean brightness of two pixels, one above the other."""
    pixels = [above] if below is None else [above, below]
    mean = sum(map(sum, pixels)) / (3 * 255 * len(pixels))
    return _SHADES[min(int(mean * len(_SHADES)), len(_SHADES) - 1)]
