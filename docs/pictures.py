"""Draws the README's pictures from the real program, on real students' files: `make pictures`.

Each picture is an SVG in `docs/img/`, as Textual exports its screens.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from pathlib import Path

from textual.pilot import Pilot

from grader.core.lessons import lessons
from grader.student.workspace import write_starters
from grader.tui.app import ExercisesApp

PICTURES = Path(__file__).parent / "img"
SUBMISSIONS = Path(__file__).parents[1] / "tests" / "submissions"
SOLVED = ("fully_connected", "receptive_field", "output_size", "zero_padding")
WRONG = "wrong/filtered_grid/stride_in_size_only.py"


def student_folder(folder: Path) -> None:
    """A student's files: four solved, one with a slip."""
    write_starters(folder, lessons())
    for name in SOLVED:
        solution = sorted((SUBMISSIONS / "right" / name).glob("*.py"))[0]
        shutil.copy(solution, folder / f"{name}.py")
    shutil.copy(SUBMISSIONS / WRONG, folder / "filtered_grid.py")


async def run(pilot: Pilot[int], app: ExercisesApp, name: str) -> None:
    """Run an exercise and wait for its verdict."""
    lesson = next(one for one in lessons() if one.name == name)
    app.main.go_to(lesson)
    app.run_lessons([lesson])
    while app.runs.current or app.session.result(lesson) is None:
        await pilot.pause(0.2)
    app.clear_notifications()
    await pilot.pause()


def draw(app: ExercisesApp, name: str) -> None:
    """Write what is seen now."""
    app.clear_notifications()
    (PICTURES / f"{name}.svg").write_text(app.export_screenshot(), encoding="utf-8")
    print(f"drew docs/img/{name}.svg")


async def draw_all(folder: Path) -> None:
    """The main screen in two sizes, after a save."""
    app = ExercisesApp(folder, moving=False)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        for name in (*SOLVED, "filtered_grid"):
            await run(pilot, app, name)
        draw(app, "main-120x40")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        draw(app, "answer-80x24")


def main() -> None:
    """Draw them in a folder that is thrown away."""
    os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(XDG_CONFIG_HOME=folder, HOME=folder)
        student = Path(folder) / "lecture7"
        student_folder(student)
        os.chdir(folder)
        asyncio.run(draw_all(Path("lecture7")))


if __name__ == "__main__":
    main()
