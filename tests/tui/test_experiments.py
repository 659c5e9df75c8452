"""An experiment is offered where it belongs, found in the palette, run by a key, and left by Esc."""

from dataclasses import replace

import pytest

from exercises.figures import Frame, Grid
from grader.sandbox.parent.jobs import ProbeNews
from grader.student import experiments
from grader.tui.screens.experiment import ExperimentScreen
from grader.tui.screens.main import Main
from grader.tui.widgets.statement import Statement
from tests.tui import canned
from tests.tui.test_keys import said

OFFERING = replace(canned.LESSONS[0], statement="# Layer\n\n`cnn-exercises experiment shuffle` shows it.\n")
COURSE = (OFFERING, *canned.LESSONS[1:])
SHOWN = experiments.Shown((Frame("", (Grid("", ((1, 2), (3, 4))),)),), 3.0)


@pytest.fixture
def ran(monkeypatch):
    """Experiments that give what a test says; what each was asked."""
    asked, gives = [], [ProbeNews(0.5, "training the dense layer", None), SHOWN]

    def run(name, files, sandbox, cancelled=None):
        asked.append((name, cancelled))
        for one in gives:
            if isinstance(one, Exception):
                raise one
            yield one

    monkeypatch.setattr(experiments, "run", run)
    return asked, gives


def page(app):
    """What the screen says, its line breaks aside."""
    return " ".join(app.screen.page.plain().split())


async def test_the_exercise_says_that_it_has_one_and_t_shows_it(folder, until, ran):
    app = canned.app(folder, course=COURSE)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "t experiment" in said(app)
        assert "t: experiment shuffle" in str(app.screen.query_one(Statement).border_title)
        await pilot.press("t")
        await until(pilot, lambda: "it has a weight for each place" in page(app))
        assert isinstance(app.screen, ExperimentScreen)
        assert "Which network minds" in page(app) and "with our training, convnet (yours, once solved)" in page(app)
        assert "1 2 3 4" in page(app)
        await pilot.press("escape")
        assert isinstance(app.screen, Main)


async def test_an_exercise_without_one_says_where_they_are(folder, ran):
    app = canned.app(folder, course=COURSE)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "t")
        assert isinstance(app.screen, Main)
        assert "output_size: no experiment goes with it. ctrl+p lists those of others" in said(app)
        assert "experiment" not in str(app.screen.query_one(Statement).border_title)
    assert ran[0] == []


async def test_the_palette_lists_them(folder):
    app = canned.app(folder, course=COURSE)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        titles = [command.title for command in app.get_system_commands(app.screen)]
    assert [title for title in titles if title.startswith("Experiment")] == ["Experiment: shuffle"]


async def test_escape_stops_it_and_a_failure_is_told_in_its_lines(folder, until, ran):
    asked, gives = ran
    gives[:] = [experiments.ExperimentError("Traceback:\nValueError: [red] is no colour")]
    app = canned.app(folder, course=COURSE)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("t")
        await until(pilot, lambda: "ValueError: [red] is no colour" in page(app))
        gives[:] = [SHOWN]
        await pilot.press("r")
        await until(pilot, lambda: "ValueError" not in page(app) and "0%" not in page(app))
        assert not asked[-1][1].is_set()
        await pilot.press("escape")
        await pilot.pause()
        assert asked[-1][1].is_set()
