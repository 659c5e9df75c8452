"""The instructor's screens: every line opens, every decision is an entry, and nothing that goes wrong loses one."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Input

from grader.classroom.explain_again import ExplainedAgain
from grader.classroom.gradebook.decide import changed_points, comment
from grader.classroom.gradebook.ledger import Kind
from grader.classroom.gradebook.roll import Key, Spare
from grader.classroom.gradebook.store import Gradebook
from grader.classroom.report.groups import explanation
from grader.classroom.report.marks import note
from grader.cli import main
from grader.core.errors import ProgramError
from grader.core.lessons import find as find_lesson
from grader.tui.review import app as app_module
from grader.tui.review.app import _POLL_SECONDS
from grader.tui.review.asking import AnswerLine
from grader.tui.review.book import Book
from grader.tui.review.class_screen import ClassScreen, Table
from grader.tui.review.desk import DeskScreen
from grader.tui.review.desk_rows import Unexplained
from grader.tui.review.groups import GroupsScreen
from grader.tui.review.pages import SideBySide, TeachAgain, TextPage, WhatTheClassTells
from grader.tui.review.screen import split_time
from grader.tui.review.student import StudentScreen
from grader.tui.widgets.rows_view import RowsView
from tests.tui import reviewed
from tests.unit.classes import result

SIZE = (100, 30)


@pytest.fixture
def book(tmp_path) -> Path:
    return reviewed.gradebook(tmp_path / "results" / "gradebook.sqlite")


@pytest.fixture
def opened(book, until):
    """The app with the class read: `async with opened() as (app, pilot)`."""
    from contextlib import asynccontextmanager

    @asynccontextmanager
    async def opening(size=SIZE, **given):
        app = reviewed.app(book, **given)
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda: app.book.is_read and isinstance(app.screen, DeskScreen) and app.screen._items)
            app.said = []
            app.tell = lambda text, **_: app.said.append(text)
            yield app, pilot
        app.book.close()

    return opening


def shown(app) -> str:
    """All text of the screen on top."""
    return "\n".join(view.plain() for view in app.screen.query(RowsView))


def entries(path: Path):
    with Gradebook(path) as gradebook:
        return gradebook.ledger()


async def find(app, pilot, name: str) -> None:
    """Open the only student whose name begins so."""
    await pilot.press("slash")
    app.screen.query_one("#find", Input).value = name
    await pilot.pause()
    await pilot.press("enter")


async def answer(app, pilot, key: str, words: str) -> None:
    """Press a key, and answer what it asks for."""
    await pilot.press(key)
    app.screen.query_one(AnswerLine).value = words
    await pilot.press("enter")


async def stand_on(app, pilot, topic: str) -> None:
    """Put the desk's cursor on the first matter of a topic."""
    app.screen._stand_on(lambda item: str(getattr(item, "topic", "")) == topic)
    await pilot.pause()


# --- the desk ---------------------------------------------------------------------------------------------------------


async def test_the_desk_says_what_to_decide_and_what_was_misunderstood(opened):
    async with opened() as (app, _):
        said = shown(app)
    assert "6 in class · 4 exercises · 12 points" in said
    assert "5 open" in said
    for line in (
        "hw7.docx",
        "marked late by Canvas",
        "handed in nothing",
        "2 answers alike in max_pooling",
        "97% the same",
    ):
        assert line in said
    assert "padding left out" in said and "2 of 5" in said
    assert "wrong, and no name for it: 2 answers in 1 exercise, 4 points" in said


async def test_every_line_opens(opened, until):
    told = {
        "late": (StudentScreen, "Evans, Joe"),
        "files": (StudentScreen, "hw7.docx"),
        "nothing": (StudentScreen, "no file output_size.py"),
        "group": (GroupsScreen, "of wrong answers"),
        "alike": (SideBySide, "Diaz, Ana"),
    }
    async with opened() as (app, pilot):
        for topic, (screen, words) in told.items():
            await stand_on(app, pilot, topic)
            await pilot.press("enter")
            await until(pilot, lambda screen=screen: isinstance(app.screen, screen))
            await until(pilot, lambda words=words: words in shown(app))
            await pilot.press("escape")
        app.screen._stand_on(lambda item: getattr(item, "name", "") == "padding left out")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ClassScreen) and app.screen._lines)
        assert [line.student for line in app.screen._lines] == ["Berg, Jan van der", "Chen, Li"]


async def test_a_student_is_found_by_typing(opened, until):
    async with opened() as (app, pilot):
        await pilot.press("slash", *"evans")
        assert "10.80" in shown(app) and "-10%" in shown(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, StudentScreen))
        assert app.screen.student == "Evans, Joe"


# --- the class --------------------------------------------------------------------------------------------------------


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


# --- one student ------------------------------------------------------------------------------------------------------


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


# --- decisions --------------------------------------------------------------------------------------------------------


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


async def test_slides_say_what_to_teach_again(opened, until):
    async with opened() as (app, pilot):
        app.screen._stand_on(lambda item: getattr(item, "name", "") == "padding left out")
        await pilot.press("t")
        await until(pilot, lambda: isinstance(app.screen, TeachAgain))
        said = shown(app)
        assert "slides 12, 13, 14, 15, 16" in said and "2 of 5 students" in said
        assert find_lesson("output_size").statement.splitlines()[0].lstrip("# ") in said


