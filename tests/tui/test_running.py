"""Saves, long runs, cancelling, and everything that can go wrong around a run."""

import pytest

from grader.tui.drawing.rows import escaped
from grader.tui.screens.check import CheckScreen
from grader.tui.screens.main import Main
from grader.tui.screens.small import TooSmall
from grader.tui.screens.welcome import Welcome
from grader.tui.widgets.figure import FigurePane
from grader.tui.widgets.last_run import LastRun
from grader.tui.widgets.lines import Banner, KeyLine
from grader.tui.widgets.rows_view import RowsView
from tests.tui import canned
from tests.tui.test_keys import said, write


async def test_saving_a_file_runs_that_exercise(folder, until):
    grader = canned.Grader()
    app = canned.app(folder, grade=grader)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.pause()
        write(folder, "output_size", "PASS")
        await until(pilot, lambda: app.session.solved_count == 1)
        assert grader.ran == ["output_size"]
        assert app.screen.lesson.name == "output_size"  # what was saved comes to the front
        await until(pilot, lambda: "solved · run 1, " in str(app.screen.query_one(LastRun).border_title))


async def test_a_long_run_shows_its_bar_and_its_loss_and_keys_go_on_working(folder, until):
    write(folder, "training", "HANG")
    grader = canned.Grader()
    app = canned.app(folder, grade=grader)
    async with app.run_test(size=(80, 24)) as pilot:
        app.main.go_to(canned.LESSONS[4])
        await pilot.press("r")
        await until(pilot, grader.hanging.is_set)
        main = app.screen
        await until(pilot, lambda: "▸ Training" in main.list.plain())  # it has begun, and no longer waits
        main.show_run()
        shown = main.query_one(FigurePane).plain()
        assert "20%" in shown
        assert "epoch 1 of 2" in shown
        assert "loss 1.300" in shown
        assert "2.30┤" in shown
        assert "Cancel" in main.query_one(KeyLine).plain()
        assert "running training" in main.query_one(Banner).plain()
        await pilot.press("up")
        assert main.lesson.name == "max_pooling"
        await pilot.press("down", "escape")
        await until(pilot, lambda: not app.runs.current)
        assert "training: cancelled" in said(app)
        assert "Cancel" not in main.query_one(KeyLine).plain()


async def test_running_again_ends_the_run_before(folder, until):
    write(folder, "fully_connected", "HANG")
    grader = canned.Grader()
    app = canned.app(folder, grade=grader)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("r")
        await until(pilot, grader.hanging.is_set)
        write(folder, "fully_connected", "PASS")
        await pilot.press("r")
        await until(pilot, lambda: app.session.solved_count == 1 and not app.runs.current)


async def test_quitting_in_the_middle_of_a_run(folder, until):
    write(folder, "fully_connected", "HANG")
    grader = canned.Grader()
    app = canned.app(folder, grade=grader)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("r")
        await until(pilot, grader.hanging.is_set)
        await pilot.press("q")
    assert app.return_code == 0


async def test_a_starved_run_blames_the_machine_and_is_neither_best_nor_worst(folder, until):
    write(folder, "fully_connected", "STARVED")
    app = canned.app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("r")
        told = "fully_connected: the machine is busy: this ran at 40% · r: once more"
        await until(pilot, lambda: told in said(app))
        assert app.session.standing(canned.LESSONS[0]) is None
        write(folder, "fully_connected", "PASS")
        await until(pilot, lambda: app.session.solved_count == 1)
        write(folder, "fully_connected", "STARVED!")
        await until(pilot, lambda: told in said(app))
        standing = app.session.standing(canned.LESSONS[0])
        assert standing.solved and standing.scores == (6.0,)
    again = canned.app(folder)
    async with again.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert again.session.standing(canned.LESSONS[0]).scores == (6.0,)


async def test_a_grader_that_breaks_is_one_line(folder, until):
    write(folder, "fully_connected", "RAISE")
    app = canned.app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("r")
        await until(pilot, lambda: "could not be run" in said(app))
        assert "the sandbox is broken" in said(app)
        await until(pilot, lambda: not app.runs.current)


async def test_an_untouched_file_is_not_scolded(folder, until):
    app = canned.app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("r")
        await until(pilot, lambda: app.session.last(canned.LESSONS[0]) is not None and not app.runs.current)
        assert "fully_connected: not run yet" in said(app)
        assert app.session.standing(canned.LESSONS[0]) is None


async def test_a_missing_file_says_so(folder, until):
    (folder / "fully_connected.py").unlink()
    app = canned.app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("r")
        await until(pilot, lambda: "x writes the starter" in said(app) and not app.runs.current)
        assert "? Fully connected" in app.screen.list.plain()


async def test_progress_is_there_again_on_the_next_start(folder, until):
    write(folder, "fully_connected", "PASS")
    app = canned.app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("r")
        await until(pilot, lambda: app.session.solved_count == 1)
        await pilot.press("q")
    again = canned.app(folder)
    async with again.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "1/5 done" in again.screen.query_one(Banner).plain()
        assert again.screen.lesson.name == "output_size"
        await pilot.press("up")
        assert "fully_connected: solved" in said(again)


async def test_without_a_writable_folder_it_goes_on_without_history(folder, until):
    (folder / ".cnn-exercises").write_text("a file in the way")
    write(folder, "fully_connected", "PASS")
    app = canned.app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Going on without history" in said(app))
        await pilot.press("r")
        await until(pilot, lambda: app.session.solved_count == 1)
        await pilot.press("h", "h")
        assert "Whole steps" in app.screen.page.plain()


