"""The terminal UI: first paint, quitting, idle and moving bytes, a key press during a training; beside a bare app."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.bench.felt import BARE, first_picture, keys_while_training, starts, work_folder
from tests.bench.row import Row, milliseconds
from tests.bench.settings import Settings
from tests.bench.terminal import Terminal
from tests.bench.timed import PROGRAM, PYTHON, p50, p95

_STARTS = 5
_IDLE_SECONDS = 2.0
_MOVING_SECONDS = 4.0
_MOST_PAINT, _MOST_QUIT = 1.8, 0.060
"""So many times as long as a bare app, and so many seconds longer."""


def _bytes(folder: Path, *texts: str) -> tuple[int, int, float]:
    """Bytes of the first paint, of two idle seconds, and of the animation a second."""
    with Terminal([PROGRAM], folder) as terminal:
        terminal.until(*texts)
        painted = terminal.bytes_in(0.3) + terminal.painted
        terminal.rest()
        idle = terminal.bytes_in(_IDLE_SECONDS)
        terminal.press(" ")
        moving = terminal.bytes_in(_MOVING_SECONDS)
        terminal.quit()
    return painted, idle, moving / _MOVING_SECONDS


def _beside(what: str, seconds: float, bare: float, most: float, budget: str) -> Row:
    return replace(milliseconds(what, seconds, bare, "bare Textual app", most), budget=budget)


def measure(settings: Settings) -> list[Row]:
    """Everything at 80x24 in 256 colours."""
    folder, picture = work_folder(settings.folder / "student", [PROGRAM]), first_picture()
    bare_app = ([PYTHON, "-c", BARE], ["a bare app"])
    found = starts({"bare": bare_app, "ours": ([PROGRAM], picture)}, folder, _STARTS)
    bare, ours = found["bare"], found["ours"]
    painted, idle, moving = _bytes(folder, *picture)
    keys, leaving = keys_while_training([PROGRAM], folder)
    budget = "0 bytes"
    return [
        _beside("UI, first paint", ours.paint, bare.paint, _MOST_PAINT * bare.paint, f"< {_MOST_PAINT:g}x bare"),
        _beside("UI, q to the prompt", ours.leave, bare.leave, bare.leave + _MOST_QUIT, "< bare + 60 ms"),
        _beside("UI, q while training", leaving, bare.leave, bare.leave + _MOST_QUIT, "< bare + 60 ms"),
        Row("UI, two idle seconds", idle, f"{idle} bytes", painted, f"first paint {painted} bytes", 0, None, budget),
        Row(
            "UI, animation",
            moving,
            f"{moving / 1000:.1f} kB/s",
            painted,
            f"first paint {painted / 1000:.1f} kB",
            10_000,
            None,
            "<= 10 kB/s",
        ),
        milliseconds("UI, a key while training, p95", p95(keys), p50(keys), "its own p50", 0.040, "p95"),
    ]
