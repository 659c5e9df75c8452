"""Anonymous screens name nobody; a seed mixes the order."""

from __future__ import annotations

from dataclasses import replace

from grader.classroom.gradebook.store import Gradebook
from grader.tui.review.book import Book
from grader.tui.review.class_screen import ClassScreen
from grader.tui.review.desk import DeskScreen
from grader.tui.review.pages import TextPage
from grader.tui.review.student import StudentScreen
from grader.tui.widgets.rows_view import RowsView
from tests.tui import reviewed
from tests.tui.review.keys import find, shown


async def test_anonymous_screens_name_nobody(opened, until):
    async with opened(anonymous=True, seed=7) as (app, pilot):
        surnames = [name.partition(",")[0] for name in reviewed.NAMES]
        for key, screen in (("slash", DeskScreen), ("a", ClassScreen), ("enter", StudentScreen)):
            await (find(app, pilot, "student") if key == "slash" else pilot.press(key))
            await until(pilot, lambda screen=screen: isinstance(app.screen, screen) and "student 00" in shown(app))
            views = app.screen.query(RowsView)
            said = "\n".join(f"{view.plain()} {view.border_title}" for view in views if view.id != "file")
            assert not any(name in said for name in surnames)


async def test_an_anonymous_mail_shows_nobody_and_addresses_its_person(opened, book, until, monkeypatch):
    copied = []
    with Gradebook(book) as gradebook, gradebook.writing():
        one = next(one for one in gradebook.roll() if one.student == "Berg, Jan van der")
        told = {"notes": ("handed in berg.docx: not read",), "files": {"output_size": "berg output_size.py"}}
        gradebook.enrol([replace(one, **told)])
    async with opened(anonymous=True) as (app, pilot):
        await find(app, pilot, app.book.name_of("Berg, Jan van der"))
        await until(pilot, lambda: isinstance(app.screen, StudentScreen) and app.screen.result is not None)
        await pilot.press("m")
        await until(pilot, lambda: isinstance(app.screen, TextPage))
        monkeypatch.setattr(app, "copy_to_clipboard", copied.append)
        assert "# student 002: " in shown(app) and "berg" not in shown(app).casefold()
        await pilot.press("y")
    assert copied[0].startswith("# Berg, Jan van der: 1 of 3 points") and "berg output_size.py" in copied[0]


def test_the_order_of_review_is_the_seeds(book):
    orders = []
    for seed in (1, 1, 2):
        one = Book(book, seed=seed)
        orders.append(one.review_order)
        one.close()
    assert orders[0] == orders[1] != orders[2]
    assert sorted(orders[0]) == sorted(reviewed.NAMES)
