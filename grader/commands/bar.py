"""Draws how far a run is, on standard error: a bar in a terminal, and nothing elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def bar(text: str) -> Iterator[Callable[[float, str], None]]:
    """Draw a bar named `text`; what the block gets sets it to a fraction and another text. It is gone at the end."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    from grader.core.text import one_line

    percent = TextColumn("{task.percentage:3.0f}%")
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), percent, TimeRemainingColumn())
    console, on_terminal = Console(stderr=True), sys.stderr.isatty()
    with Progress(*columns, console=console, transient=True, disable=not on_terminal) as progress:
        task = progress.add_task(one_line(text), total=1.0)

        def show(fraction: float, said: str) -> None:
            progress.update(task, completed=fraction, description=one_line(said))

        yield show
