"""The homework: what is asked of a model, and what its accuracy earns."""

import runpy
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch

from exercises.improve.exercise import DIGITS, EXERCISE, judge, open_ended_case

ROOT = Path(__file__).resolve().parents[2]
PROBE = runpy.run_path(str(ROOT / "exercises/improve/probe.py"))
REFERENCE = SimpleNamespace(**runpy.run_path(str(ROOT / "reference/improve.py")))


def case_of(count=1000):
    rng = np.random.default_rng(0)
    images = rng.integers(0, 256, (count, 3, 32, 32)).astype(np.uint8)
    labels = rng.integers(0, 10, count)
    return open_ended_case(images, labels, images, labels)


def outcome(case, percent, **more):
    labels, _ = case.kept
    shown = np.where(np.arange(len(labels)) < len(labels) * percent / 100, labels, (labels + 1) % 10)
    scores = 3 * np.eye(10, dtype=np.float32)[shown]
    return {"parameters": 40_000, "seconds": 20.0, "unchanged": False, "scores": scores, **more}


def run(student, case):
    with torch.random.fork_rng():
        torch.manual_seed(0)
        got = PROBE["improve"](student, *case.args, report=lambda *news: None)
    return {name: value.numpy() if isinstance(value, torch.Tensor) else value for name, value in got.items()}


@pytest.mark.parametrize(
    ("percent", "points"), [(10, 0), (68, 0), (73, 0.625), (78, 1.25), (81, 2.5), (85, 3.75), (86, 4.375), (87, 5)]
)
def test_points_rise_with_accuracy(percent, points):
    case = case_of()
    finding = judge(case, None, outcome(case, percent))
    assert finding.credit * EXERCISE.max_score == pytest.approx(points)
    assert finding.measures["accuracy"] == pytest.approx(percent / 100)
    assert (finding.measures["baseline"], finding.measures["ceiling"]) == (0.68, 0.87)
    assert f"{percent:.1f}%" in finding.message
    assert "40,000 parameters, 20 s" in finding.message


def test_the_labels_stay_with_the_parent():
    case = case_of()
    test_labels, _ = case.kept
    assert len(case.args) == 3
    assert not any(argument is test_labels for argument in case.args[2:])
    assert not case.kwargs


def test_too_many_parameters_earn_nothing_and_are_not_trained():
    class Student:
        def build_model():
            return torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(3072, 200), torch.nn.Linear(200, 10))

        train = None

    finding = judge(case_of(4), None, run(Student, case_of(4)))
    assert (finding.credit, finding.mistake) == (0, "too many parameters")
    assert "616,610" in finding.message


def test_a_model_left_untrained_is_told():
    student = SimpleNamespace(build_model=REFERENCE.build_model, train=lambda model, images, labels: None)
    case = case_of(30)
    assert judge(case, None, run(student, case)).mistake == "model left untrained"


def test_the_reference_runs_and_is_counted():
    def train(model, images, labels):
        REFERENCE.train(model, images, labels, epochs=1)

    case = case_of(70)
    got = run(SimpleNamespace(build_model=REFERENCE.build_model, train=train), case)
    assert got["parameters"] == 33_946
    assert got["unchanged"] is False
    assert got["scores"].shape == (70, 10)
    assert judge(case, None, got).pictures["filters"].shape == (16, 3, 3, 3)


def test_a_model_that_is_none_is_told():
    student = SimpleNamespace(build_model=lambda: [1, 2], train=None)
    assert "returned list" in judge(case_of(4), None, run(student, case_of(4))).message


@pytest.mark.parametrize(
    "edit",
    [
        {"parameters": 500_001},
        {"parameters": 10**5000},
        {"parameters": True},
        {"parameters": "few"},
        {"scores": None},
        {"scores": np.zeros((3, 10))},
        {"scores": np.full((1000, 10), np.nan)},
        {"returned": "x" * 10_000},
    ],
    ids=range(8),
)
def test_rubbish_earns_nothing(edit):
    case = case_of()
    assert judge(case, None, {**outcome(case, 99), **edit}).credit == 0
    assert judge(case, None, None).credit == 0


@pytest.mark.parametrize("seconds", [None, float("nan"), float("inf"), -1.0, "soon"])
def test_seconds_that_are_none_are_not_shown(seconds):
    case = case_of()
    finding = judge(case, None, outcome(case, 87, seconds=seconds))
    assert finding.credit == DIGITS.credit(87) == 1
    assert "seconds" not in finding.measures
