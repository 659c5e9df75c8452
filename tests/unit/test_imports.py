"""What must not be imported before it is needed: a student waits for it at each start."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from grader.core.lessons import lessons

ROOT = Path(__file__).resolve().parents[2]
HEAVY = {
    *("numpy", "torch", "torchvision", "safetensors", "msgspec", "yaml", "jinja2", "nbformat", "dulwich"),
    *("watchfiles", "anyio", "pygments", "PIL", "matplotlib"),
}
OURS_LATER = {"grader.grading.exercise", "grader.sandbox.parent.client", "grader.tui.screens.results"}

PAINT = """
import asyncio, json, sys
from functools import partial
from pathlib import Path
from grader.tui.app import ExercisesApp
from grader.tui.widgets.figure import FigurePane
imported = list(sys.modules)
painted, held = [], []

# on a busy machine a timer may end before the first picture is out: those set until then begin after it
def set_timer(pump, *given, **named):
    if painted:
        return super(type(pump), pump).set_timer(*given, **named)
    held.append(partial(pump.set_timer, *given, **named))

ExercisesApp.set_timer = FigurePane.set_timer = set_timer
ExercisesApp.on_ready = lambda app: app.call_after_refresh(painted.extend, sys.modules)

async def sitting():
    app = ExercisesApp(Path(sys.argv[1]))
    async with app.run_test(size=(80, 24)) as pilot:
        while not painted:
            await pilot.pause()
        for begin in held:
            begin()
        first = [line.text for line in app.screen._compositor.render_strips()]
        for _ in range(400):
            if app.main.query_one("#figure").frames:
                break
            await pilot.pause(0.05)
        print(json.dumps([imported, painted, first, bool(app.main.query_one("#figure").frames)]))

asyncio.run(sitting())
"""
HELP = """
import contextlib, io, json, sys
from grader.cli import COMMANDS, main
with contextlib.redirect_stdout(io.StringIO()):
    main(["--help"])
    overview = list(sys.modules)
    for name in COMMANDS:
        with contextlib.suppress(SystemExit):
            main([name, "--help"])
print(json.dumps([overview, list(sys.modules)]))
"""


PLAIN = """
import contextlib, io, json, os, sys
from grader.cli import main
os.chdir(sys.argv[1])
with contextlib.redirect_stdout(io.StringIO()):
    for words in (["init"], ["list"], ["show", "output_size"], ["hint", "output_size"], ["predict", "output_size"]):
        main(words)
print(json.dumps(list(sys.modules)))
"""


def told(code: str, *words: str):
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_first_picture_waits_for_nothing_that_it_does_not_show(tmp_path):
    for lesson in lessons():
        (tmp_path / lesson.file_name).write_text(lesson.starter)
    imported, painted, first, figure = told(PAINT, str(tmp_path))
    assert not (HEAVY | OURS_LATER) & set(imported)
    assert not (HEAVY | OURS_LATER) & set(painted)
    picture = "\n".join(first)
    assert f"1 · {lessons()[0].exercise.title}" in picture
    assert "Help" in picture
    assert figure, "the figure never came"


def test_no_help_imports_numpy_or_a_template_engine():
    overview, all_of_them = told(HELP)
    assert not {*HEAVY, "textual", "rich", "sqlite3", "exercises.definition"} & set(overview)
    assert not {*HEAVY, "textual", "rich"} & set(all_of_them)


def test_what_runs_nothing_imports_nothing_to_run(tmp_path):
    assert not {*HEAVY, *OURS_LATER, "textual", "rich"} & set(told(PLAIN, str(tmp_path)))
