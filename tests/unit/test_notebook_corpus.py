"""Every file of the corpora is the same code in a notebook, whatever was done to it, and behaves as it does alone."""

from __future__ import annotations

import contextlib
import copy
import io
import types
import warnings
import zlib

import pytest

from exercises.definition import Needs
from grader.core.lessons import find, lessons
from grader.core.notebook.exercises import exercises_in
from grader.grading.cases import plan_of
from tests.corpus import SUBMISSIONS
from tests.notebooks import WRAPPINGS, code, code_of, damaged, in_notebook, notebook

KINDS_OF_EACH = 3
"""Of the kinds of damage, so many for each file here: `make corpus` does them all."""
FILES = [
    path
    for kind in ("right", "wrong", "honest")
    for path in sorted((SUBMISSIONS / kind).glob("*/*.py"))
    # one is not UTF-8, which a notebook always is; one has the line ends that a notebook does not keep
    if path.stem not in ("latin_1", "windows_file")
]


def kinds(path):
    """Some kinds of damage, others for each file, the same in each run."""
    first = zlib.crc32(f"{path.parent.name}/{path.stem}".encode())
    names = list(WRAPPINGS)
    return [names[(first + step * 7) % len(names)] for step in range(KINDS_OF_EACH)]


@pytest.mark.parametrize("exercise", [lesson.name for lesson in lessons()])
def test_damage_to_a_notebook_leaves_the_code_of_its_file(exercise):
    lost = {}
    for path in (path for path in FILES if path.parent.name == exercise):
        changed = damaged(find(exercise), path.read_text(encoding="utf-8"), kinds(path))
        if changed:
            lost[path.stem] = changed
    assert not lost


def behaviour(text, plan, name):
    """What a file does with each case, told by its reprs."""
    module, told = types.ModuleType(name), []
    try:
        exec(compile(text, f"{name}.py", "exec", dont_inherit=True), module.__dict__)
    except BaseException as error:
        return [type(error).__name__]
    for case in plan.cases[:3]:
        arguments, keywords = copy.deepcopy(case.args), copy.deepcopy(dict(case.kwargs))
        try:
            told.append(repr((module.__dict__[case.function](*arguments, **keywords), arguments)))
        except BaseException as error:
            told.append(type(error).__name__)
    return told


@pytest.mark.parametrize("exercise", [one.name for one in lessons() if one.exercise.needs is Needs.NUMPY])
def test_what_is_taken_behaves_as_the_file(exercise, monkeypatch):
    import sys

    lesson, changed = find(exercise), []
    plan = plan_of(lesson, 3)
    monkeypatch.setitem(sys.modules, exercise, types.ModuleType(exercise))  # pickle and dataclasses look there
    for path in (path for path in FILES if path.parent.name == exercise and path.parts[-3] in ("right", "wrong")):
        text = path.read_text(encoding="utf-8")
        source = in_notebook(lesson, text, WRAPPINGS["split"])
        with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            alone, taken = (behaviour(one, plan, exercise) for one in (text, source.content if source else ""))
        if alone != taken:
            changed.append((path.stem, alone, taken))
    assert not changed


@pytest.mark.parametrize("style", range(4))
def test_one_notebook_with_all_exercises_is_each_of_them(style):
    """Helpers of one name, written anew for each exercise, stay apart."""
    texts = {}
    for lesson in lessons():
        found = sorted((SUBMISSIONS / "right" / lesson.name).glob("*.py"))
        texts[lesson.name] = found[style % len(found)].read_text(encoding="utf-8")
    whole = exercises_in(notebook([code(text) for text in texts.values()]), "hw.ipynb", lessons())
    for name, text in texts.items():
        alone = set(code_of(in_notebook(find(name), text, WRAPPINGS["one cell"])))
        assert alone == {one for one in code_of(whole[name]) if "'__future__'" not in one or one in alone}, name
