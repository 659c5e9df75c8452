"""The class as a table: sorted, narrowed, and drawn only where it is seen."""

from __future__ import annotations

from textual.widgets import Input

from grader.tui.review.class_screen import ClassScreen, Table
from grader.tui.review.student import StudentScreen
from tests.tui.review.keys import shown


async def test_the_class_shows_a_glyph_a_cell_sorts_and_narrows(opened, until):
    async with opened() as (app, pilot):
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, ClassScreen) and "Abbott" in shown(app))
        rows = app.screen.query_one(Table).plain().splitlines()
        assert "✓ ✓ ✓ ✓" in rows[0] and "◐ ✓ ◐ ✓" in rows[2] and "? ? ? ?" in rows[5]
        await pilot.press("s")
        assert app.screen.query_one(Table).plain().splitlines()[0].startswith(" Fay, Sam")
        await pilot.press("slash")
        app.screen.query_one("#find", Input).value = "max not explained"
        await pilot.press("enter")
        assert [line.student for line in app.screen._lines] == ["Chen, Li", "Diaz, Ana"]
        await pilot.press("right", "right", "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, StudentScreen) and app.screen.result is not None)
        assert (app.screen.student, app.screen.result.exercise) == ("Diaz, Ana", "max_pooling")
        await pilot.press("n")
        assert app.screen.student == "Chen, Li"


async def test_a_long_table_draws_only_what_is_in_sight(opened, until):
    async with opened() as (app, pilot):
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, ClassScreen) and app.screen._lines)
        drawn = set()
        app.screen.query_one(Table).show_lines(5000, lambda index: drawn.add(index) or ())
        await pilot.press("pagedown", "end")
        await pilot.pause()
        assert 4999 in drawn and len(drawn) < 200
