"""HTML from text that strangers wrote: everything is escaped here, and a page may load and run nothing."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from grader.core.text import escaped

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def text(value: object) -> str:
    """`value` as text of a page, whatever is in it."""
    return html.escape(escaped(str(value)), quote=True)


@cache
def _style() -> str:
    return (Path(__file__).parent / "report.css").read_text(encoding="utf-8")


def page(title: str, body: Iterable[str]) -> Iterator[str]:
    """A whole page, self-contained, without a script."""
    yield (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{text(title)}</title>\n<style>{_style()}</style></head>\n<body>\n"
    )
    yield from body
    yield "</body></html>\n"


def table(header: Sequence[str], rows: Iterable[Sequence[str]], numbers: Sequence[int] = ()) -> Iterator[str]:
    """A table of cells that are HTML already; `numbers` are the columns set to the right."""

    def cells(tag: str, row: Sequence[str]) -> str:
        kinds = [' class="number"' if index in numbers else "" for index in range(len(row))]
        return "".join(f"<{tag}{kind}>{cell}</{tag}>" for kind, cell in zip(kinds, row, strict=True))

    yield f"<table><thead><tr>{cells('th', header)}</tr></thead><tbody>\n"
    for row in rows:
        yield f"<tr>{cells('td', row)}</tr>\n"
    yield "</tbody></table>\n"


def bars(rows: Iterable[tuple[str, float, str]]) -> Iterator[str]:
    """Horizontal bars: (label, share, what is written behind it), the texts escaped here."""
    yield '<div class="bars">'
    for label, share, behind in rows:
        width = f"width:{min(max(share, 0.0), 1.0):.1%}"
        yield f'<div>{text(label)}</div><div><div class="bar" style="{width}"></div></div><div>{text(behind)}</div>\n'
    yield "</div>\n"
