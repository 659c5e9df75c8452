"""How far a run is: a bar on a terminal, which is gone when the verdict is printed, and not a byte elsewhere."""

from __future__ import annotations

import io
import sys

import pytest

from grader.commands.bar import bar
from grader.commands.check import _shown
from grader.core.results import Finished, Progress, Started
from tests.unit.classes import result


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def on_terminal(monkeypatch) -> Terminal:
    monkeypatch.setenv("TERM", "xterm")
    for variable in ("NO_COLOR", "COLUMNS", "LINES"):
        monkeypatch.delenv(variable, raising=False)
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    return terminal


EVENTS = (
    Started("training"),
    Progress("training", 0.25, "epoch 1 of 4"),
    Progress("training", 0.5, "epoch 2 of 4"),
    Finished(result("training")),
)


def test_a_terminal_shows_how_far_it_is_and_is_clean_before_the_verdict(monkeypatch):
    terminal = on_terminal(monkeypatch)
    passed = []
    for event in _shown(iter(EVENTS)):
        passed.append(event)
        before = terminal.getvalue()
    assert passed == [EVENTS[0], EVENTS[3]]
    assert "training epoch 2 of 4" in before and "50%" in before
    assert before.endswith(("\x1b[2K", "\x1b[?25h")), "the line is cleared and the cursor is back"
    assert terminal.getvalue() == before


def test_the_cursor_is_back_where_a_run_breaks_off(monkeypatch):
    terminal = on_terminal(monkeypatch)
    events = _shown(iter(EVENTS[:3]))
    with pytest.raises(StopIteration):
        next(events) and next(events)
    assert terminal.getvalue().count("\x1b[?25h") == terminal.getvalue().count("\x1b[?25l") > 0


def test_elsewhere_nothing_is_drawn(capsys):
    assert list(_shown(iter(EVENTS))) == [EVENTS[0], EVENTS[3]]
    with bar("starting") as show:
        show(0.5, "half")
    assert capsys.readouterr() == ("", "")


def test_what_a_students_code_says_cannot_steer_the_terminal(monkeypatch):
    terminal = on_terminal(monkeypatch)
    with bar("[red]a[/red]") as show:
        show(0.5, "evil\x1b]0;title\x07\nsecond [bold]line")
    assert "\x1b]0;" not in terminal.getvalue() and "\x07" not in terminal.getvalue()
    assert "evil\\x1b]0;title\\x07 second [bold]line" in terminal.getvalue()
