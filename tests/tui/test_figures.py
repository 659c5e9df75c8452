"""Every exercise's figure as it is drawn, from its first, middle and last step."""

import pytest

from grader.core.lessons import lessons
from grader.tui.drawing.figures import figure_width, frame_rows
from grader.tui.widgets.figure import FigurePane
from tests.tui import canned

WIDTH, HEIGHT = 52, 10

NAMES = [lesson.name for lesson in lessons()]


def lesson(name):
    return next(one for one in lessons() if one.name == name)


@pytest.mark.parametrize("name", NAMES)
def test_every_frame_fits_the_pane_of_80x24(name):
    for number, frame in enumerate(lesson(name).frames(), 1):
        rows = frame_rows(frame, 1000)
        assert len(rows) <= HEIGHT, f"frame {number} has {len(rows)} lines"
        assert figure_width(rows) <= WIDTH, f"frame {number} has {figure_width(rows)} columns"


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
@pytest.mark.parametrize("name", NAMES)
def test_figure(snap_compare, folder, name, size):
    app = canned.app(folder)

    async def arrange(pilot):
        await pilot.press("z", "z")
        figure = app.main.query_one(FigurePane)
        frames = lesson(name).frames()
        figure.show_frames(frames)
        figure.step(len(frames) // 2)
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=arrange)
