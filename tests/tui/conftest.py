"""Each test gets a folder of its own with starters, a plain terminal and no home."""

import asyncio
from pathlib import Path

import pytest

from grader.student.workspace import write_starters
from tests.tui import canned


@pytest.fixture(autouse=True)
def terminal(monkeypatch, tmp_path):
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path.resolve()))


@pytest.fixture
def empty(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lecture7").mkdir()
    return Path("lecture7")


@pytest.fixture
def folder(empty) -> Path:
    write_starters(empty, canned.LESSONS)
    return empty


@pytest.fixture
def until():
    """Wait until something is so; the clock decides nothing but a hang."""

    async def wait(pilot, condition, tries=800):
        for _ in range(tries):
            await pilot.pause()
            if condition():
                return
            await asyncio.sleep(0.01)
        raise AssertionError("it never came to be")

    return wait
