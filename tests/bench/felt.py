"""What a student waits for, of several programs in turn: the first picture, the prompt after q, a key, a command."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.core.lessons import Lesson, find, lessons
from tests.bench.handed_in import right_files
from tests.bench.terminal import Terminal
from tests.bench.timed import p50, run

_KEYS = 24
BARE = """
from textual.app import App
from textual.widgets import Static

class Bare(App):
    BINDINGS = [("q", "quit", "Quit")]
    def compose(self):
        yield Static("a bare app")

Bare().run()
"""


def headline(lesson: Lesson) -> str:
    """What stands above an exercise's statement, and nowhere else."""
    return f"{lesson.exercise.number} · {lesson.exercise.title}"


def first_picture() -> tuple[str, ...]:
    """What the first picture of the UI must show: the list, the statement with its first words, the keys."""
    first = lessons()[0]
    paragraph = next(line for line in first.statement.splitlines() if line and not line.startswith("#"))
    return headline(first), " ".join(paragraph.split()[:3]), "Figure", lessons()[1].exercise.title, "Help"


def work_folder(folder: Path, program: Sequence[str]) -> Path:
    """A student's folder whose training is right, so that it takes its time."""
    run([*program, "init", folder])
    shutil.copyfile(right_files(find("training"))[-2], folder / "training.py")
    return folder


@dataclass(frozen=True)
class Start:
    """Seconds to the first picture, and from q to the prompt."""

    paint: float
    leave: float


def starts(commands: Mapping[str, tuple[Sequence[str], Sequence[str]]], folder: Path, times: int) -> dict[str, Start]:
    """Each command's medians, started in turn: a command, and the texts of its first picture. Once uncounted."""
    seen: dict[str, list[Start]] = {name: [] for name in commands}
    for _ in range(times + 1):
        for name, (command, texts) in commands.items():
            with Terminal(command, folder) as terminal:
                paint = terminal.until(*texts) - terminal.started
                terminal.rest(0.3, 1.0)
                seen[name].append(Start(paint, terminal.quit()))
    return {
        name: Start(p50([one.paint for one in found[1:]]), p50([one.leave for one in found[1:]]))
        for name, found in seen.items()
    }


def keys_while_training(program: Sequence[str], folder: Path) -> tuple[list[float], float]:
    """While a training runs: seconds from a key to the other exercise's statement, and from q to the prompt."""
    place = lessons().index(find("training"))
    times = []
    with Terminal(program, folder) as terminal:
        terminal.until("Help")
        terminal.rest(0.5, 3.0)
        terminal.press("j" * place)
        terminal.rest(0.5, 3.0)
        terminal.press("r")
        terminal.until("epoch 1 of", longest=180.0)
        for key, lesson in _there_and_back(place):
            pressed = terminal.press(key)
            times.append(terminal.until(headline(lesson)) - pressed)
            terminal.bytes_in(0.15)
        return times, terminal.quit()


COMMANDS = (("--help",), ("list",), ("show", "output_size"), ("hint", "output_size"), ("check", "output_size"))
"""What a student types: after the first time, so that what is compared with lies ready."""


def commands(programs: Mapping[str, Sequence[str]], folder: Path, times: int) -> dict[str, dict[str, float]]:
    """Seconds of each plain command, by program: medians, run in turn. Once uncounted."""
    found: dict[str, dict[str, float]] = {}
    for words in COMMANDS:
        seconds: dict[str, list[float]] = {name: [] for name in programs}
        for _ in range(times + 1):
            for name, program in programs.items():
                seconds[name].append(run([*program, *words], cwd=folder, expect=(0, 1)))
        found[" ".join(words)] = {name: p50(each[1:]) for name, each in seconds.items()}
    return found


def _there_and_back(place: int) -> Iterator[tuple[str, Lesson]]:
    for _ in range(_KEYS // 2):
        yield from (("k", lessons()[place - 1]), ("j", lessons()[place]))
