"""A student's first five minutes with the installed program, in a real terminal."""

from __future__ import annotations

import shlex

import pytest

from tests.e2e.conftest import PROGRAM
from tests.e2e.tmux_terminal import Terminal, needs_tmux

WRONG = """def output_size(n, f, stride=1, pad=0):
    if f > n + 2 * pad:
        raise ValueError("the filter does not fit")
    return (n - f) // stride + 1
"""
RIGHT = WRONG.replace("(n - f)", "(n + 2 * pad - f)")


@pytest.fixture
def terminal():
    one = Terminal(width=90, height=40)  # tall enough for the plain list; 80x24 is the pilot tests' size
    yield one
    one.close()


@pytest.fixture
def start(tmp_path, terminal):
    """Start the program in an empty folder, as its own user."""
    folder = tmp_path / "lecture 7"
    folder.mkdir()

    def begin(settings="TERM=xterm-256color"):
        home = shlex.quote(str(tmp_path / "config"))
        cache = f"XDG_CONFIG_HOME={home} XDG_CACHE_HOME={shlex.quote(str(tmp_path / 'cache'))}"
        terminal.type_line(f"cd {shlex.quote(str(folder))} && clear && {settings} {cache} {shlex.quote(str(PROGRAM))}")
        return folder

    return begin


def save(path, text):
    """As editors do: a new file renamed over the old one."""
    part = path.with_name(f".{path.name}.swp")
    part.write_text(text, encoding="utf-8")
    part.rename(path)


@needs_tmux
def test_from_an_empty_folder_to_a_solved_exercise_and_back_again(terminal, start):
    folder = start()
    terminal.shows("no exercises here yet", "Enter")
    terminal.press("Enter")
    terminal.shows("Output size", "Run", "fully_connected.py in your editor")
    assert (folder / "output_size.py").is_file()

    terminal.press("j", "j")
    terminal.shows("3 · Output size")
    save(folder / "output_size.py", WRONG)
    terminal.shows("of 6 pass", "padding left out", "run 1, ")

    save(folder / "output_size.py", RIGHT)
    terminal.shows("output_size: solved · n goes to the next one", "✓ Output size")
    terminal.press("n")
    terminal.shows("4 · Zero padding")

    terminal.press("q")
    terminal.is_back_at_the_prompt()
    start()
    terminal.shows("✓ Output size", "1/19 done")


@needs_tmux
@pytest.mark.parametrize(
    "settings",
    ["TERM=linux", "TERM=xterm-256color NO_COLOR=1", "TERM=xterm-256color LC_ALL=C PYTHONUTF8=0 PYTHONCOERCECLOCALE=0"],
    ids=["sixteen colours", "no colour", "no UTF-8"],
)
def test_poor_terminals_show_the_same(terminal, start, settings):
    start(settings)
    terminal.shows("no exercises here yet")
    terminal.press("Enter")
    terminal.shows("· Output size", "Run", "Figure")
    terminal.press("q")


@needs_tmux
def test_a_dumb_terminal_gets_the_plain_list_and_one_line_why(terminal, start):
    start("TERM=dumb")
    terminal.shows("cannot draw", "Output size")
