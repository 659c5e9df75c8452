"""How every screen looks at 80x24 and 120x40: `pytest --snapshot-update` after a change that was looked at."""

import pytest

from grader.student import experiments
from grader.student.history import History
from grader.student.runs import Run
from tests.tui import canned

SIZES = [(80, 24), (120, 40)]
sizes = pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])


@pytest.fixture(autouse=True)
def still_clock(monkeypatch):
    monkeypatch.setattr("grader.tui.widgets.last_run.clock", lambda moment: "14:32:05")


@pytest.fixture
def played(folder):
    """A folder with some history: one solved, one begun."""
    history = History.of_folder(folder)
    history.record(canned.passed(canned.LESSONS[0]), "digest")
    history.record(canned.partial(canned.LESSONS[1]), "digest")
    history.close()
    return folder


def show(app, lesson, result):
    """Put a result on the screen without running anything."""
    app.session.keep(result, app.session.source(lesson).digest)
    app.main.go_to(lesson)
    app.main.show_finished(result)


def results(app):
    show(app, canned.LESSONS[2], canned.partial(canned.LESSONS[2]))


def solved(app):
    app.main.go_to(canned.LESSONS[0])
    show(app, canned.LESSONS[0], canned.passed(canned.LESSONS[0]))


def trained(app):
    show(app, canned.LESSONS[4], canned.trained(canned.LESSONS[4]))


def training(app):
    run = Run(canned.LESSONS[4], started=0.0, fraction=0.4, text="epoch 1 of 2", first=(0.0, 0.4))
    run.losses.extend(float(loss) for loss in canned.trained(canned.LESSONS[4]).pictures["losses"][:50])
    app.main.go_to(canned.LESSONS[4])
    app.runs._current[run.lesson.name] = run
    app.main.show_run()


SCREENS = {
    "main": (None, []),
    "main_solved": (solved, []),
    "main_wrong": (results, []),
    "main_zoomed_statement": (None, ["z"]),
    "main_training": (training, []),
    "check_wrong": (results, ["enter"]),
    "check_raised": (results, ["right", "enter"]),
    "results": (trained, ["v"]),
    "scoreboard": (None, ["p"]),
    "help": (None, ["question_mark"]),
    "hints": (None, ["h", "h"]),
    "solution": (solved, ["s"]),
    "reset": (None, ["x"]),
    "winners": (None, ["g"]),
    "lenet5": (None, ["g", "right"]),
    "alexnet": (None, ["g", "right", "right"]),
}


@sizes
@pytest.mark.parametrize("name", SCREENS)
def test_screen(snap_compare, played, size, name):
    prepare, keys = SCREENS[name]
    app = canned.app(played)

    async def arrange(pilot):
        await pilot.pause()
        if prepare:
            prepare(app)
        await pilot.press(*keys)
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=arrange)


@sizes
def test_an_experiment(snap_compare, played, size, monkeypatch, until):
    frames = experiments.experiments()["shuffle"].frames(
        {"dense": 0.78, "dense shuffled": 0.78, "net": 0.95, "net shuffled": 0.83}
    )
    monkeypatch.setattr(experiments, "run", lambda *_: iter([experiments.Shown(frames, 14.0)]))
    app = canned.app(played)

    async def arrange(pilot):
        await pilot.pause()
        app.main.open_experiment("shuffle")
        await until(pilot, lambda: "weight for each place" in " ".join(app.screen.page.plain().split()))

    assert snap_compare(app, terminal_size=size, run_before=arrange)


@sizes
def test_first_run(snap_compare, empty, size):
    assert snap_compare(canned.app(empty), terminal_size=size)


def test_too_small(snap_compare, folder):
    assert snap_compare(canned.app(folder), terminal_size=(59, 15))


@pytest.mark.parametrize("size", [(60, 20), (160, 45), (200, 60)], ids=["60x20", "160x45", "200x60"])
def test_other_sizes(snap_compare, played, size):
    app = canned.app(played)

    async def arrange(pilot):
        await pilot.pause()
        results(app)
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=arrange)


@pytest.mark.parametrize("theme", ["ansi-dark", "textual-light"])
def test_other_themes(snap_compare, played, theme):
    app = canned.app(played)

    async def arrange(pilot):
        app.theme = theme
        await pilot.pause()
        results(app)
        await pilot.pause()

    assert snap_compare(app, terminal_size=(80, 24), run_before=arrange)
