"""Pictures of the review, in two sizes."""

from __future__ import annotations

import pytest

from tests.tui import reviewed
from tests.tui.review.keys import find, shown


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
