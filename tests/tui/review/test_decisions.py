"""Every decision is an entry in the ledger, and what is refused is said in a line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from grader.classroom.gradebook.decide import comment
from grader.classroom.gradebook.ledger import Kind
from grader.classroom.gradebook.roll import Spare
from grader.classroom.gradebook.store import Gradebook
from grader.tui.review.screen import split_time
from grader.tui.review.student import StudentScreen
from grader.tui.widgets.rows_view import RowsView
from tests.tui.review.keys import answer, entries, find, shown, stand_on


async def test_points_need_a_reason_and_are_an_entry(opened, book, until):
    async with opened() as (app, pilot):
        await find(app, pilot, "berg")
        await until(pilot, lambda: isinstance(app.screen, StudentScreen) and app.screen.result is not None)
        for said, refused in (("2", "a reason is needed"), ("many words", "not a number"), ("-1 x", "can't be given")):
            await answer(app, pilot, "f", said)
            await until(pilot, lambda refused=refused: any(refused in line for line in app.said))
        assert entries(book) == ()
        await answer(app, pilot, "f", "2.5 a slip")
        await until(pilot, lambda: "counts 2.5 points: a slip" in shown(app))
        (entry,) = entries(book)
        assert (entry.kind, entry.student, entry.exercise) == (Kind.POINTS, "Berg, Jan van der", "output_size")
        assert app.book.lines["Berg, Jan van der"].counts == 11.5


async def test_a_stored_comment_takes_three_keys(opened, book, until):
    with Gradebook(book) as gradebook:
        gradebook.decide([comment(gradebook, "Chen, Li", "output_size", "padding is on both sides")])
    async with opened() as (app, pilot):
        await find(app, pilot, "berg")
        await until(pilot, lambda: isinstance(app.screen, StudentScreen) and app.screen.result is not None)
        await pilot.press("c", "1", "enter")
        await until(pilot, lambda: len(entries(book)) == 2)
    assert {(one.student, one.exercise, one.value) for one in entries(book)} == {
        (name, "output_size", "padding is on both sides") for name in ("Berg, Jan van der", "Chen, Li")
    }


async def test_an_extension_settles_a_lateness_and_undo_brings_it_back(opened, book, until):
    async with opened() as (app, pilot):
        await stand_on(app, pilot, "late")
        await answer(app, pilot, "e", "2026-11-30 12:00 was ill")
        await until(pilot, lambda: "4 open" in shown(app))
        assert app.book.lines["Evans, Joe"].counts == 12
        (entry,) = entries(book)
        assert (entry.value, entry.because) == ("2026-11-30T12:00:00+01:00", "was ill")
        await pilot.press("h", "enter", "y")
        await until(pilot, lambda: "nothing yet" in shown(app))
        await pilot.press("escape")
        await until(pilot, lambda: "5 open" in shown(app))


async def test_regrade_zero_and_canvas(opened, book, until):
    async with opened() as (app, pilot):
        await pilot.press("w")
        await until(pilot, lambda: app.said)
        before = (book.parent / "canvas.csv").read_text()
        await stand_on(app, pilot, "nothing")
        await pilot.press("0", "y")
        await until(pilot, lambda: "4 open" in shown(app))
        app.said.clear()
        await pilot.press("w")
        await until(pilot, lambda: any("canvas.csv" in line for line in app.said))
        after = (book.parent / "canvas.csv").read_text()
        assert '"Fay, Sam",,,,,\n' in before and '"Fay, Sam",,,,,0\n' in after
        await stand_on(app, pilot, "late")
        await answer(app, pilot, "r", "cut off")
        await until(pilot, lambda: entries(book)[-1].kind is Kind.REGRADE)


async def test_days_late_are_said_for_all_in_one_go(opened, book, until):
    async with opened() as (app, pilot):
        await stand_on(app, pilot, "late")
        for said, refused in (("1 2", "2 numbers for 1 student"), ("some", "not a number of days")):
            await answer(app, pilot, "l", said)
            await until(pilot, lambda refused=refused: any(refused in line for line in app.said))
        await answer(app, pilot, "l", "3")
        await until(pilot, lambda: "4 open" in shown(app))
        assert app.book.lines["Evans, Joe"].counts == 8.4
        (entry,) = entries(book)
        assert (entry.kind, entry.student, entry.value) == (Kind.DAYS, "Evans, Joe", "3")


def with_spare_file(book, content: str, seems: str = "max_pooling") -> None:
    """Give Ann a file under another name."""
    with Gradebook(book) as gradebook, gradebook.writing():
        one = next(one for one in gradebook.roll() if one.student == "Abbott, Ann")
        note = "handed in maxpool final.py: no exercise has that name; it defines max_pool"
        gradebook.enrol([replace(one, notes=(*one.notes, note), spare={"maxpool final.py": Spare(seems, "d1")})])
        gradebook.sources.keep([("d1", content.encode())])


async def test_a_file_is_seen_and_becomes_an_exercises_by_one_key_and_enter(opened, book, until):
    with_spare_file(book, "".join(f"line_{number} = 0\n" for number in range(90)))
    async with opened() as (app, pilot):
        await stand_on(app, pilot, "files")
        assert "y is max_pooling" in shown(app)
        await pilot.press("y")
        file = app.screen.query_one("#asked-file", RowsView)
        await until(pilot, lambda: "line_89" in file.plain() and file.size.height > 9)
        assert '"maxpool final.py" of Abbott, Ann' in " ".join(shown(app).split())
        await pilot.press("pagedown", "pagedown")
        assert file.scroll_offset.y > 9
        await pilot.press("escape")
        assert entries(book) == ()
        await pilot.press("y", "enter")
        await until(pilot, lambda: "1 decision to run files" in shown(app) and "hw7.docx" in shown(app))
        (entry,) = entries(book)
    assert (entry.kind, entry.exercise, entry.value, entry.digest) == (
        Kind.FILE, "max_pooling", "maxpool final.py", "d1",
    )  # fmt: skip


async def test_another_exercise_than_the_suggested_one_is_typed_in_its_place(opened, book, until):
    with_spare_file(book, "def pool(): ...\n")
    async with opened(anonymous=True) as (app, pilot):
        await stand_on(app, pilot, "files")
        await pilot.press("y")
        await until(pilot, lambda: "def pool" in shown(app))
        assert "maxpool" not in shown(app) and "Abbott" not in shown(app)
        await pilot.press(*"output_size", "enter")
        await until(pilot, lambda: entries(book))
    assert entries(book)[0].exercise == "output_size"


@pytest.mark.parametrize(
    ("text", "when", "because"),
    [
        ("2026-11-23 23:59 was ill", "2026-11-23 23:59", "was ill"),
        ("2026-11-23 ill", "2026-11-23", "ill"),
        ("2026-11-23 23:59 Europe/Berlin ill", "2026-11-23 23:59 Europe/Berlin", "ill"),
        ("2026-11-23", "2026-11-23", ""),
    ],
)
def test_a_time_is_told_from_the_reason(text, when, because):
    assert split_time(text) == (when, because)
