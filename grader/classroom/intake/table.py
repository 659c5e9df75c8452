"""Reads a table that somebody exported: CSV with commas, semicolons or tabs, in whatever encoding a program wrote."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from grader.classroom.intake.hand_in import IntakeError
from grader.core.atomic import reason_of

_LARGEST = 64 << 20


def text_of(content: bytes) -> str:
    """Return bytes as text: a byte order mark decides, then zeros (UTF-16), then what makes sense."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    start = content[:200]
    if start.count(b"\0") > len(start) // 4:
        return content.decode("utf-16-be" if start[:1] == b"\0" else "utf-16-le", "replace")
    for codec in ("utf-8-sig", "gb2312"):
        try:
            text = content.decode(codec)
        except UnicodeDecodeError:
            continue
        if codec != "gb2312" or all(letter.isascii() or letter >= "\u3000" for letter in text):
            return text
    return content.decode("cp1252", "replace")


def _delimiter(text: str) -> tuple[str, str]:
    """Return the delimiter, and the text without Excel's `sep=;` line."""
    first, _, rest = text.partition("\n")
    said = first.strip().strip('"').casefold()
    if said.startswith("sep="):
        return first.strip().strip('"')[4:5] or "\t", rest
    header = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t|", key=header.count)
    return (delimiter if delimiter in header else ","), text


def read_table(path: Path, what: str) -> list[list[str]]:
    """Return the rows that are not empty. Raises IntakeError; `what` is the table's name in it."""
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except OSError as error:
        raise IntakeError(f"the {what} {path} cannot be read: {reason_of(error)}") from None
    if len(content) > _LARGEST:
        raise IntakeError(f"the {what} {path} is larger than {_LARGEST >> 20} MB: name a CSV file")
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise IntakeError(f"the {what} {path} is a spreadsheet: save it as CSV and name that file")
    delimiter, text = _delimiter(text_of(content))
    text = text.replace("\0", "")
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise IntakeError(f"the {what} {path} is not CSV: {error}") from None
    return [row for row in rows if any(stripped(row))]


def stripped(row: Sequence[str]) -> list[str]:
    """Return a row's cells without the blanks around them."""
    return [cell.strip() for cell in row]
