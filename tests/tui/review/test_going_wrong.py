"""Two reviewers at once, and gradebooks that cannot serve: nothing that goes wrong loses an entry."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from grader.classroom.gradebook.decide import changed_points
from grader.classroom.gradebook.roll import Key
from grader.classroom.gradebook.store import Gradebook
from grader.cli import main
from grader.core.errors import ProgramError
from grader.tui.review.app import _POLL_SECONDS
from grader.tui.review.book import Book
from grader.tui.review.desk import DeskScreen
from tests.tui import reviewed
from tests.tui.review.keys import SIZE, answer, entries, shown, stand_on
from tests.unit.classes import result


async def test_two_reviewers_see_each_others_entries(opened, book):
    assert _POLL_SECONDS <= 1
    async with opened() as (app, pilot):
        with Gradebook(book) as other:
            other.decide([changed_points(other, "Diaz, Ana", "max_pooling", "3", "right after all")])
        app.look()
        await pilot.pause()
        assert any("points for Diaz, Ana" in line for line in app.said)
        assert app.book.lines["Diaz, Ana"].counts == 12
        app.said.clear()
        app.look()
        assert app.said == []


async def test_results_that_come_meanwhile_are_read(opened, book, until):
    async with opened() as (app, pilot):
        with Gradebook(book) as other, other.writing():
            key = Key("Berg, Jan van der", "output_size", "a new file", "v1", 0)
            other.note_work([key])
            other.keep(key, result("output_size"))
        app.look()
        await until(pilot, lambda: app.book.lines["Berg, Jan van der"].raw == 12)


async def test_a_gradebook_that_cannot_be_written_says_so_and_stays_open(opened, book, until):
    async with opened() as (app, pilot):
        app.book.gradebook._connection.execute("PRAGMA query_only = ON")
        await stand_on(app, pilot, "files")
        await answer(app, pilot, "c", "hello")
        await until(pilot, lambda: any("cannot be written" in line for line in app.said))
        assert isinstance(app.screen, DeskScreen) and "5 open" in shown(app)
    assert entries(book) == ()


async def test_a_damaged_result_ends_the_review_in_one_line(book, until):
    connection = sqlite3.connect(book)
    connection.execute("UPDATE results SET result = '{\"half' WHERE student = 'Chen, Li'")
    connection.commit()
    app = reviewed.app(book)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: app.return_code is not None)
    assert app.return_code == 1
    assert app.problem.startswith(f"{book} is damaged") and len(app.problem.splitlines()) == 1


def newer(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 999")


def half(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def garbage(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00" + b"x" * 4000)


def no_plan(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM meta")


def broken_plan(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE meta SET value = '{\"seed\"' WHERE key = 'plan'")


@pytest.mark.parametrize("spoil", [newer, garbage, no_plan, broken_plan, Path.unlink])
def test_a_gradebook_that_cannot_serve_is_refused_in_one_line(book, spoil):
    spoil(book)
    before = book.read_bytes() if book.exists() else b""
    with pytest.raises(ProgramError) as refused:
        Book(book)
    assert len(str(refused.value).splitlines()) == 1
    assert (book.read_bytes() if book.exists() else b"") == before


async def test_half_a_gradebook_is_refused_sooner_or_later(book, until):
    half(book)
    try:
        app = reviewed.app(book)
    except ProgramError:
        return
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: app.return_code is not None)
    assert app.return_code == 1


def test_without_a_terminal_it_says_what_prints_the_same(book, capsys):
    assert main(["review", str(book)]) == 2
    said = capsys.readouterr()
    assert said.err.startswith("cnn-exercises review: this terminal cannot show it") and not said.out
    assert len(said.err.splitlines()) == 1
