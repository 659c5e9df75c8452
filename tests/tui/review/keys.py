"""Does on the review's screens what a reviewer does, and reads what is shown and written."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Input

from grader.classroom.gradebook.store import Gradebook
from grader.tui.review.asking import AnswerLine
from grader.tui.widgets.rows_view import RowsView

SIZE = (100, 30)


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
