"""Lays out statements and hints: the Markdown that exercises are written in, at any width.

One pass and one widget where Textual's own Markdown makes a widget of each paragraph: moving through the list must not
wait for that. Covers headings, paragraphs, fences, lists, tables, quotes, bold, emphasis and code.
"""

from __future__ import annotations

import io
import keyword
import tokenize
from collections.abc import Iterator, Sequence
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from grader.tui.drawing.rows import BLANK, Row, Span, padded, row, row_width, wrapped


@lru_cache(maxsize=64)
def markdown(text: str, width: int) -> tuple[Row, ...]:
    """Return the text laid out at `width` columns."""
    tokens = _parser().parse(text)
    rows: list[Row] = []
    previous = ""
    for kind, block in _blocks(tokens, width):
        if rows and not (kind == "item" and previous == "item") and previous != "heading":
            rows.append(BLANK)
        rows.extend(block)
        previous = kind
    return tuple(rows)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")


def _blocks(tokens: Sequence[Token], width: int) -> Iterator[tuple[str, list[Row]]]:
    depth, bullet = 0, ""
    numbers: list[int | None] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.type in ("bullet_list_open", "ordered_list_open"):
            numbers.append(int(token.attrGet("start") or 1) if token.type.startswith("ordered") else None)
            depth += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            numbers.pop()
            depth -= 1
        elif token.type == "list_item_open":
            number = numbers[-1]
            bullet = "•" if number is None else f"{number}."
            numbers[-1] = None if number is None else number + 1
        elif token.type == "heading_open":
            role = "heading" if token.tag == "h1" else "section"
            yield "heading", wrapped(_inline(tokens[index + 1], role), width)
            index += 1
        elif token.type in ("fence", "code_block"):
            yield "fence", _fence(token, width)
        elif token.type == "table_open":
            end = next(at for at in range(index, len(tokens)) if tokens[at].type == "table_close")
            yield "table", _table(tokens[index:end], width)
            index = end
        elif token.type == "inline":
            lead = "  " * (depth - 1) + f"{bullet} " if depth else ""
            kind = "item" if depth else "paragraph"
            yield kind, wrapped((*row((lead, "accent")), *_inline(token)), width, indent=len(lead))
            bullet = " " * len(bullet)
        index += 1


def _inline(token: Token, role: str = "text") -> Row:
    spans: list[Span] = []
    roles = [role]
    for child in token.children or ():
        if child.type in ("strong_open", "em_open"):
            roles.append("strong" if child.type == "strong_open" else "emphasis")
        elif child.type in ("strong_close", "em_close"):
            roles.pop()
        elif child.type == "code_inline":
            spans.append(Span(child.content, "code"))
        elif child.type in ("softbreak", "hardbreak"):
            spans.append(Span(" ", roles[-1]))
        elif child.content:
            spans.append(Span(child.content, roles[-1]))
    return tuple(spans)


def _fence(token: Token, width: int) -> list[Row]:
    text = token.content.rstrip("\n")
    lines = python(text) if token.info.startswith("py") else [row((line, "fence")) for line in text.split("\n")]
    longest = max(map(row_width, lines))
    lead = min(max(width - longest, 0), 2)
    inner = min(longest + 2 * lead, width)
    return [padded((*row((" " * lead, "fence")), *line), inner, "fence") for line in lines]


def _table(tokens: Sequence[Token], width: int) -> list[Row]:
    table: list[list[Row]] = []
    for token in tokens:
        if token.type == "tr_open":
            table.append([])
        elif token.type == "inline":
            table[-1].append(_inline(token, "strong" if len(table) == 1 else "text"))
    columns = max(map(len, table))
    widths = [max(row_width(line[at]) if at < len(line) else 0 for line in table) for at in range(columns)]
    rows = []
    for number, line in enumerate(table):
        spans: list[Span] = []
        for at, cell in enumerate(line):
            spans.extend(padded(cell, widths[at]))
            spans.append(Span("  "))
        rows.append(padded(tuple(spans), min(sum(widths) + 2 * columns, width)))
        if number == 0:
            rows.append(row(("─" * min(sum(widths) + 2 * (columns - 1), width), "rule")))
    return rows


def python(source: str, role: str = "fence") -> list[Row]:
    """Return Python source, coloured by what its tokens are; as plain lines where it does not parse."""
    lines = source.split("\n")
    painted: list[list[str]] = [[role] * len(line) for line in lines]
    try:
        for token in tokenize.generate_tokens(io.StringIO(source + "\n").readline):
            colour = _token_role(token)
            if colour:
                _paint(painted, token, colour)
    except (tokenize.TokenError, IndentationError, SyntaxError):
        pass  # a fragment, as hints show them: what was read so far is coloured
    return [_spans(line, roles) for line, roles in zip(lines, painted, strict=True)]


def _token_role(token: tokenize.TokenInfo) -> str:
    if token.type == tokenize.NAME and keyword.iskeyword(token.string):
        return "keyword"
    return {tokenize.STRING: "string", tokenize.COMMENT: "comment", tokenize.NUMBER: "number"}.get(token.type, "")


def _paint(painted: list[list[str]], token: tokenize.TokenInfo, role: str) -> None:
    (first, start), (last, end) = token.start, token.end
    for number in range(first, last + 1):
        line = painted[number - 1]
        for column in range(start if number == first else 0, end if number == last else len(line)):
            line[column] = role


def _spans(line: str, roles: list[str]) -> Row:
    spans: list[Span] = []
    for character, role in zip(line, roles, strict=True):
        if spans and spans[-1].role == role:
            spans[-1] = Span(spans[-1].text + character, role)
        else:
            spans.append(Span(character, role))
    return tuple(spans)
