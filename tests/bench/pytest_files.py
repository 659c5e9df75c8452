"""The same checks as a plain pytest file: imports the student's file and the reference with torch, asserts allclose.

What courses do today, and what the other times stand beside. The cases are drawn once and lie beside the test.
"""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from pathlib import Path

from grader.core import paths
from grader.core.lessons import Lesson
from grader.grading.cases import plan_of
from tests.bench.timed import PYTHON, run

_TEST = '''"""Made by tests.bench: every check is one test."""
import importlib.util
import numbers
import pickle
import sys
from pathlib import Path

import pytest
import torch

HERE = Path(__file__).parent
CHECKS = pickle.loads((HERE / "{name}.pickle").read_bytes())


def load(name, path):
    spec = importlib.util.spec_from_file_location(name, path)
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


STUDENT, REFERENCE = load("student", {student!r}), load("reference", {reference!r})
PROBE = load("probe", {probe!r}) if {probe!r} else None


def call(module, function, args, kwargs):
    if hasattr(PROBE, function):
        return getattr(PROBE, function)(module, *args, **kwargs)
    return getattr(module, function)(*args, **kwargs)


def assert_same(got, wanted):
    if isinstance(wanted, (list, tuple)):
        assert len(got) == len(wanted)
        for one, other in zip(got, wanted):
            assert_same(one, other)
    elif isinstance(wanted, str):
        assert got == wanted
    else:
        got = float(got) if isinstance(got, numbers.Rational) else got
        assert torch.allclose(torch.as_tensor(got).double(), torch.as_tensor(wanted).double(), atol=1e-4)


@pytest.mark.parametrize("check", CHECKS, ids=list(CHECKS))
def test_{name}(check):
    for function, args, kwargs in CHECKS[check]:
        try:
            wanted = call(REFERENCE, function, args, kwargs)
        except Exception as error:
            with pytest.raises(type(error)):
                call(STUDENT, function, args, kwargs)
        else:
            assert_same(call(STUDENT, function, args, kwargs), wanted)
'''


def write_test(folder: Path, lesson: Lesson, student: Path, seed: int) -> None:
    """`test_<exercise>.py` and its cases."""
    plan = plan_of(lesson, seed)
    checks = {
        check.name: [(plan.cases[n].function, plan.cases[n].args, dict(plan.cases[n].kwargs)) for n in numbers]
        for check, numbers in plan.checks
    }
    probe = lesson.folder / "probe.py"
    text = _TEST.format(
        name=lesson.name,
        student=str(student.resolve()),
        reference=str(paths.reference_folder() / lesson.file_name),
        probe=str(probe) if probe.exists() else "",
    )
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{lesson.name}.pickle").write_bytes(pickle.dumps(checks))
    (folder / f"test_{lesson.name}.py").write_text(text, encoding="utf-8")


def pytest_seconds(folder: Path, graded: Sequence[tuple[Lesson, Path]], seed: int) -> float:
    """A pytest run over these files, from start to prompt; every test must pass."""
    for lesson, student in graded:
        write_test(folder, lesson, student, seed)
    return run([PYTHON, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", folder, folder], cwd=folder)
