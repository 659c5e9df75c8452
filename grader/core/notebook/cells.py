"""Reads a notebook's cells from its bytes: sources alone. Outputs, metadata and ids may be anything, or missing.

nbformat validates and builds every output, which takes seconds where there are many, and refuses what students' tools
leave out. msgspec passes over what is not asked for at a gigabyte a second.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from grader.core.errors import UserError
from grader.core.source import LARGEST_NOTEBOOK

if TYPE_CHECKING:
    import msgspec

MOST_CODE = 1 << 19
"""Characters of code in all cells together."""
_MOST_OBJECTS = 1_000_000
_MOST_VALUES = 4_000_000
_MOST_CELLS = 5000
_KEYS = (b'"cells"', b'"worksheets"', b'"nbformat"')


class NotebookError(UserError):
    """A notebook that cannot be read: one line that says why, without the file's name."""


@dataclass(frozen=True)
class Cell:
    """One cell: its number in the notebook, from 1 and of any kind, and its text with lines ended by a newline."""

    number: int
    kind: str
    text: str


def may_be_notebook(start: bytes) -> bool:
    """Return whether a file that begins like this may hold JSON."""
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        start = start[2:].replace(b"\0", b"")
    return start.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"


def is_notebooks_json(content: bytes) -> bool:
    """Return whether a file holds a notebook's JSON, whatever its name is."""
    if not may_be_notebook(content[:64]):
        return False
    plain = content.replace(b"\0", b"") if content[:1] in (b"\xff", b"\xfe") else content
    return any(key in plain for key in _KEYS)


def read_cells(content: bytes) -> tuple[Cell, ...]:
    """Return the notebook's cells, of format 1 to 4 and of what comes near them. Raises NotebookError."""
    if len(content) > LARGEST_NOTEBOOK:
        raise NotebookError(f"is larger than {LARGEST_NOTEBOOK / 1e6:.0f} MB, too large to be read: clear its outputs")
    if not content.strip():
        raise NotebookError("is empty")
    plain = _as_utf8(content)
    if plain.count(b"{") > _MOST_OBJECTS:
        raise NotebookError("has too many parts to be a notebook (clear its outputs)")
    cells = _told(_quickly(plain) or _leniently(plain))
    if sum(len(cell.text) for cell in cells if cell.kind == "code") > MOST_CODE:
        raise NotebookError(f"has more than {MOST_CODE >> 10} KB of code: leave data out of its cells")
    return cells


def _as_utf8(content: bytes) -> bytes:
    encoding = json.detect_encoding(content)
    if encoding == "utf-8":
        return content
    return content.decode(encoding, "replace").encode("utf-8", "replace")


@cache
def _decoder() -> msgspec.json.Decoder[Any]:
    import msgspec

    raw: Any = msgspec.Raw
    one = msgspec.defstruct("one", [(name, raw, msgspec.field(default=None)) for name in _FIELDS], gc=False)
    sheet = msgspec.defstruct("sheet", [("cells", list[one] | None, None)])  # type: ignore[valid-type]
    whole = msgspec.defstruct("whole", [("cells", list[one] | None, None), ("worksheets", list[sheet] | None, None)])  # type: ignore[valid-type]
    return msgspec.json.Decoder(whole)


_FIELDS = ("cell_type", "source", "input", "level")


def _quickly(content: bytes) -> list[dict[str, Any]]:
    """Return the cells of a notebook as tools write them; nothing where it is not quite one."""
    import msgspec

    try:
        whole = _decoder().decode(content)
        sheets = [whole.cells, *(sheet.cells for sheet in whole.worksheets or ())]
        found = [cell for cells in sheets for cell in cells or ()]
        _count(found)
        return [{name: _value(getattr(cell, name)) for name in _FIELDS} for cell in found]
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return []


def _value(raw: Any) -> Any:
    return None if raw is None else json.loads(bytes(raw), parse_int=float)


def _leniently(content: bytes) -> list[dict[str, Any]]:
    """Return the cells of what msgspec refuses: NaN, half a surrogate pair, cells that are none.
    Raises NotebookError.
    """
    if content.count(b",") > _MOST_VALUES:
        raise NotebookError("has too many parts to be a notebook (clear its outputs)")
    try:
        whole = json.loads(content.decode("utf-8-sig", "replace"), parse_int=float, strict=False)
    except RecursionError:
        raise NotebookError("is no notebook: it nests far too deeply") from None
    except ValueError as error:
        line = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise NotebookError(f"is no notebook, or was cut off: its JSON cannot be read{line}") from None
    if not isinstance(whole, dict):
        raise NotebookError("is no notebook: it has no cells")
    worksheets = whole.get("worksheets")
    sheets = [whole, *(worksheets if isinstance(worksheets, list) else [])]
    lists = [sheet.get("cells") for sheet in sheets if isinstance(sheet, dict)]
    if not any(isinstance(cells, list) for cells in lists):
        raise NotebookError("is no notebook: it has no cells")
    found = [cell for cells in lists if isinstance(cells, list) for cell in cells]
    _count(found)
    return [cell if isinstance(cell, dict) else {"cell_type": "raw"} for cell in found]


def _count(cells: Sequence[object]) -> None:
    if len(cells) > _MOST_CELLS:
        raise NotebookError(f"has {len(cells)} cells: at most {_MOST_CELLS} are read")


def _told(cells: Sequence[dict[str, Any]]) -> tuple[Cell, ...]:
    return tuple(Cell(number, *_kind_and_text(cell)) for number, cell in enumerate(cells, start=1))


def _kind_and_text(cell: dict[str, Any]) -> tuple[str, str]:
    kind = cell.get("cell_type")
    text = _text(cell.get("source")) or _text(cell.get("input"))
    if kind == "heading":  # of format 3: a heading is a cell of its own
        level = cell.get("level")
        return "markdown", "#" * (int(level) if isinstance(level, float) and 1 <= level <= 6 else 1) + f" {text}"
    return kind if isinstance(kind, str) else "code", text


def _text(source: object) -> str:
    """Return a cell's text, which is a string or a list of lines."""
    parts = list(_strings(source))
    text = "".join(parts)
    # what no file can hold (half a surrogate pair) becomes a question mark
    text = text.encode("utf-8", "replace").decode()
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _strings(source: object) -> Iterator[str]:
    if isinstance(source, str):
        yield source
    elif isinstance(source, list):
        lines = [line for line in source if isinstance(line, str)]
        # some tools leave the newlines out of the list
        bare = len(lines) > 1 and not any("\n" in line for line in lines)
        yield from (f"{line}\n" for line in lines) if bare else lines
