"""Every key of the main screen, pressed."""

from dataclasses import replace

import pytest

from exercises.definition import Question
from grader.student.history import History
from grader.tui.screens.check import CheckScreen
from grader.tui.screens.confirm import Confirm
from grader.tui.screens.hints import Hints
from grader.tui.screens.main import Main
from grader.tui.screens.solution import Solution
from grader.tui.widgets.figure import FigurePane
from grader.tui.widgets.last_run import LastRun
from grader.tui.widgets.lines import Banner, KeyLine, MessageLine
from grader.tui.widgets.statement import Statement
from tests.tui import canned


def write(folder, name, text):
    (folder / f"{name}.py").write_text(text)


def said(app):
    """The line above the keys."""
    return app.screen.query_one(MessageLine).plain()


async def test_the_main_screen_shows_list_statement_figure_and_what_will_be_checked(folder):
    app = canned.app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        main = app.screen
        assert isinstance(main, Main)
        assert main.list.has_focus
        assert "7.2 Overview" in main.list.plain()
        assert "· Output size" in main.list.plain()
        assert "0/6" not in main.list.plain()  # scores of what isn't started are hidden
        assert str(main.query_one(Statement).border_title).startswith("1 · Fully connected layer")
        assert main.query_one(Statement).content_region.height >= 9
        assert main.query_one(FigurePane).plain().strip()
        assert "fully_connected: not run yet · save it, e opens it" in said(app)
        assert "0/5 done" in main.query_one(Banner).plain()


async def test_the_footer_has_at_most_six_keys_run_first(folder):
    app = canned.app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        words = app.screen.query_one(KeyLine).plain().split("   ")
        assert words[0].strip() == "r Run"
        assert len(words) <= 6


@pytest.mark.parametrize(("down", "up"), [("down", "up"), ("j", "k")])
async def test_arrows_and_j_k_move_through_the_list(folder, down, up):
    app = canned.app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(down, down)
        assert app.screen.lesson.name == "filtered_grid"
        assert "3 · Filtered grid" in str(app.screen.query_one(Statement).border_title)
        await pilot.press(up)
        assert app.screen.lesson.name == "output_size"


async def test_r_runs_and_shows_every_check(folder, until):
    write(folder, "fully_connected", "x")
    app = canned.app(folder)
    async with app.run_test(size=(100, 34)) as pilot:
        await pilot.press("r")
        pane = app.screen.query_one(LastRun)
        await until(pilot, lambda: "1 of 3 pass · run 1, " in str(pane.border_title))
        shown = pane.plain()
        assert "✓ the lecture's numbers" in shown
        assert "✗ zero padding" in shown
        assert "84" in shown
        assert "81" in shown
        assert "Looks like: padding left out" in app.screen.query_one(FigurePane).plain()
        assert "! any size" in shown
        assert "◐ Fully connected layer" in app.screen.list.plain()
        assert "2/6" in app.screen.list.plain()


async def test_the_figure_then_shows_given_wanted_and_yours(folder, until):
    write(folder, "fully_connected", "x")
    app = canned.app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("r")
        figure = app.screen.query_one(FigurePane)
        await until(pilot, lambda: "wanted 3x3" in figure.plain())
        assert "given" in figure.plain()
        assert "[81]" in figure.plain()
        assert "zero padding ── 1 of 2 wrong" in str(figure.border_title)


async def test_solved_says_press_n_and_goes_nowhere_by_itself(folder, until):
    write(folder, "fully_connected", "PASS")
    app = canned.app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("r")
        await until(pilot, lambda: "fully_connected: solved · n goes to the next one" in said(app))
        assert app.screen.lesson.name == "fully_connected"
        assert "1/5 done" in app.screen.query_one(Banner).plain()
        await pilot.press("n")
        assert app.screen.lesson.name == "output_size"


async def test_n_skips_what_is_solved_and_wraps_round(folder):
    history = History.of_folder(folder)
    for name in ("output_size", "training"):
        lesson = next(one for one in canned.LESSONS if one.name == name)
        history.record(canned.passed(lesson), "a")
    history.close()
    app = canned.app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        assert app.screen.lesson.name == "filtered_grid"
        await pilot.press("n", "n")
        assert app.screen.lesson.name == "fully_connected"


