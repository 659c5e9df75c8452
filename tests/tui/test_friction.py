"""Small things that once stood in a student's way: a test for each."""

import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from grader.commands.student import verdict_lines
from grader.core.lessons import find, lessons
from grader.core.results import Started, Status
from grader.core.status_words import word
from grader.grading.verdict.values import measure_text
from grader.student.session import Session
from grader.student.workspace import write_notebook
from grader.tui import editor
from grader.tui.drawing.suggestions import suggestion
from grader.tui.drawing.words import verdict
from grader.tui.screens.main_keys import keys_of
from grader.tui.screens.solution import Solution
from grader.tui.widgets.figure import FigurePane
from grader.tui.widgets.last_run import LastRun
from grader.tui.widgets.lines import Banner, KeyLine, Notice
from tests.tui import canned
from tests.tui.test_keys import said, write


async def test_a_solution_by_hand_stands_before_the_same_with_pytorch(folder):
    app = canned.app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(Solution(find("zero_padding")))
        await pilot.pause()
        shown = app.screen.page.plain()
    places = [shown.index(text) for text in ("By hand", "np.zeros", "The same with PyTorch", "import torch")]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("environ", "there", "command"),
    [
        ({"VISUAL": "code -w", "EDITOR": "vim"}, {"nano"}, "code -w"),
        ({"EDITOR": "vim"}, {"nano"}, "vim"),
        ({"EDITOR": ""}, {"nano", "micro", "vi"}, "nano"),
        ({}, {"micro", "vim"}, "micro"),
    ],
)
def test_without_a_chosen_editor_an_easy_one_is_taken(monkeypatch, environ, there, command):
    monkeypatch.setattr(editor.shutil, "which", lambda name: name if name in there else None)
    assert editor.chosen(environ).command == command


@pytest.mark.parametrize("name", editor.EDITORS)
def test_an_editor_that_was_not_chosen_says_how_to_leave_it_once(monkeypatch, capsys, name):
    monkeypatch.setattr(editor.shutil, "which", lambda one: one if one == name else None)
    monkeypatch.setattr(editor.subprocess, "run", lambda command, check: None)
    monkeypatch.setattr(editor.time, "sleep", lambda seconds: None)
    chosen = editor.chosen({})
    editor.edit(chosen, Path("output_size.py"), told=False)
    told = capsys.readouterr().out
    assert "output_size.py" in told and "saves" in told and "leaves" in told
    editor.edit(chosen, Path("output_size.py"), told=True)
    assert capsys.readouterr().out == ""


async def test_running_all_shows_what_runs_and_what_waits_and_a_again_leaves_those_out(folder, until):
    write(folder, "fully_connected", "HANG")
    grader = canned.Grader()
    app = canned.app(folder, grade=grader)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a")
        await until(pilot, grader.hanging.is_set)
        await until(pilot, lambda: "▸ Fully connected" in app.screen.list.plain())
        assert app.screen.list.plain().count("…") == 4
        assert "4 wait · running fully_" in app.screen.query_one(Banner).plain()
        await pilot.press("a")
        await until(pilot, lambda: "4 that waited are left out" in said(app))
        await pilot.press("escape")
        await until(pilot, lambda: not app.runs.current)
    assert grader.ran == ["fully_connected"]


async def test_after_a_training_the_line_and_the_foot_say_what_is_next_at_80x24(folder, until):
    write(folder, "training", "TRAIN")
    app = canned.app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        app.main.go_to(canned.LESSONS[4])
        await pilot.press("r")
        await until(pilot, lambda: "v: what it learned, n: next one, s: solution ─" in said(app))
        assert app.screen.query_one(KeyLine).plain().split()[:6] == ["r", "Run", "n", "Next", "s", "Solution"]


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_the_line_above_the_keys_never_cuts_a_word(folder, tmp_path, size):
    course = lessons()
    write_notebook(tmp_path / "notebook", course)
    session = Session(tmp_path / "notebook", course)
    texts = {suggestion(session, lesson, answering=False) for lesson in course}
    texts |= {f"{one.name}: the solution is shown once you have solved it. h gives a hint." for one in course}
    texts.add("one word at a time " * 12)
    app = canned.app(folder)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for text in sorted(texts):
            app.screen.show_notice(Notice(text))
            shown = said(app).replace("─", " ").split()
            cut = shown[-1] == "…"
            assert shown[: -1 if cut else None] == text.split()[: len(shown) - cut]
            assert cut == text.startswith("one word")  # what the program has to say fits whole
    session.close()


@pytest.mark.parametrize("keys", [keys_of(), keys_of(running=True), keys_of(zoomed=True), keys_of(Status.PASSED)])
async def test_every_key_of_the_foot_is_in_sight_in_the_narrowest_window(folder, keys):
    app = canned.app(folder)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        foot = app.screen.query_one(KeyLine)
        foot.show_keys(keys)
        last, word = keys[-1]
        assert f"{last} {word}" in foot.plain()[: foot.content_region.width]


async def test_over_a_slow_link_the_figure_stands_still(folder):
    app = canned.app(folder, moving=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        figure = app.screen.query_one(FigurePane)
        for _ in range(2):
            figure._judge_speed(time.monotonic() - 1)
        assert figure.playing
        figure._judge_speed(time.monotonic() - 1)
        assert not figure.playing


async def test_a_long_run_says_for_how_long_and_what_ends_it(folder, until):
    started = threading.Event()

    def endless(lesson, source, seed, sandbox, cancelled):
        started.set()
        cancelled.wait(30)
        yield from ()

    app = canned.app(folder, grade=endless)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("r")
        await until(pilot, started.is_set)
        app.runs.current["fully_connected"].started -= 5
        app.screen.show_run()
        shown = app.screen.query_one(FigurePane).plain()
        assert app.screen.query_one(LastRun).border_title == "Running"
        assert "running for 5 s   Esc cancels" in shown
        assert "A run that does not end is stopped after 10 s of processor time." in " ".join(shown.split())
        figure = app.screen.query_one(FigurePane)
        clock = figure._timer
        await pilot.press("space", "right")
        assert figure._timer is clock and clock is not None  # neither key stops it
        await pilot.press("escape")
        await until(pilot, lambda: not app.runs.current and figure._timer is None)


async def test_the_clock_of_a_run_goes_on_where_an_answer_was_looked_at(folder, until):
    write(folder, "fully_connected", "x")
    app = canned.app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("r")
        figure = app.screen.query_one(FigurePane)
        await until(pilot, lambda: "wanted 3x3" in figure.plain())
        started = threading.Event()

        def endless(lesson, source, seed, sandbox, cancelled):
            yield Started(lesson.name)
            started.set()
            cancelled.wait(30)

        app.runs._grade = endless
        await pilot.press("r")
        await until(pilot, lambda: started.is_set() and "running" in figure.plain())
        assert figure._timer is not None
        await pilot.press("escape", "escape")
        await until(pilot, lambda: not app.runs.current)


def test_an_accuracy_far_below_one_percent_is_told_as_it_is():
    assert measure_text("accuracy", 0.003) == "accuracy 0.3%"


def test_the_table_and_the_plain_commands_have_one_vocabulary():
    for status in (Status.TODO, Status.MISSING, Status.FORBIDDEN):
        result = replace(canned.passed(canned.LESSONS[0]), status=status, checks=())
        assert verdict(result) == word(status)
        assert word(status) in verdict_lines(result)[0]
