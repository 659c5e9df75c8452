"""What graded is kept and told; another Python, NumPy or torch is never mixed in unasked."""

from __future__ import annotations

import platform
from dataclasses import replace
from importlib import metadata
from types import SimpleNamespace

import pytest

from grader.classroom.gradebook.graded_by import changes, graded_by
from grader.classroom.gradebook.roll import ClassPlan, Enrolled, Planned
from grader.classroom.gradebook.store import Gradebook
from grader.classroom.run import _refuse_mixing
from grader.core.errors import UserError

HERE = graded_by("confined by Landlock 7, seccomp")
PLAN = ClassPlan(0, (Planned("output_size", "Output size", "v1", 5.0),), "1.0", graded_by=HERE)


def with_version(part: str, version: str) -> ClassPlan:
    return replace(PLAN, graded_by=tuple((name, version if name == part else told) for name, told in HERE))


def asked(**given):
    return SimpleNamespace(**{"fresh": False, "resumed": False, "shard": None, **given})


def test_it_names_the_program_its_libraries_the_processor_and_the_layers():
    assert [part for part, _ in HERE] == ["cnn-exercises", "Python", "NumPy", "torch", "processor", ""]
    told = dict(HERE)
    assert (told["NumPy"], told["torch"]) == (metadata.version("numpy"), metadata.version("torch"))
    assert (told["Python"], told["processor"]) == (platform.python_version(), platform.machine())
    assert PLAN.graded_by_line.endswith("confined by Landlock 7, seccomp")
    assert ClassPlan.from_json(PLAN.to_json()) == PLAN


def test_a_library_that_is_not_there_is_said_to_be_so(monkeypatch):
    def absent(package):
        raise metadata.PackageNotFoundError(package)

    monkeypatch.setattr("grader.classroom.gradebook.graded_by.version", absent)
    assert dict(graded_by("not confined"))["torch"] == "not installed"


def test_an_older_gradebook_names_its_program():
    older = replace(PLAN, graded_by=())
    assert older.graded_by_line == "cnn-exercises 1.0"
    assert list(changes(older, PLAN)) == []


@pytest.mark.parametrize("part", ["Python", "NumPy", "torch"])
def test_another_version_is_refused_until_somebody_says_what_to_do(tmp_path, part):
    with Gradebook(tmp_path / "gradebook.sqlite") as gradebook:
        _refuse_mixing(asked(), gradebook, PLAN)  # nothing was graded yet
        gradebook.begin(PLAN, [Enrolled("ada")])
        _refuse_mixing(asked(), gradebook, PLAN)
        other = with_version(part, "0.0.1")
        with pytest.raises(UserError, match=rf"{part} 0.0.1 in place of .*--fresh .*--resume"):
            _refuse_mixing(asked(), gradebook, other)
        for said in ({"fresh": True}, {"resumed": True}, {"shard": "1/2"}):
            _refuse_mixing(asked(**said), gradebook, other)


def test_another_processor_or_layer_is_told_and_no_reason_to_stop(tmp_path):
    assert list(changes(PLAN, with_version("processor", "abacus"))) == []
    assert list(changes(PLAN, with_version("", "not confined"))) == []