async def test_a_students_words_are_neither_markup_nor_control_codes(folder, until):
    write(folder, "fully_connected", "ESCAPE")
    app = canned.app(folder)
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("r")
        pane = app.screen.query_one(LastRun)
        await until(pilot, lambda: pane.cursor >= 0)
        await pilot.press("enter")
        assert isinstance(app.screen, CheckScreen)
        shown = app.screen.page.plain()
        assert r"\x1b]0;owned\x07" in shown
        assert "[bold red]markup[/]" in shown
        assert r"\u202eflip" in shown


def test_every_control_character_is_made_visible():
    assert escaped("a\x00b\x1b[2Jc\x9bd\u2028e") == r"a\x00b\x1b[2Jc\x9bd\u2028e"
    assert escaped("naïve 7×7 →") == "naïve 7×7 →"


async def test_an_opened_check_tells_everything_and_copies_the_call(folder, until):
    write(folder, "fully_connected", "x")
    app = canned.app(folder)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("r")
        pane = app.screen.query_one(LastRun)
        await until(pilot, lambda: pane.cursor >= 0)
        await pilot.press("enter")
        shown = app.screen.page.plain()
        assert "answer(np.array([[0., 1.], [2., 3.]]), 3, stride=2)" in shown
        assert "2 of 9 cells differ" in shown
        assert "Looks like: padding left out" in shown
        assert "The border of zeros" in shown
        assert "n is 7" in shown
        assert "fully_connected.py" in shown
        assert "seed 2022" in shown
        await pilot.press("y")
        assert app.clipboard == "answer(np.array([[0., 1.], [2., 3.]]), 3, stride=2)"
        await pilot.press("right")
        assert "ZeroDivisionError: division by zero" in app.screen.page.plain()


async def test_an_opened_check_follows_a_save(folder, until):
    write(folder, "fully_connected", "x")
    app = canned.app(folder)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("r")
        pane = app.screen.query_one(LastRun)
        await until(pilot, lambda: pane.cursor >= 0)
        await pilot.press("enter")
        write(folder, "fully_connected", "PASS!")
        await pilot.press("r")
        await until(pilot, lambda: app.screen.check.status == "passed")
        assert "passed" in app.screen.heading()


# --- first run, sizes, editor


async def test_an_empty_folder_is_offered_exercises(empty):
    app = canned.app(empty)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, Welcome)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, Main)
        assert sorted(path.name for path in empty.glob("*.py"))[0] == "filtered_grid.py"
        assert "5 files written. Open fully_connected.py" in said(app)


@pytest.mark.parametrize(
    ("below", "shown"), [("cnn", "watching ~/lecture7/cnn"), ("of a long name", "…/of a long name")]
)
async def test_the_folder_is_named_on_the_offer_and_its_end_at_the_top(empty, below, shown):
    app = canned.app(empty / below)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert f"~/lecture7/{below}" in app.screen.query_one(RowsView).plain()
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen.query_one(Banner).plain().rstrip().endswith(shown)


async def test_quitting_the_offer_writes_nothing(empty):
    app = canned.app(empty)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("q")
    assert list(empty.iterdir()) == []


async def test_saves_are_noticed_after_the_first_run_too(empty, until):
    app = canned.app(empty)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        write(empty, "output_size", "PASS")
        await until(pilot, lambda: app.session.solved_count == 1)


@pytest.mark.parametrize("size", [(59, 24), (80, 19), (20, 5)])
async def test_a_window_that_is_too_small_says_so_and_recovers(folder, size):
    app = canned.app(folder)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, TooSmall)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert isinstance(app.screen, Main)
        assert app.screen.list.size.width > 0


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 60)])
async def test_every_pane_is_seen_at_every_size(folder, size):
    app = canned.app(folder)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for pane in ("#exercises", "#statement", "#figure"):
            assert app.screen.query_one(pane).content_size.height >= 2, pane
            assert app.screen.query_one(pane).content_size.width >= 18, pane
            assert app.screen.query_one(pane).region.bottom <= size[1] - 2, pane


async def test_the_figure_moves_once_and_then_stands_still(folder):
    app = canned.app(folder, moving=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        figure = app.screen.query_one(FigurePane)
        assert figure.playing
        while figure.playing:
            figure._advance()
        last = figure.place
        assert last == len(figure.frames) - 1
        await pilot.press("space")
        assert figure.playing
        assert figure.place == 0
        await pilot.press("space")
        assert not figure.playing
        await pilot.press("right", "right", "left")
        assert figure.place == 1


async def test_e_opens_the_editor_on_the_file(folder, monkeypatch):
    import contextlib

    app = canned.app(folder)
    started = []
    monkeypatch.setenv("EDITOR", "my-editor --wait")
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setattr("grader.tui.editor.subprocess.run", lambda command, check: started.append(command))
    async with app.run_test(size=(80, 24)) as pilot:
        monkeypatch.setattr(app, "suspend", contextlib.nullcontext)
        monkeypatch.setattr(type(app._driver), "can_suspend", property(lambda _: True))
        await pilot.press("e")
    assert started == [["my-editor", "--wait", str(folder / "fully_connected.py")]]


async def test_no_editor_is_one_line_with_the_path(folder, monkeypatch):
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setattr("grader.tui.editor.shutil.which", lambda _: None)
    app = canned.app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("e")
        assert "lecture7/fully_connected.py" in said(app)