async def test_enter_opens_the_first_wrong_check_and_escape_comes_back(folder, until):
    write(folder, "fully_connected", "x")
    app = canned.app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("r")
        pane = app.screen.query_one(LastRun)
        await until(pilot, lambda: pane.cursor >= 0)
        await pilot.press("enter")
        assert isinstance(app.screen, CheckScreen)
        assert app.screen.check.name == "zero padding"  # the first that is wrong
        await pilot.press("escape")
        assert isinstance(app.screen, Main)
        await pilot.press("escape")
        assert app.screen.list.has_focus


async def test_a_runs_all_that_are_there(folder, until):
    (folder / "max_pooling.py").unlink()
    grader = canned.Grader()
    app = canned.app(folder, grade=grader)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a")
        await until(pilot, lambda: not app.runs.current)
        assert grader.ran == ["fully_connected", "output_size", "filtered_grid", "training"]


async def test_h_reveals_one_hint_at_a_time_and_remembers(folder):
    app = canned.app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("h")
        assert isinstance(app.screen, Hints)
        assert "left over" in app.screen.page.plain()
        assert "Whole steps" not in app.screen.page.plain()
        await pilot.press("h")
        assert "Whole steps" in app.screen.page.plain()
        await pilot.press("escape", "h")
        assert "Whole steps" in app.screen.page.plain()
        assert "Nearly" not in app.screen.page.plain()
    again = canned.app(folder)
    async with again.run_test(size=(80, 24)) as pilot:
        await pilot.press("h")
        assert "Whole steps" in again.screen.page.plain()


async def test_the_hint_of_the_diagnosed_mistake_comes_before_the_general_ones(folder, until):
    write(folder, "fully_connected", "wrong")
    app = canned.app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("r")
        await until(pilot, lambda: app.session.last(canned.LESSONS[0]) is not None)
        await pilot.press("h")
        assert app.screen.page.plain().index("padding left out") < app.screen.page.plain().index("border of zeros")
        assert "left over" not in app.screen.page.plain()
        await pilot.press("h")
        assert app.screen.page.plain().index("border of zeros") < app.screen.page.plain().index("left over")


async def test_h_also_after_passing(folder, until):
    write(folder, "fully_connected", "PASS")
    app = canned.app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("r")
        await until(pilot, lambda: app.session.solved_count == 1)
        await pilot.press("h")
        assert "left over" in app.screen.page.plain()


async def test_s_shows_the_reference_only_once_solved(folder, until):
    app = canned.app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("s")
        assert isinstance(app.screen, Main)
        assert "once you have solved it" in said(app)
        write(folder, "fully_connected", "PASS")
        await pilot.press("r")
        await until(pilot, lambda: app.session.solved_count == 1)
        await pilot.press("s")
        assert isinstance(app.screen, Solution)
        assert "return n // 2 + 1" in app.screen.page.plain()


@pytest.mark.parametrize("answer", ["n", "escape", "q"])
async def test_x_changes_nothing_without_a_yes(folder, answer):
    write(folder, "fully_connected", "mine")
    app = canned.app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("x")
        assert isinstance(app.screen, Confirm)
        await pilot.press(answer)
        assert isinstance(app.screen, Main)
        assert (folder / "fully_connected.py").read_text() == "mine"


async def test_x_resets_and_keeps_a_backup(folder, until):
    write(folder, "fully_connected", "mine")
    app = canned.app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("x", "y")
        await until(pilot, lambda: (folder / "fully_connected.py").read_text() == canned.LESSONS[0].starter)
        backups = list((folder / ".cnn-exercises" / "backups").iterdir())
        assert [backup.read_text() for backup in backups] == ["mine"]
        await until(pilot, lambda: not app.runs.current)
        assert "fully_connected: not run yet" in said(app)


async def test_w_asks_what_is_predicted_and_replies(folder):
    question = Question("How many?", 3, "Right: three.", {4: "One too many."}, "answer = 3", otherwise="Count again.")
    first = replace(canned.LESSONS[0], exercise=replace(canned.LESSONS[0].exercise, questions=(question,)))
    app = canned.app(folder, course=(first, *canned.LESSONS[1:]))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "w to predict" in said(app)
        await pilot.press("w", "4", "q", "backspace", "enter")
        assert "One too many." in app.screen.page.plain()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, Main)
        assert not app.session.predictions(first)[0].right
        assert "w to predict" not in said(app)
