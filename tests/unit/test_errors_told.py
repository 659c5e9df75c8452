"""One sentence for an error: what it means here, at which line, in which calls."""

from __future__ import annotations

import numpy as np
import pytest

from exercises.definition import Rule
from grader.core.results import Outcome, OutcomeKind
from grader.grading.diagnosis.errors import meaning
from grader.grading.diagnosis.stopped import of_error
from tests.unit.sentences import raised, told


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("np.dot(np.ones((3, 4)), np.ones((2, 5)))", "(3,4) and (2,5)"),
        ("np.ones((3, 4)) @ np.ones((2, 5))", "4 columns on the left and 2 rows on the right"),
        ("np.ones((3, 3)) * np.ones((2, 3))", "(3,3) (2,3)"),
        ("a[1:3] = np.ones(4)", "something of shape (4,) is written into a place of shape (2,)"),
        ("a[1.0]", "use //"),
        ("range(3 / 1)", "use //"),
        ("[1, 2][1.0]", "whole numbers"),
        ("a[7]", "index 7 on axis 0, whose length is 5"),
        ("a[1, 2]", "2 indices for an array of 1 axes"),
        ("[1, 2][5]", "fewer entries"),
        ("x, y, z = (1, 2)", "3 names stand on the left"),
        ("a.reshape(2, 3)", "5 cells do not fill a shape of (2,3)"),
        ("bool(a > 0)", "np.where"),
        ("a(1)", "index with [ ]"),
        ("undefined_name", "nothing is called undefined_name here"),
        ("None.shape", "something is None here"),
        ("[].append(1)[0]", "something is None here"),
        ("np.float", "np.float is gone from NumPy"),
        ("np.relu(a)", "numpy has no relu"),
        ("[1].shape", "a list has no shape"),
        ("[[1]][0, 0]", "a list takes one index at a time"),
        ("(1, 2)[0:1] + 3", "+ joins two tuples"),
        ("(lambda x: x)(1, 2)", "takes 1 arguments and is given 2"),
        ("(lambda x, y: x)(1)", "wants more arguments than it is given ('y')"),
        ("len(3)", "a single value (int)"),
        ("1 / 0", "divided by 0"),
        ("{}['k']", "not among the keys"),
        ("np.array([[1, 2], [3]])", "rows have different lengths"),
        ("np.arange(3).__iadd__(0.5)", "dtype=float"),
    ],
)
def test_what_an_error_of_numpy_or_python_means_is_said_with_its_sizes(code, words):
    with pytest.raises(Exception) as caught:
        exec(code, {"np": np, "a": np.arange(5.0)})
    assert words in meaning(type(caught.value).__name__, str(caught.value))


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("mat1 and mat2 shapes cannot be multiplied (4x400 and 576x120)", "rows of 400 numbers come in, and this lin"),
        ("Given groups=1, weight of size [6, 3, 5, 5], expected input[4, 1, 32, 32] to have 3 channels, but got 1 "
         "channels instead", "made for 3 channels, and 1 come in"),
        ("Expected 3D (unbatched) or 4D (batched) input to conv2d, but got input of size: [4, 400]", "[4, 400] comes"),
        ("expected scalar type Long but found Float", "labels are int64"),
        ("a leaf Variable that requires grad is being used in an in-place operation.", "torch.no_grad()"),
        ("element 0 of tensors does not require grad and does not have a grad_fn", "backward() finds no gradients"),
        ("Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead.", ".item()"),
        ("Trying to backward through the graph a second time", "a new forward pass for each step"),
        ("expected target dtype to be Long or Byte, but got Float", "labels are int64"),
        ("grad can be implicitly created only for scalar outputs", "take their mean first"),
        ("0D or 1D target tensor expected, multi-target not supported", "one whole number an image"),
        ("view size is not compatible with input tensor's size and stride", "use flatten(1)"),
        ("shape '[4, 400]' is invalid for input of size 400", "400 numbers do not fill a shape of [4, 400]"),
    ],
)  # fmt: skip
def test_what_an_error_of_pytorch_means_is_said_with_its_sizes(message, words):
    assert words in meaning("RuntimeError", message)


def test_an_error_is_told_at_the_students_line():
    outcome = raised("TypeError", "'float' object cannot be interpreted as an integer", line=8)
    assert (
        of_error(outcome, "") == "line 8 raises TypeError: a whole number is needed here, and / gives a float: use //"
    )


def test_an_error_in_some_calls_says_in_which():
    calls = [((n, 3, stride, 0), n, raised("IndexError", "list index out of range") if stride > 1 else n)
             for n, stride in ((5, 1), (6, 1), (7, 2), (8, 2))]  # fmt: skip
    (said,) = told(calls)
    assert "the list has fewer entries" in said and "right in all 2 calls with stride 1" in said


def test_nothing_is_called_right_that_goes_wrong_in_another_way():
    # of several rows and one axis: grids are right, vectors raise one error, volumes another
    grids, vectors, volumes = [np.eye(2), np.eye(3), np.eye(4)], [np.ones(3)] * 3, [np.ones((2, 2, 2))] * 2
    calls = [((grid,), grid, grid) for grid in grids]
    calls += [((one,), one, raised("IndexError", "tuple index out of range", 5)) for one in vectors]
    calls += [((one,), one, raised("ValueError", "ambiguous", 6)) for one in volumes]
    said = told(calls, Rule.ARRAY, ("x",))
    assert len(said) == 2 and all("line" in one for one in said)
    assert not any("right in all 3 calls with an x of several axes" in one for one in said)


def test_another_error_than_the_one_wanted_is_said_as_that():
    wanted = Outcome(OutcomeKind.RAISED, error="ValueError")
    calls = [((n, n + 1, 1, 0), wanted, raised("TypeError", line=2)) for n in (3, 5, 7)]
    calls += [((9, 3, 1, 0), 7, 7), ((8, 3, 1, 0), 6, 6), ((7, 3, 1, 0), 5, 5)]
    assert told(calls) == ["line 2 raises TypeError where ValueError is wanted"]
