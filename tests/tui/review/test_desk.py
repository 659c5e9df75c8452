"""The desk: what to decide, what was misunderstood, a student found by typing; every line opens."""

from __future__ import annotations

import pytest
from textual.events import Key
from textual.widgets import Input

from grader.classroom.gradebook.store import Gradebook
from grader.classroom.report.marks import note
from grader.core.lessons import find as find_lesson
from grader.tui.review.class_screen import ClassScreen
from grader.tui.review.desk import DeskScreen
from grader.tui.review.desk_rows import Unexplained
from grader.tui.review.groups import GroupsScreen
from grader.tui.review.pages import SideBySide, TeachAgain, WhatTheClassTells
from grader.tui.review.student import StudentScreen
from tests.tui import reviewed
from tests.tui.review.keys import shown, stand_on


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


@pytest.mark.parametrize(("before", "screen"), [("", DeskScreen), ("a", ClassScreen)])
async def test_letters_that_come_together_with_the_slash_are_no_keys(opened, until, before, screen):
    async with opened() as (app, pilot):
        await pilot.press(*before)
        await until(pilot, lambda: isinstance(app.screen, screen) and app.focused is not None)
        for key, character in zip(("slash", *"fay"), "/fay", strict=True):
            app.post_message(Key(key, character))
        await until(pilot, lambda: app.focused is app.screen.query_one("#find", Input))
        await pilot.pause()
        assert isinstance(app.screen, screen) and app.said == []


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


async def test_slides_say_what_to_teach_again(opened, until):
    async with opened() as (app, pilot):
        app.screen._stand_on(lambda item: getattr(item, "name", "") == "padding left out")
        await pilot.press("t")
        await until(pilot, lambda: isinstance(app.screen, TeachAgain))
        said = shown(app)
        assert "slides 12, 13, 14, 15, 16" in said and "2 of 5 students" in said
        assert find_lesson("output_size").statement.splitlines()[0].lstrip("# ") in said


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
