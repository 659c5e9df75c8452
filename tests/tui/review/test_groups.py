"""Groups of answers: a comment to all, a named mistake, the class explained again."""

from __future__ import annotations

from collections import Counter

from grader.classroom.explain_again import ExplainedAgain
from grader.classroom.gradebook.roll import Key
from grader.classroom.report.groups import explanation
from grader.tui.review import app as app_module
from grader.tui.review.groups import GroupsScreen
from grader.tui.review.pages import TextPage
from tests.tui import reviewed
from tests.tui.review.keys import answer, entries, shown, stand_on


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
