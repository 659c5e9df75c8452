"""Where a notebook stands for an exercise, every label and message names the notebook."""

import pytest

from grader.core.lessons import lessons
from grader.core.notebook.writing import notebook_text
from grader.tui.screens.confirm import Confirm
from grader.tui.widgets.last_run import LastRun
from grader.tui.widgets.statement import Statement
from tests.tui import canned
from tests.tui.test_keys import said

NOTEBOOK = "exercises.ipynb"


@pytest.fixture
def notebook(empty):
    """A folder with a notebook alone."""
    (empty / NOTEBOOK).write_text(notebook_text(lessons()))
    return empty


async def test_before_the_first_run_everything_names_the_notebook(notebook):
    app = canned.app(notebook, course=lessons())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "fully_connected: not run yet · save exercises.ipynb" in said(app)
        assert NOTEBOOK in str(app.screen.query_one(Statement).border_title)
        assert app.screen.query_one(LastRun).plain().startswith("Save exercises.ipynb")
        shown = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
    assert ".py" not in shown


async def test_e_and_x_say_what_to_do_with_a_notebook(notebook):
    app = canned.app(notebook, course=lessons())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("e")
        assert "fully_connected is in exercises.ipynb: change it in Jupyter or Colab" in said(app)
        await pilot.press("x")
        assert not isinstance(app.screen, Confirm)
        assert "a notebook is never written over" in said(app)


async def test_a_notebook_that_went_is_named(notebook, until):
    app = canned.app(notebook, course=lessons())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.pause()
        (notebook / NOTEBOOK).unlink()
        await until(pilot, lambda: "exercises.ipynb went" in said(app))
        assert "output_size.py" not in said(app)
