"""Experiments show what they say, with the student's own functions where these are solved, and fail in plain words."""

from __future__ import annotations

import runpy
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

import exercises
from exercises import digits
from exercises.definition import Hidden
from exercises.experiments.definition import Experiment
from exercises.figures import Bars, Lines
from grader.cli import main
from grader.core.lessons import lessons
from grader.core.results import CheckResult, ExerciseResult, Status
from grader.sandbox.parent.client import Sandbox
from grader.student import experiments
from grader.student.session import Session
from grader.student.workspace import write_starters
from grader.tui.drawing.figures import figure_width, frame_rows
from grader.tui.drawing.printed import line_of

FOLDER = Path(exercises.__file__).parent
NAMES = tuple(experiments.experiments())
SMALL = digits.Digits(
    *digits.cluttered(5, 64), *digits.held_out(Hidden(np.random.default_rng(1), np.random.default_rng(2)), 32)
)
FOUND: dict[str, Any] = {
    "shuffle": {"dense": 0.5, "dense shuffled": 0.5, "net": 0.9, "net shuffled": 0.7},
    "orientation": {"maps": np.random.default_rng(0).random((8, 15, 15)), "sums": np.arange(8.0)},
    "shift": np.ones((5, 3, 4)),
    "separable": {
        "accuracies": [0.3, 0.5, 0.68],
        "network": 0.69,
        "image": np.zeros((32, 32, 3)),
        "first": np.zeros((6, 14, 14)),
        "second": np.zeros((16, 5, 5)),
    },
    "filters": np.random.default_rng(0).normal(size=(6, 3, 5, 5)),
}


def by_hand(name: str) -> Any:
    """What an experiment by hand finds with the solutions in NumPy."""
    experiment = experiments.experiments()[name]
    student = SimpleNamespace()
    for used in experiment.uses:
        vars(student).update(runpy.run_path(str(FOLDER / used / "solution.py")))
    probe = runpy.run_path(str(FOLDER / "experiments" / name / "probe.py"))["experiment"]
    return probe(student, *experiment.inputs())


