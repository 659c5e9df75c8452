"""Sends reports where they go: standard output, one file, or a folder. `formats` makes them."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from grader.classroom.report import formats
from grader.classroom.report.material import Material
from grader.core import atomic
from grader.core.errors import UserError
from grader.core.text import say


def _print(name: str, material: Material) -> None:
    if name == "table":
        from grader.classroom.report import table

        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="replace")  # a terminal that knows no ✓ shows a question mark
        console = Console(width=table.WIDTH, highlight=False, emoji=False)
        for line in table.lines(material):
            console.print(line, no_wrap=True, overflow="crop")
        return
    if formats.FORMATS[name].is_zip:
        raise UserError(f"{name} is a zip: give --output FILE, or a folder")
    for piece in formats.text(name, material):
        sys.stdout.buffer.write(piece.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


def deliver(material: Material, names: Sequence[str], output: Path | None, to_folder: bool) -> None:
    """Print the report, or write it (them) and say where. Raises WriteError."""
    for name in names:
        if output is None:
            _print(name, material)
        elif formats.FORMATS[name].is_zip and not to_folder:
            atomic.write_bytes(output, formats.archive(name, material))
            say(f"written: {output}")
        elif not to_folder:
            atomic.write_text(output, formats.file_text(name, material))
            say(f"written: {output}")
        else:
            written = 0
            if formats.FORMATS[name].is_zip:
                atomic.write_bytes(output / formats.FORMATS[name].file, formats.archive(name, material))
                written += 1
            for path, pieces in formats.pages(name, material):
                atomic.write_text(output / path, pieces)
                written += 1
            first = output / formats.FORMATS[name].file
            say(f"written: {first}" if written == 1 else f"written: {written} files for {name} in {output}")
