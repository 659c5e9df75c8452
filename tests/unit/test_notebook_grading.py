"""A notebook is graded, checked and watched like the exercises' files, and its own cells are named."""

import json
import os
import threading
import time

import pytest

from grader.classroom.intake.take_in import taken_in
from grader.cli import main
from grader.core.lessons import find, lessons
from grader.core.results import Finished, Status
from grader.grading.exercise import grade_exercise
from grader.sandbox.parent.client import Sandbox
from grader.student import watch
from grader.student.session import Session
from grader.student.sources import chosen_in
from grader.student.workspace import NOTEBOOK, WorkspaceError, reset, write_notebook
from tests.corpus import graded, specimens
from tests.notebooks import WRAPPINGS, code, graded_in_notebook, notebook, said

RIGHT = "def relu(x):\n    return x * (x > 0)\n"
BY_HAND = [one for one in specimens() if find(one.exercise).exercise.needs == "numpy"]
SIZE = find("output_size")


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox() as warm:
        yield warm


@pytest.mark.parametrize(
    ("specimen", "kind"), zip(BY_HAND[3::9], [*WRAPPINGS] * 9, strict=False), ids=lambda one: getattr(one, "name", one)
)
def test_a_file_scores_in_a_notebook_as_it_does_alone(specimen, kind, sandbox):
    lesson = find(specimen.exercise)
    alone = graded(lesson, specimen, sandbox)
    wrapped = graded_in_notebook(lesson, specimen.path.read_text(encoding="utf-8"), kind, sandbox)
    assert (wrapped.status, wrapped.score) == (alone.status, alone.score)
    assert [one.status for one in wrapped.checks] == [one.status for one in alone.checks]


def test_a_notebook_with_torch_at_its_top_passes_by_hand(tmp_path, sandbox):
    """What stands at the notebook's top costs no exercise anything that does not use it."""
    cells = [code("import torch, torch.nn as nn, numpy as np\nassert False")]
    for one in specimens("activation")[:1] + specimens("convnet")[:1]:
        cells.append(code(one.path.read_text(encoding="utf-8")))
    (tmp_path / "hw.ipynb").write_bytes(notebook(cells))
    result = verdict(tmp_path, "activation", sandbox)
    assert result.status is Status.PASSED


def verdict(folder, exercise, sandbox):
    lesson = find(exercise)
    *_, finished = grade_exercise(lesson, chosen_in(folder, lesson).source, 1, sandbox)
    assert isinstance(finished, Finished)
    return finished.result


@pytest.mark.parametrize(
    ("cell", "status", "places"),
    [
        ("import os\n\ndef relu(x):\n    return nope(x)", "error", ["cell 3, line 4"]),
        ("def relu(x):\n    return (x", "error", ["cell 3, line 2"]),
        ("def relu(x)\n    return x", "error", ["cell 3, line 1"]),
        ("def relu(x):\nreturn x", "error", ["cell 3, line"]),
        ("%time 1\ndef relu(x):\n    return x", "failed", ["cell 3, line 2"]),
        ("A = 1 // 0\ndef relu(x):\n    return A", "error", ["cell 3, line 1"]),
        ("import torch\ndef relu(x):\n    return torch.relu(x)", "forbidden", ["hw 7.ipynb imports torch"]),
        ("def relu(x):\n    return “x”", "error", ["cell 3, line 2"]),
    ],
)
def test_messages_name_the_students_own_cells(cell, status, places, tmp_path, sandbox):
    (tmp_path / "hw 7.ipynb").write_bytes(notebook([said("# x"), code("1/0"), code(cell)]))
    result = verdict(tmp_path, "activation", sandbox)
    assert status in {check.status for check in result.checks}
    worst = next(check for check in result.checks if check.status is not Status.PASSED)
    for text in (worst.message, worst.place or result.message):
        assert all(place in text for place in places)
    told = [worst.message, worst.traceback, worst.said, worst.insight or "", result.message]
    told += result.diagnosis.insights if result.diagnosis else ()
    assert "activation.py" not in "".join(told)
    assert not [text for text in told if ", line " in text.replace("cell 3, line", "")]


