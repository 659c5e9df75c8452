"""Each exercise gets from a notebook what its functions need, and nothing else of it."""

import pytest

from grader.core.lessons import lessons
from grader.core.notebook.exercises import exercises_in
from tests.notebooks import code, notebook, said


def sliced(*cells):
    made = [code(cell) if isinstance(cell, str) else cell for cell in cells]
    return exercises_in(notebook(made), "hw.ipynb", lessons())


def text(name, *cells):
    return sliced(*cells)[name].content.decode()


RELU = "def relu(x):\n    return {}"


@pytest.mark.parametrize(
    ("cells", "kept"),
    [
        ([RELU.format(1), RELU.format(2)], 2),
        ([RELU.format(1), RELU.format("2 +")], 1),
        ([RELU.format(1), "def relu(x):\n    raise NotImplementedError"], 1),
        (["# exercise: activation\n" + RELU.format(1), RELU.format(2)], 1),
        (["#Exercise - Activation.py\n" + RELU.format(1), RELU.format(2)], 1),
        (["# exercise: 10\n" + RELU.format(1), RELU.format(2)], 1),
        (["%%writefile activation.py\n" + RELU.format(1), RELU.format(2)], 1),
        (["%%writefile 'src/activation.py'\n" + RELU.format(1), RELU.format(2)], 1),
        ([said("## Activation"), RELU.format(1), said("## Other"), RELU.format(2)], 1),
        ([said("### 10. `activation.py`"), RELU.format(1), said("# Other"), RELU.format(2)], 1),
        ([said("Exercise 10: Activation\n====="), RELU.format(1), said("# Other"), RELU.format(2)], 1),
        ([said("<h2>activation</h2>"), RELU.format(1), said("## Other"), RELU.format(2)], 1),
        ([said("## Activation"), said("### Notes"), RELU.format(1), said("## Other"), RELU.format(2)], 1),
        ([said("```\n# Activation\n```"), RELU.format(1), RELU.format(2)], 2),
        (["# exercise: output_size\n" + RELU.format(1), RELU.format(2)], 2),
        (["# exercise: activation\ndef relu(x):\n    raise NotImplementedError", RELU.format(2)], 2),
        ([RELU.format(1), "relu = lambda x: 2"], None),
        ([RELU.format(1), "relu = relu(3)"], 1),
        ([RELU.format(1), "if True:\n    " + RELU.format(2).replace("\n", "\n    ")], 2),
    ],
)
def test_which_definition_counts(cells, kept):
    found = text("activation", *cells)
    assert (f"return {kept}" in found) if kept is not None else found == "relu = lambda x: 2\n"
    assert found.count("relu") == 1


@pytest.mark.parametrize(
    ("cells", "wanted"),
    [
        # what is used, in the notebook's order, each import alone
        (["import numpy as np, torch, sys", RELU.format("np.abs(x)")], "import numpy as np\n"),
        (["from numpy import abs as a, sin", RELU.format("a(x)")], "from numpy import abs as a\n"),
        (["from math import *", RELU.format("sqrt(x)")], "from math import *\n"),
        (["from torch import *", RELU.format("abs(x)")], ""),
        (["import numpy.linalg", "import numpy", RELU.format("numpy.abs(x)")], "import numpy.linalg\nimport numpy\n"),
        (["A = 1; B = A + 1", RELU.format("B")], "A = 1\nB = A + 1\n"),
        (["A = {}", "A['x'] = 1", "print(A)", RELU.format("A")], "A = {}\nA['x'] = 1\n"),
        (["A = []", "for i in range(3):\n    A.append(i)", RELU.format("A")],
         "A = []\nfor i in range(3):\n    A.append(i)\n"),
        (["A = 1", "for i in range(3):\n    A = i; print(A)", RELU.format("A")], "A = 1\n"),
        (["try:\n    import numpy as np\nexcept ImportError:\n    np = None", RELU.format("np")],
         "try:\n    import numpy as np\nexcept ImportError:\n    np = None\n"),
        (["def pad(x): return x", "pad = 2", RELU.format("pad(x)")], "def pad(x): return x\n"),
        (["def pad(x): return 1", "def pad(x): return 2", RELU.format("pad(x)")], "def pad(x): return 2\n"),
        (["A = 1", "def f(): return A", "A = f()", RELU.format("A")], "A = 1\ndef f(): return A\nA = f()\n"),
        (["%time A = 1", "A = !ls", "%matplotlib inline\nB = 1", RELU.format("B")], "B = 1\n"),
        # what looks like a command inside brackets and texts is none
        (["!ls don't\nA = (7\n    % 4)\nB = \"\"\"\n!ls\n%time\n\"\"\"", RELU.format("A, B")],
         "A = (7\n    % 4)\nB = \"\"\"\n!ls\n%time\n\"\"\"\n"),
        (["!echo (\\\n  [\nB = 3", RELU.format("B")], "B = 3\n"),
        (["raise ValueError", "x = (1", "1/0", RELU.format("x")], ""),
        (["import numpy as np\nx = np.load('big')\nplt.plot(x)", RELU.format("3")], ""),
        (["from __future__ import annotations", RELU.format("3")], "from __future__ import annotations\n"),
        (["def relu2(x): return torch", RELU.format("3")], ""),
    ],
)  # fmt: skip
def test_what_a_function_needs_is_taken_and_nothing_else(cells, wanted):
    found = text("activation", *cells)
    assert found[: found.index("def relu(x)")] == wanted
    assert found.endswith(cells[-1] + "\n")


