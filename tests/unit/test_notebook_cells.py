"""A notebook's cells are read whatever its tools left out or wrote, and what is no notebook is told in one line."""

import itertools
import json
import random
import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.core.lessons import lessons
from grader.core.notebook.cells import NotebookError, is_notebooks_json, read_cells
from grader.core.notebook.exercises import exercises_in
from grader.core.source import LARGEST_NOTEBOOK
from tests.notebooks import code, notebook, said

RELU = "def relu(x):\n    return x * (x > 0)\n"


def sources(content):
    return exercises_in(content, "hw.ipynb", lessons())


def of_cells(*cells):
    return json.dumps({"cells": list(cells)}).encode()


@pytest.mark.parametrize(
    "content",
    [
        of_cells({"cell_type": "code", "source": RELU}),
        of_cells({"source": RELU}),
        of_cells({"cell_type": "code", "source": RELU.splitlines(keepends=True)}),
        of_cells({"cell_type": "code", "source": RELU.split("\n")}),
        of_cells({"cell_type": "code", "source": [*RELU.splitlines(keepends=True), 7, None, ["x"]]}),
        of_cells(1, "two", None, [], {"cell_type": 3, "source": RELU}),
        of_cells({"cell_type": "code", "source": 12}, {"cell_type": "code", "source": {"a": 1}}, {"source": RELU}),
        of_cells({"cell_type": "code", "source": RELU, "outputs": [float("nan"), float("inf")]}),
        of_cells({"cell_type": "code", "source": "x = '\ud800'"}, {"cell_type": "code", "source": RELU}),
        of_cells({"cell_type": "code", "source": RELU.replace("\n", "\r\n")}),
        of_cells({"cell_type": "code", "source": RELU, "outputs": 10**4000}),
        of_cells({"cell_type": "code", "source": RELU}).replace(b'"cells"', b'"cells": [], "cells"'),
        b"\xef\xbb\xbf" + of_cells({"cell_type": "code", "source": RELU}),
        of_cells({"cell_type": "code", "source": RELU}).decode().encode("utf-16"),
        of_cells({"cell_type": "code", "source": RELU, "outputs": "!"}).replace(b"!", b"\xff\xfe"),
        json.dumps({"worksheets": [{"cells": [{"cell_type": "code", "input": RELU}]}], "nbformat": 3}).encode(),
        json.dumps({"worksheets": [{}, 1, {"cells": [{"cell_type": "code", "input": [RELU]}]}]}).encode(),
    ],
    ids=map(str, itertools.count()),
)
def test_a_cell_is_read_whatever_is_around_it(content):
    assert sources(content)["activation"].content == RELU.encode()


@pytest.mark.parametrize("version", [1, 2, 3, 4])
def test_nbformat_reads_what_is_read_here(version):
    """nbformat's own notebooks, of each format that it still writes."""
    from nbformat import converter, v4

    made = v4.new_notebook(cells=[v4.new_markdown_cell("# A"), v4.new_code_cell(RELU), v4.new_raw_cell("def no(")])
    older = converter.convert(made, version) if version > 2 else None
    if older is None:
        older = {"worksheets": [{"cells": [{"cell_type": "code", "input": RELU}]}], "nbformat": version}
    assert sources(json.dumps(older).encode())["activation"].content == RELU.encode()


def test_code_in_text_is_not_taken():
    assert not sources(notebook([said(RELU), {"cell_type": "raw", "source": RELU}]))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"\0\0\0", "no notebook"),
        (b"[]", "no cells"),
        (b"{}", "no cells"),
        (b'{"cells": 3}', "no cells"),
        (b'{"cells": [{"source": "def relu', "cut off"),
        (notebook([code(RELU)])[:-20], "cut off"),
        (b'{"cells": ' + b"[" * 200_000, "nests far too deeply"),
        (b'{"cells": [{"outputs": ' + b"[" * 200_000 + b"]" * 200_000 + b"}]}", "nests far too deeply"),
        (b'{"cells": [' + b"{}," * 1_000_000 + b"{}]}", "too many parts"),
        (b'{"cells": [' + b"1," * 5_000_000 + b"1]}", "too many parts"),
        (b'{"cells": [' + b"{}," * 20_000 + b"{}]}", "20001 cells"),
        (of_cells(*({"source": "x = 1\n" * 10_000} for _ in range(20))), "KB of code"),
        (b" " * (LARGEST_NOTEBOOK + 1), "larger than 40 MB"),
    ],
    ids=map(str, itertools.count()),
)
def test_what_is_no_notebook_is_told_in_a_line(content, said):
    with pytest.raises(NotebookError) as problem:
        sources(content)
    assert said in str(problem.value)
    assert "\n" not in str(problem.value)


