"""The terminal UI: first paint, quitting, idle and moving bytes, a key press during a training; beside a bare app."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from grader.core.lessons import Lesson, find, lessons
from tests.bench.handed_in import right_files
from tests.bench.row import Row, milliseconds
from tests.bench.settings import Settings
from tests.bench.terminal import Terminal
from tests.bench.timed import PROGRAM, PYTHON, p50, p95, run

_STARTS = 5
_KEYS = 24
_IDLE_SECONDS = 2.0
_MOVING_SECONDS = 4.0
_MOST_PAINT, _MOST_QUIT = 1.8, 0.060
"""So many times as long as a bare app, and so many seconds longer."""
_BARE = """
from textual.app import App
from textual.widgets import Static

class Bare(App):
    BINDINGS = [("q", "quit", "Quit")]
    def compose(self):
        yield Static("a bare app")

Bare().run()
"""


def _work_folder(settings: Settings) -> Path:
    """A student's folder whose training is right, so that it takes its time."""
    folder = settings.folder / "student"
    run([PROGRAM, "init", folder])
    shutil.copyfile(right_files(find("training"))[-2], folder / "training.py")
    return folder


def _started(command: list[str], folder: Path, *texts: str) -> tuple[float, float]:
    """Seconds to the first paint and from q to the prompt: medians."""
    paints, quits = [], []
    for _ in range(_STARTS):
        with Terminal(command, folder) as terminal:
            paints.append(terminal.until(*texts) - terminal.started)
            terminal.rest(0.3, 1.0)
            quits.append(terminal.quit())
    return p50(paints), p50(quits)


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


def _headline(lesson: Lesson) -> str:
    """What stands above an exercise's statement, and nowhere else."""
    return f"{lesson.exercise.number} · {lesson.exercise.title}"


def _keys_while_training(folder: Path) -> tuple[list[float], float]:
    """While a training runs: seconds from a key to the other exercise's statement, and from q to the prompt."""
    place = lessons().index(find("training"))
    here, above = _headline(lessons()[place]), _headline(lessons()[place - 1])
    times = []
    with Terminal([PROGRAM], folder) as terminal:
        terminal.until("Help")
        terminal.rest(0.5, 3.0)
        terminal.press("j" * place)
        terminal.rest(0.5, 3.0)
        terminal.press("r")
        terminal.until("epoch 1 of", longest=180.0)
        for _ in range(_KEYS // 2):
            for key, headline in (("k", above), ("j", here)):
                pressed = terminal.press(key)
                times.append(terminal.until(headline) - pressed)
                terminal.bytes_in(0.15)
        return times, terminal.quit()


def _beside(what: str, seconds: float, bare: float, most: float, budget: str) -> Row:
    return replace(milliseconds(what, seconds, bare, "bare Textual app", most), budget=budget)


def measure(settings: Settings) -> list[Row]:
    """Everything at 80x24 in 256 colours."""
    folder = _work_folder(settings)
    first = _headline(lessons()[0])
    bare_paint, bare_quit = _started([PYTHON, "-c", _BARE], folder, "a bare app")
    paint, quitting = _started([PROGRAM], folder, first, "Figure", "Help")
    painted, idle, moving = _bytes(folder, first, "Figure", "Help")
    keys, leaving = _keys_while_training(folder)
    budget = "0 bytes"
    return [
        _beside("UI, first paint", paint, bare_paint, _MOST_PAINT * bare_paint, f"< {_MOST_PAINT:g}x bare"),
        _beside("UI, q to the prompt", quitting, bare_quit, bare_quit + _MOST_QUIT, "< bare + 60 ms"),
        _beside("UI, q while training", leaving, bare_quit, bare_quit + _MOST_QUIT, "< bare + 60 ms"),
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