def test_what_is_needed_at_once_stands_before_what_needs_it():
    found = text("activation", RELU.format("A"), "A = make()", "def make():\n    return B", "B = 3")
    space = {}
    exec(found, space)
    assert space["relu"](0) == 3


def test_helpers_of_one_name_stay_with_their_exercise():
    cells = [
        "def windows(x): return 'pool'", "def max_pool(image, size=2, stride=2): return windows(image)",
        "def windows(x): return 'conv'", "def filtered_grid(grid, kernel, stride=1, pad=0): return windows(grid)",
    ]  # fmt: skip
    assert "'pool'" in text("max_pooling", *cells)
    assert "'conv'" in text("filtered_grid", *cells)
    assert "'mended'" in text("max_pooling", *cells, "def windows(x): return 'mended'")


def test_a_constant_stays_with_its_exercise():
    """A value of that name in a cell that serves nothing is a trial; a function would be a mended one."""
    assert "A = 1" in text("activation", "A = 1\n" + RELU.format("A"), "A = 2\nprint(A)")
    assert "A = 2" in text("activation", "A = 1", RELU.format("A"), "A = 2\n" + RELU.format("A + 1"))


def test_another_exercises_function_is_taken_along():
    cells = ["def output_size(n, f, stride=1, pad=0): return 7", "def max_pool(i, s=2, t=2): return output_size(1, 2)"]
    assert "return 7" in text("max_pooling", *cells)
    assert text("output_size", *cells) == cells[0] + "\n"


STEP, ACCURACY = "def train_step(m, i, l, o): return 1", "def accuracy(m, i, l): return 1"
MODEL = "def build_model(): return 1"
FIRST, SECOND = "def train(m, i, l, epochs=2): return 'first'", "def train(m, i, l): return 'second'"


@pytest.mark.parametrize(
    ("cells", "training", "improve"),
    [
        ([STEP, ACCURACY, FIRST, MODEL, SECOND], "first", "second"),
        ([MODEL, SECOND, STEP, ACCURACY, FIRST], "first", "second"),
        ([STEP + "\n" + ACCURACY + "\n" + FIRST, SECOND + "\n" + MODEL], "first", "second"),
        (["# exercise: improve\n" + SECOND, MODEL, FIRST, STEP], "first", "second"),
        ([STEP, FIRST], "first", None),
        ([MODEL, SECOND], None, "second"),
        ([STEP, MODEL, FIRST], "first", "first"),
    ],
)
def test_a_shared_name_goes_with_the_exercises_other_functions(cells, training, improve):
    found = sliced(*cells)
    for name, wanted in (("training", training), ("improve", improve)):
        assert (name in found) is (wanted is not None)
        if wanted:
            assert f"'{wanted}'" in found[name].content.decode()


def test_a_variable_is_no_exercise():
    assert not sliced("accuracy = 0.93", "train = load()", "for relu in (1, 2):\n    print(relu)", "import relu")


def test_an_object_that_can_be_called_is_a_function():
    pool = "class Pool:\n    def __call__(self, x):\n        return x"
    assert "relu = Pool()" in text("activation", pool, "relu = Pool()", "relu(3)")
    assert sliced("class Result:\n    value = 3", "relu = Result()") == {}


def test_places_are_those_of_the_students_cells():
    cells = [said("# x"), "%%time\n\nimport os, numpy as np", "", "# A\ndef relu(x):\n    return helper(x)\n",
             "x = 1; helper = lambda x: np.abs(x)"]  # fmt: skip
    source = sliced(*cells)["activation"]
    lines = dict(zip(source.content.decode().splitlines(), source.places.lines, strict=True))
    assert lines == {
        "import numpy as np": (2, 3),
        "def relu(x):": (4, 2),
        "    return helper(x)": (4, 3),
        "helper = lambda x: np.abs(x)": (5, 1),
    }
    assert source.places.at(3) == "cell 4, line 3"


def test_a_function_cut_by_a_cells_end_is_whole():
    source = sliced("def relu(x):\n    y = x\n", "", "    return y * 2", "z = 1")["activation"]
    assert source.content == b"def relu(x):\n    y = x\n\n    return y * 2\n"
    assert source.places.lines[-1] == (3, 1)


def test_an_error_stays_with_its_own_exercise():
    found = sliced("def relu(x)\n    return x\n\ndef output_size(n, f):\n    return 1", "def zero_pad(i, p): return (")
    assert set(found) == {"activation", "output_size", "zero_padding"}
    for name in ("activation", "zero_padding"):
        with pytest.raises(SyntaxError):
            compile(found[name].content, name, "exec")
    assert found["output_size"].content == b"def output_size(n, f):\n    return 1\n"
    assert found["output_size"].places.at(1) == "cell 1, line 4"


@pytest.mark.parametrize("lesson", lessons(), ids=lambda one: one.name)
def test_a_starter_is_known_in_a_notebook(lesson):
    for cells in ([lesson.starter], [f"# exercise: {lesson.name}\n{lesson.starter}"], ["import os", lesson.starter]):
        source = sliced(*cells)[lesson.name]
        assert source.is_starter
        assert source.content.decode() == lesson.starter


def test_a_cell_that_moved_is_another_source():
    before, after = sliced(RELU.format(1))["activation"], sliced("", RELU.format(1))["activation"]
    assert before.content == after.content
    assert before.digest != after.digest


def test_texts_name_the_notebook():
    places = sliced("", RELU.format("1\n"))["activation"].places
    told = places.told('File "activation.py", line 2, in relu\nedit activation.py:1 or activation.pyc', "activation.py")
    assert told == 'File "hw.ipynb", cell 2, line 2, in relu\nedit hw.ipynb, cell 2, line 1 or activation.pyc'