@pytest.mark.parametrize(
    ("content", "is_one"),
    [
        (notebook([]), True),
        (b"\xef\xbb\xbf\n " + notebook([]), True),
        (notebook([]).decode().encode("utf-16"), True),
        (b"def f():\n    return {'cells': 1}\n", False),
        (b"{'a': 1}\n", False),
        (b"", False),
    ],
)
def test_a_notebook_is_known_by_its_json(content, is_one):
    assert is_notebooks_json(content) is is_one


def test_a_notebook_is_numbered_over_all_its_cells():
    cells = read_cells(notebook([said("# A"), code(""), code(RELU)]))
    assert [cell.number for cell in cells if "relu" in cell.text] == [3]


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8) | st.just(RELU),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["cell_type", "source", "input", "cells", "worksheets", "level"]), inner)
    ),
    max_leaves=12,
)
CELL = st.fixed_dictionaries(
    {"cell_type": st.sampled_from(["code", "markdown", "heading", None, 3]) | JSON, "source": JSON | st.just(RELU)}
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.fixed_dictionaries({"cells": st.lists(CELL | JSON, max_size=4) | JSON}, optional={"worksheets": JSON}))
def test_any_json_is_a_notebook_or_told_in_a_line(whole):
    content = json.dumps(whole).encode("utf-8", "surrogatepass")
    try:
        found = sources(content)
    except NotebookError as problem:
        assert "\n" not in str(problem)
        return
    for source in found.values():
        assert source.places is not None
        assert len(source.places.lines) == source.content.decode().count("\n")


PYTHON = st.lists(
    st.sampled_from(
        [
            "def relu(x):",
            "    return np.maximum(x, 0)",
            "import numpy as np, torch",
            "from math import *",
            "x = [",
            "]",
            '"""',
            "'''",
            "%time x = 1",
            "%%bash",
            "%%writefile activation.py",
            "# exercise: activation",
            "!ls don't \\",
            "class relu(list): pass",
            "@wraps",
            "relu = lambda x: relu(x)",
            "x += relu",
            "global x",
            "return x",
            "await relu",
            "    x = relu",
            "\tx = 1",
            "nonlocal relu",
            "for x in relu: relu[x] = 1",
            "if relu:",
            "else:",
            "\\",
            "\0",
            "é = '\u2028'",
            "def relu(a, a): pass",
            "del relu",
            "type relu = int",
            "relu: int = relu",
            "relu.relu = relu",
            "x = relu ; relu = x",
        ]
    ),
    max_size=10,
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PYTHON, min_size=1, max_size=4))
def test_any_cells_are_sliced_with_a_place_for_each_line(cells):
    texts = ["\n".join(lines) for lines in cells]
    for source in sources(of_cells(*({"cell_type": "code", "source": text} for text in texts))).values():
        places = source.places
        for line, (cell, number) in zip(source.content.decode().split("\n"), places.lines, strict=False):
            there = texts[cell - 1].split("\n")[number - 1]
            # an import is written anew, for one name
            assert line in there or "import" in line


def test_noise_is_read_in_bounds():
    """Bytes at random, and a notebook with bytes changed at random."""
    draw, whole = random.Random(7), notebook([code(RELU), said("# x")])
    for _ in range(200):
        at = draw.randrange(len(whole))
        content = whole[:at] + draw.choice(string.printable).encode() + whole[at + draw.randrange(3) :]
        try:
            sources(content)
        except NotebookError as problem:
            assert "\n" not in str(problem)