async def test_answers_that_nothing_explains_are_read_one_after_the_other(opened, until):
    async with opened() as (app, pilot):
        app.screen._stand_on(lambda item: isinstance(item, Unexplained))
        await pilot.press("u")
        seen = []
        for _ in range(2):
            await until(pilot, lambda: isinstance(app.screen, StudentScreen) and app.screen.result is not None)
            seen.append((app.screen.student, app.screen.result.exercise))
            await pilot.press("n")
    assert seen == [("Chen, Li", "max_pooling"), ("Diaz, Ana", "max_pooling")]


def last_numbers(app, name):
    """What counts for the found student, and what counted last time."""
    students = shown(app).partition("STUDENT")[2]
    return next(line for line in students.splitlines() if name in line).split()[-2:]


async def test_a_found_student_shows_last_time_and_their_own_line(opened, book, until):
    with Gradebook(book) as gradebook:
        note(gradebook, dict.fromkeys(reviewed.NAMES, 9.0), by_hand=True)
    async with opened() as (app, pilot):
        await pilot.press("slash", *"berg")
        assert last_numbers(app, "Berg") == ["10.00", "9.00"]
        lost = next(line for line in shown(app).splitlines() if "output_size 1 of 3" in line)
    assert "▶ room = n - f" in lost


async def test_last_time_is_right_at_once_when_marks_are_written_here_or_elsewhere(opened, book, until):
    async with opened() as (app, pilot):
        await pilot.press("slash", *"berg")
        assert last_numbers(app, "Berg") == ["10.00", "–"]
        await pilot.press("enter", "escape", "w")
        await until(pilot, lambda: last_numbers(app, "Berg") == ["10.00", "10.00"])
        with Gradebook(book) as gradebook:
            note(gradebook, dict.fromkeys(reviewed.NAMES, 9.0), by_hand=True)
        app.look()
        assert last_numbers(app, "Berg") == ["10.00", "9.00"]


async def test_a_comment_to_a_group_reaches_all_of_it(opened, book, until):
    async with opened() as (app, pilot):
        await stand_on(app, pilot, "group")
        await answer(app, pilot, "c", "see the statement")
        await until(pilot, lambda: "3 open" in shown(app))  # the likeness is settled too
        found = entries(book)
        await pilot.press("h", "enter", "y")  # and is taken back from all of it
        await until(pilot, lambda: "nothing yet" in shown(app))
        assert len(entries(book)) == 4
    assert {one.student for one in found} == {"Chen, Li", "Diaz, Ana"}
    assert len({one.group for one in found}) == 1 and {one.exercise for one in found} == {"max_pooling"}


async def test_a_group_becomes_a_named_mistake(opened, book, until):
    async with opened() as (app, pilot):
        await pilot.press("g")
        await until(pilot, lambda: isinstance(app.screen, GroupsScreen) and "padding left out" in shown(app))
        await pilot.press("o")
        await until(pilot, lambda: "padding left out" not in shown(app))
        await until(pilot, lambda: isinstance(app.screen, GroupsScreen) and "? 1 of 2 checks" in shown(app))
        await answer(app, pilot, "x", "Window too small")
        await until(pilot, lambda: isinstance(app.screen, TextPage))
    text = (book.parent / "max_pooling_window_too_small.py").read_text()
    assert text.startswith("class window_too_small(Right):\n") and "def max_pool(self" in text
    compile(text, "stub", "exec")


async def test_the_class_is_explained_again_from_the_groups(opened, book, until, monkeypatch):
    def explained(gradebook, sandbox, **_):
        key = Key("Diaz, Ana", "max_pooling", gradebook.digest_of("Diaz, Ana", "max_pooling"), "v1", 0)
        with gradebook.writing():
            gradebook.keep(key, reviewed.wrong("max_pooling", "b2", explained=True))
        return ExplainedAgain(2, Counter({("max_pooling", "", "padding left out"): 1}))

    monkeypatch.setattr(app_module, "explain_again", explained)
    async with opened() as (app, pilot):
        await pilot.press("g")
        await until(pilot, lambda: isinstance(app.screen, GroupsScreen) and "padding left out" in shown(app))
        await pilot.press("a")
        await until(pilot, lambda: any("not explained -> padding left out" in line for line in app.said))
        found = {"Diaz, Ana": "padding left out", "Chen, Li": ""}
        await until(pilot, lambda: not app.book.doing and {
            row.enrolled.student: explanation(row.result.exercises[2])
            for row in app.book.read.rows if row.enrolled.student in found
        } == found)  # fmt: skip


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


# --- two reviewers, and what can go wrong -----------------------------------------------------------------------------


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


# --- order, names, words ----------------------------------------------------------------------------------------------


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


async def test_two_files_stand_beside_each_other_by_what_they_have_in_common(opened, until):
    async with opened() as (app, pilot):
        await stand_on(app, pilot, "alike")
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.screen, SideBySide))
        await until(pilot, lambda: "~ the same but for names" in shown(app))
        said = shown(app)
        assert " = " in said and "≠" in said.partition("different;")[2]


async def test_what_the_class_tells_is_one_key_away(opened, until):
    async with opened() as (app, pilot):
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, WhatTheClassTells))
        await until(pilot, lambda: "What to teach again" in shown(app))
        assert "padding left out: 2 of 5 students" in shown(app)
        assert not any(name in shown(app) for name in reviewed.NAMES)


# --- pictures ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
@pytest.mark.parametrize("name", ["desk", "student"])
def test_review(snap_compare, book, until, size, name):
    app = reviewed.app(book)

    async def arrange(pilot):
        await until(pilot, lambda: app.book.is_read and app.screen._items)
        if name == "student":
            await find(app, pilot, "berg")
            await until(pilot, lambda: "▶" in shown(app))
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=arrange)
    app.book.close()
