"""Over a slow link: a figure that stands still from the start where that is asked for, or once nothing gets through."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from grader.core.lessons import lessons
from tests.bench.terminal import Terminal
from tests.e2e.conftest import PROGRAM

STILL = re.compile(r"Figure (\d+)/(\d+)")
STALLED_SECONDS = 5.0
"""Some frames of a figure, which moves on every 0.8 seconds, and plays for 14 seconds or so."""


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    for name in ("CONFIG", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    work = tmp_path / "work"
    work.mkdir()
    for lesson in lessons():
        (work / lesson.file_name).write_text(lesson.starter)
    return work


def test_with_animate_never_nothing_moves_and_space_steps(folder):
    with Terminal([PROGRAM, "--animate", "never"], folder) as terminal:
        terminal.until("Figure 1/")
        terminal.rest(2.0)
        assert terminal.bytes_in(2.5) == 0
        terminal.press(" ")
        terminal.until("2/")
        terminal.rest(2.0)
        assert terminal.bytes_in(2.5) == 0
        assert terminal.quit() and terminal.ended == 0


def test_a_figure_stands_still_where_the_terminal_takes_nothing_more(folder):
    with Terminal([PROGRAM], folder) as terminal:
        terminal.until("space stop")
        terminal.press("jj")
        terminal.until("3 · ")
        for key in "kj" * 5:  # more pictures than fit between the program and a reader that does not read
            terminal.send(key)
            time.sleep(0.1)
        time.sleep(STALLED_SECONDS)
        terminal.rest(1.0)
        place, frames = STILL.findall(terminal.text)[-1]
        assert int(place) < int(frames)
        assert "space play" in terminal.text
        terminal.press(" ")
        terminal.until("space stop")  # and plays again where it is asked to
