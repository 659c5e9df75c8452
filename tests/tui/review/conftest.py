"""Each test of the review gets a small graded class, and the app that has read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.tui.review.desk import DeskScreen
from tests.tui import reviewed
from tests.tui.review.keys import SIZE


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
