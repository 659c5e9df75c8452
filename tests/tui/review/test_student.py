"""One student: the file with its marked lines, the verdict, the mail."""

from __future__ import annotations

import sqlite3

from grader.tui.review.pages import TextPage
from grader.tui.review.student import StudentScreen
from grader.tui.widgets.rows_view import RowsView
from tests.tui import reviewed
from tests.tui.review.keys import find, shown


async def test_the_file_has_marked_lines_and_no_markup_of_a_student_is_read(opened, until):
    async with opened() as (app, pilot):
        await find(app, pilot, "berg")
        await until(pilot, lambda: isinstance(app.screen, StudentScreen) and "▶" in shown(app))
        file = " ".join(app.screen.query_one("#file", RowsView).plain().split())
        assert file.count("▶") == 1
        assert "▶ 2 room = n - f # [bold red]not markup[/] \\x1b]0;owned\\x07 3 return" in file
        verdict = app.screen.query_one("#verdict", RowsView).plain()
        for part in ("1/3 points", "Looks like: padding left out", "yours (2, 2)", "line 2", "printed by a student"):
            assert part in verdict
        await pilot.press("s")
        await until(pilot, lambda: "by hand" in shown(app))
        await pilot.press("s", "left")
        await until(pilot, lambda: app.screen.result.exercise == "gone_by_now")
        await pilot.press("s")
        assert "no exercise is called 'gone_by_now'" in " ".join(shown(app).split())


async def test_a_gradebook_without_sources_says_so(opened, book, until):
    connection = sqlite3.connect(book)
    connection.execute("DELETE FROM sources")
    connection.commit()
    async with opened() as (app, pilot):
        await find(app, pilot, "berg")
        await until(pilot, lambda: "is not kept in the gradebook" in " ".join(shown(app).split()))


async def test_a_mail_answers_and_names_nobody_else(opened, until):
    async with opened() as (app, pilot):
        await find(app, pilot, "chen")
        await until(pilot, lambda: isinstance(app.screen, StudentScreen) and app.screen.result is not None)
        await pilot.press("m")
        await until(pilot, lambda: isinstance(app.screen, TextPage))
        said = app.screen._text
    assert (
        said.startswith("# Chen, Li: 1 of 3 points")
        and "yours (2, 2)" in said
        and "cnn-exercises check output_size" in said
    )
    assert not any(name in said for name in reviewed.NAMES if name != "Chen, Li") and "seed" not in said