@pytest.mark.parametrize("name", NAMES)
def test_its_frames_fit_the_pane_and_its_words_are_there(name: str) -> None:
    experiment = experiments.experiments()[name]
    frames = experiment.frames(FOUND[name])
    sizes = [(figure_width(rows), len(rows)) for rows in (frame_rows(frame, width=1000) for frame in frames)]
    assert all(width <= 52 and lines <= 10 for width, lines in sizes), sizes
    assert experiment.question.endswith("?") and experiment.shows.endswith(".")
    assert f"experiment {name}" in (FOLDER / experiment.belongs_to / "statement.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("found", [None, {}, [], "text", np.zeros(3), {"maps": 1, "sums": 2}])
def test_what_cannot_be_drawn_is_said_in_one_line(name: str, found: Any) -> None:
    with pytest.raises((ValueError, TypeError, LookupError)):
        experiments.experiments()[name].frames(found)


def test_four_spots_in_a_row_are_tuned_to_the_bar_along_them() -> None:
    from exercises.experiments.orientation.experiment import ANGLES

    sums = by_hand("orientation")["sums"]
    assert ANGLES[int(sums.argmax())] == 90
    assert list(sums[:5]) == sorted(sums[:5]) and list(sums[4:]) == sorted(sums[4:], reverse=True)
    assert max(sums[0], sums[-1]) < sums.max() / 4


def test_a_pool_forgives_a_move_of_one_cell_sometimes_and_of_two_never() -> None:
    from exercises.experiments.shift.experiment import kept

    pooled = by_hand("shift")
    assert [kept(pooled, by) for by in range(5)] == [3, 2, 0, 0, 0]
    assert [one.max() for one in pooled] == [9] * 5
    first = experiments.experiments()["shift"].frames(pooled)[1].parts[2]
    assert isinstance(first, Lines) and "by 1: 2 of 3" in [line.text for line in first.lines]


def test_a_gabor_patch_is_found_again_and_noise_is_not() -> None:
    from exercises.experiments.filters.experiment import bank, fit

    patches = bank()
    assert len(patches) == 1440
    patch, likeness = fit(3 * patches[700].pixels + 5, patches)
    assert likeness == pytest.approx(1) and np.allclose(np.abs(patch.pixels), np.abs(patches[700].pixels))


# --- running ----------------------------------------------------------------------------------------------------------

INPUTS = {
    "shuffle": lambda: (
        np.zeros((40, 32, 32), np.float32),
        np.arange(40) % 10,
        np.zeros((9, 32, 32), np.float32),
        np.arange(9),
        np.random.default_rng(0).permutation(1024),
    ),
    "separable": lambda: tuple(vars(SMALL).values()),
    "filters": lambda: (SMALL.train_images, SMALL.train_labels),
}


@pytest.fixture(scope="module")
def sandbox() -> Any:
    with Sandbox() as opened:
        yield opened


def shown(name: str, files: tuple[experiments.UsedFile, ...], sandbox: Sandbox) -> experiments.Shown:
    *_, last = experiments.run(name, files, sandbox)
    assert isinstance(last, experiments.Shown)
    return last


@pytest.mark.parametrize("name", INPUTS)
def test_a_training_experiment_runs_from_its_inputs_to_its_frames(
    name: str, sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small: Experiment = replace(experiments.experiments()[name], inputs=INPUTS[name])
    monkeypatch.setattr(experiments, "find_experiment", lambda name: small)
    files = experiments.sources(small, Session(tmp_path, lessons()))
    assert [file.own for file in files] == [False, False]
    frames = shown(name, files, sandbox).frames
    assert frames
    bars = [part for frame in frames for part in frame.parts if isinstance(part, Bars)]
    assert all(0 <= bar.share <= 1 for part in bars for bar in part.bars)


STYLES = sorted((Path(__file__).parents[1] / "submissions" / "right" / "convnet").glob("*.py"))


def test_the_maps_of_a_net_are_found_however_it_is_written(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """A training that learns nothing will do: what is looked at are the maps on their way."""
    few = [np.asarray(one)[:12] for one in vars(SMALL).values()]
    small: Experiment = replace(experiments.experiments()["separable"], inputs=lambda: tuple(few))
    monkeypatch.setattr(experiments, "find_experiment", lambda name: small)
    loop = b"def train(*_):\n    pass\n\ndef accuracy(*_):\n    return 0.5\n"
    assert len(STYLES) > 5
    for path in STYLES:
        net = experiments.UsedFile("convnet", "convnet.py", path.read_bytes(), own=True)
        files = (experiments.UsedFile("training", "training.py", loop, own=True), net)
        assert shown("separable", files, sandbox).frames, path.stem


def solved(folder: Path, exercise: str, source: str) -> Session:
    """A sitting whose student has solved an exercise, with this file now."""
    write_starters(folder, lessons())
    (folder / f"{exercise}.py").write_text(source)
    session = Session(folder, lessons())
    check = CheckResult("all", Status.PASSED, 1.0, 1.0)
    session.keep(ExerciseResult(exercise, Status.PASSED, 1.0, 1.0, 0.0, (check,)), "digest")
    return session


def test_the_students_own_function_is_used_where_it_is_solved(sandbox: Sandbox, tmp_path: Path) -> None:
    """Their pool gives sevens, and sevens are shown."""
    session = solved(tmp_path, "max_pooling", "def max_pool(*_):\n    return [[7] * 4] * 3\n")
    (file,) = experiments.sources(experiments.experiments()["shift"], session)
    session.close()
    assert file.own
    frame = shown("shift", (file,), sandbox).frames[0]
    assert "largest of all 7" in frame.caption


def test_an_error_of_the_student_is_shown_at_their_line(sandbox: Sandbox, tmp_path: Path) -> None:
    session = solved(tmp_path, "max_pooling", "def max_pool(*_):\n    return 1 / 0\n")
    files = experiments.sources(experiments.experiments()["shift"], session)
    session.close()
    with pytest.raises(experiments.ExperimentError, match="ZeroDivisionError"):
        shown("shift", files, sandbox)


@pytest.mark.parametrize("returned", ["'text'", "None", "[[1]]"])
def test_what_a_changed_file_returns_is_never_a_traceback(returned: str, sandbox: Sandbox, tmp_path: Path) -> None:
    session = solved(tmp_path, "max_pooling", f"def max_pool(*_):\n    return {returned}\n")
    files = experiments.sources(experiments.experiments()["shift"], session)
    session.close()
    with pytest.raises(experiments.ExperimentError, match="can't be drawn"):
        shown("shift", files, sandbox)


# --- the command ------------------------------------------------------------------------------------------------------


def test_the_command_lists_draws_and_names_the_nearest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["experiment"]) == 0
    listed = capsys.readouterr().out
    assert all(f"  {name}" in listed for name in NAMES)
    assert main(["experiment", "shift", "--folder", str(tmp_path)]) == 0
    drawn = capsys.readouterr().out
    assert "by 1: 2 of 3" in drawn and "with our max_pooling (yours, once solved)" in drawn and "\x1b" not in drawn
    assert main(["experiment", "shufle"]) == 2
    assert "did you mean 'shuffle'?" in capsys.readouterr().err


def test_a_picture_without_colour_keeps_its_light_and_dark() -> None:
    from exercises.figures import Frame, Picture

    pixels = np.zeros((4, 6))
    pixels[:, 3:] = 1
    rows = [line_of(row, coloured=False).plain for row in frame_rows(Frame("", (Picture("", pixels),)))]
    assert rows == ["   ███", "   ███"]


def test_the_command_shows_a_students_error_line_by_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    solved(tmp_path, "max_pooling", "def max_pool(*_):\n    return 1 / 0\n").close()
    assert main(["experiment", "shift", "--folder", str(tmp_path)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert "ZeroDivisionError: division by zero" in lines and "    return 1 / 0" in lines
