"""The keys that open other screens, the palette, and the way out."""

from dataclasses import replace

import numpy as np
import pytest

from grader.student.history import History
from grader.tui.screens.gallery import Gallery
from grader.tui.screens.help import Help
from grader.tui.screens.main import Main
from grader.tui.screens.results import Results
from grader.tui.screens.scoreboard import Scoreboard
from grader.tui.widgets.figure import FigurePane
from grader.tui.widgets.last_run import LastRun
from grader.tui.widgets.lines import Banner, KeyLine
from grader.tui.widgets.statement import Statement
from tests.tui import canned
from tests.tui.test_keys import write


async def test_the_scoreboard_opens_and_closes(folder):
    history = History.of_folder(folder)
    for digest in ("first", "second"):
        history.record(canned.partial(canned.LESSONS[1]), digest)
    history.close()
    app = canned.app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("p")
        assert isinstance(app.screen, Scoreboard)
        line = next(one for one in app.screen.page.plain().splitlines() if "Output size" in one)
        assert "2/6" in line
        assert "just now" in line
        assert " 2 " in line
        await pilot.press("p")
        assert isinstance(app.screen, Main)


@pytest.mark.parametrize("key", ["question_mark", "f1"])
async def test_help_names_every_key(folder, key):
    app = canned.app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(key)
        assert isinstance(app.screen, Help)
        shown = app.screen.page.plain()
        for word in (
            "$EDITOR",
            "hint",
            "starter",
            "scoreboard",
            "gallery",
            "experiment",
            "ctrl+p",
            "shift and drag",
            "OSC 52",
        ):
            assert word in shown
        await pilot.press("escape")
        assert isinstance(app.screen, Main)


async def test_g_opens_the_gallery_and_arrows_turn_it(folder):
    app = canned.app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("g")
        assert isinstance(app.screen, Gallery)
        assert "AlexNet" in app.screen.page.plain()
        assert "61.1 M" in app.screen.page.plain()
        await pilot.press("right")
        assert "C3" in app.screen.page.plain()
        assert "61,706" in app.screen.page.plain()
        await pilot.press("right")
        assert "62,378,344" in app.screen.page.plain()


async def test_v_opens_what_a_training_left(folder, until):
    app = canned.app(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("v")
        assert isinstance(app.screen, Main)
        write(folder, "training", "TRAIN")
        app.main.go_to(canned.LESSONS[4])
        await pilot.press("r")
        await until(pilot, lambda: app.session.solved_count == 1)
        await pilot.press("v")
        assert isinstance(app.screen, Results)
        shown = app.screen.page.plain()
        for block in ("Training loss", "Confusion matrix", "First layer's filters", "convolution 1", "convolution 2"):
            assert block in shown
        assert "Image 1 of 3" in shown
        await pilot.press("right")
        assert "Image 2 of 3" in app.screen.page.plain()


async def test_z_zooms_one_pane_after_the_other_and_escape_ends_it(folder):
    app = canned.app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        main = app.screen
        await pilot.press("z")
        assert main.query_one(Statement).size.width > 70
        assert not main.list.size
        assert "Esc Back" in main.query_one(KeyLine).plain()
        await pilot.press("z")
        await pilot.pause()
        assert main.query_one(FigurePane).size.height > 15
        await pilot.press("z")
        await pilot.pause()
        assert main.query_one(LastRun).size.height > 15
        await pilot.press("escape")
        assert main.list.size
        assert main.list.has_focus


async def test_page_down_turns_the_statement_from_the_list(folder):
    app = canned.app(folder)
    async with app.run_test(size=(60, 20)) as pilot:  # the list is longer than its pane
        await pilot.pause()
        await pilot.press("pagedown")
        await pilot.pause()
        assert app.screen.query_one(Statement).scroll_offset.y > 0
        assert app.screen.list.scroll_offset.y == 0
        await pilot.press("pageup")
        await pilot.pause()
        assert app.screen.query_one(Statement).scroll_offset.y == 0


async def test_the_palette_offers_the_keys_and_the_exercises(folder):
    app = canned.app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        titles = [command.title for command in app.get_system_commands(app.screen)]
        assert {"Run", "Hint", "Scoreboard", "Theme", "Quit", "Go to Max pooling"} <= set(titles)
        await pilot.press("ctrl+p")
        await pilot.pause()
        assert type(app.screen).__name__ == "CommandPalette"


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_q_quits_and_leaves_nothing_running(folder, key):
    sandbox = canned.NoSandbox()
    app = canned.app(folder, sandbox=sandbox)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(key)
        await pilot.pause()
    assert app.return_code == 0
    assert sandbox.closed


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_keys_of_the_footer_can_be_clicked(folder, until, size):
    app = canned.app(folder)
    async with app.run_test(size=size) as pilot:
        at = app.screen.query_one(KeyLine).plain().index("? Help")
        await pilot.click(KeyLine, offset=(at + 2, 0))
        await until(pilot, lambda: isinstance(app.screen, Help))


async def results_of(pilot, app, result):
    """The results page of a result."""
    app.push_screen(Results(canned.LESSONS[4], result))
    await pilot.pause()
    return app.screen.page.plain(), app.screen.query_one(KeyLine).plain()


async def test_the_results_page_tells_accuracy_truth_answer_and_silent_maps(folder):
    told = canned.trained(canned.LESSONS[4])
    maps = told.pictures["maps 1"].copy()
    maps[0, 2] = 0.5
    more = {"maps 1": maps, "truth": np.array([7, 1, 2]), "answers": np.array([7, 5, 2]), "epochs": np.array(2)}
    app = canned.app(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        shown, keys = await results_of(
            pilot, app, replace(told, measures={"accuracy": 0.008}, pictures={**told.pictures, **more})
        )
        assert "accuracy 0.8%" in app.screen.query_one(Banner).plain()
        assert "true: 7   the network: 7   ✓ right" in shown
        assert "1 of 6 silent: the same everywhere" in shown
        assert "2 epochs" in shown
        assert "Next image" in keys
        await pilot.press("right")
        assert "true: 1   the network: 5   ✗ wrong" in app.screen.page.plain()


async def test_a_transfer_is_labelled_by_its_digits_and_offers_no_images(folder):
    told = replace(
        canned.trained(canned.LESSONS[4]), pictures={"confusion": np.eye(5) * 9, "classes": np.arange(5, 10)}
    )
    app = canned.app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        shown, keys = await results_of(pilot, app, told)
        rows = [line.split()[0] for line in shown.splitlines() if line.strip()[:1].isdigit()]
        assert rows == ["5", "6", "7", "8", "9"]
        assert "image" not in keys