def test_a_class_hands_in_notebooks(tmp_path):
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada" / "My Homework (1).ipynb").write_bytes(notebook([code(RIGHT)]))
    (tmp_path / "bob").mkdir()
    (tmp_path / "bob" / "activation.py").write_bytes(notebook([code(RIGHT)]))
    (tmp_path / "cyd").mkdir()
    (tmp_path / "cyd" / "activation.py").write_text(RIGHT)
    (tmp_path / "cyd" / "all.ipynb").write_bytes(notebook([code(find("activation").starter)]))
    (tmp_path / "dan").mkdir()
    (tmp_path / "dan" / "hw.ipynb").write_bytes(b'{"cells": [')
    os.utime(tmp_path / "cyd" / "activation.py", (1e9, 1e9))
    with taken_in(tmp_path, [lesson.file_name for lesson in lessons()], None) as intake:
        sources = {one.student: one.source("activation.py") for one in intake.submissions}
        notes = {one.student: "; ".join(one.notes) for one in intake.roll}
    assert {name: source.content for name, source in sources.items() if source.content} == dict.fromkeys(
        ("ada", "bob", "cyd"), RIGHT.encode()
    )
    assert sources["ada"].places.notebook == "My Homework (1).ipynb"
    assert "hw.ipynb: it is no notebook, or was cut off" in notes["dan"]
    assert sources["dan"].absent


# --- in a student's own folder ---------------------------------------------------------------------------------------


def test_init_writes_one_notebook_that_is_all_exercises_untouched(tmp_path):
    import nbformat

    assert write_notebook(tmp_path, lessons()).made == (NOTEBOOK,)
    made = nbformat.read(tmp_path / NOTEBOOK, as_version=4)
    nbformat.validate(made)
    assert (made.nbformat, made.nbformat_minor) == (4, 5)
    for lesson in lessons():
        assert chosen_in(tmp_path, lesson).source.is_starter
        assert any(cell.cell_type == "markdown" and cell.source == lesson.statement.strip() for cell in made.cells)
    assert write_notebook(tmp_path, lessons()).kept == (NOTEBOOK,)
    with pytest.raises(WorkspaceError):
        write_notebook(tmp_path / NOTEBOOK, lessons())


def edited(path, old, new):
    """Replace text in a notebook, as Colab writes it back."""
    whole = json.loads(path.read_text())
    for cell in whole["cells"]:
        cell["source"] = "".join(cell["source"]).replace(old, new).splitlines(keepends=True)
        cell["metadata"], cell["id"] = {"id": "Zk3"}, None
    path.write_text(json.dumps(whole | {"nbformat_minor": 0, "metadata": {"colab": {"provenance": []}}}))


def test_a_session_takes_what_is_written_last(tmp_path):
    write_notebook(tmp_path, lessons())
    session, lesson = Session(tmp_path, lessons()), find("activation")
    assert session.has_exercises()
    edited(tmp_path / NOTEBOOK, lesson.starter.strip(), RIGHT.strip())
    assert session.source(lesson).content == RIGHT.encode()
    # as handed out, a newer file stands for nothing that is written in the notebook
    (tmp_path / "activation.py").write_text(lesson.starter)
    assert chosen_in(tmp_path, lesson).file_name == NOTEBOOK
    (tmp_path / "activation.py").write_text(RIGHT + "# mine\n")
    later = time.time() + 60
    os.utime(tmp_path / "activation.py", (later, later))
    chosen = chosen_in(tmp_path, lesson)
    assert (chosen.file_name, chosen.other) == ("activation.py", NOTEBOOK)
    os.utime(tmp_path / NOTEBOOK, (later + 60, later + 60))
    assert chosen_in(tmp_path, lesson).file_name == NOTEBOOK
    session.close()


def test_a_notebook_that_cannot_be_read_is_said(tmp_path, capsys):
    (tmp_path / "hw.ipynb").write_text('{"cells": [')
    source = chosen_in(tmp_path, SIZE).source
    assert source.absent
    assert "hw.ipynb is no notebook" in source.problem
    assert main(["check", "--folder", str(tmp_path)]) == 2
    assert "hw.ipynb is no notebook" in capsys.readouterr().err


def test_a_notebook_is_never_reset(tmp_path):
    (tmp_path / "hw.ipynb").write_bytes(notebook([code(RIGHT)]))
    with pytest.raises(WorkspaceError, match=r"hw\.ipynb"):
        reset(tmp_path, find("activation"))
    assert not (tmp_path / "activation.py").exists()


def test_saving_a_notebook_saves_the_exercises_whose_cells_changed(tmp_path):
    write_notebook(tmp_path, lessons())
    stop, heard, news = threading.Event(), [], threading.Semaphore(0)
    changes = watch.changes(tmp_path, [lesson.file_name for lesson in lessons()], stop, 0.1)

    def listen():
        for change in changes:
            heard.extend(change.saved)
            news.release()

    thread = threading.Thread(target=listen)
    thread.start()
    edited(tmp_path / NOTEBOOK, "# exercise: activation", "%time 1\n# exercise: activation")  # no code of an exercise
    edited(tmp_path / NOTEBOOK, find("activation").starter.strip(), RIGHT)
    assert news.acquire(timeout=20)
    stop.set()
    thread.join(timeout=20)
    assert heard == ["activation.py"]
