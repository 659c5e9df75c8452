"""One sentence for what no mistake explains: only when, the same up to ..., what an error means, why nothing loaded."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from exercises.definition import Case, Check, Rule
from exercises.properties import last_step_fits
from grader.core.results import Outcome, OutcomeKind, Status
from grader.grading.diagnosis.answers import Answers
from grader.grading.diagnosis.errors import meaning
from grader.grading.diagnosis.insights import Insights
from grader.grading.diagnosis.loading import why_not_loaded
from grader.grading.diagnosis.refusals import refusal
from grader.grading.diagnosis.stopped import of_death, of_error
from grader.grading.diagnosis.trials import Trials

RNG = np.random.default_rng(5)
GRID = RNG.normal(0, 3, (3, 4)).round(2) + 0.25


def returned(value) -> Outcome:
    return Outcome(OutcomeKind.RETURNED, value=value)


def raised(error, message="", line=3) -> Outcome:
    frame = f'Traceback (most recent call last):\n  File "f.py", line {line}, in f\n    x\n{error}: {message}'
    return Outcome(OutcomeKind.RAISED, error=error, message=message, traceback=frame)


def told(calls, rule=Rule.INT, parameters=("n", "f", "stride", "pad"), properties=(), printed="", source="", **more):
    """The sentences for calls, each (arguments, wanted, got) or (arguments, keywords, wanted, got)."""
    rows = [(call[0], {}, *call[1:]) if len(call) == 3 else call for call in calls]
    cases = [Case("f", args, keywords) for args, keywords, _, _ in rows]
    wanted, got = ({n: one if isinstance(one, Outcome) else returned(one) for n, one in enumerate(column)} for column in
                   ([row[2] for row in rows], [row[3] for row in rows]))  # fmt: skip
    check = Check("a check", 1.0, lambda rng: [], rule)
    trials = more.pop("trials", Trials())
    answers = Answers([(check, range(len(rows)))], cases, wanted, got, {"f": parameters}, printed, **more)
    return [one.sentence for one in Insights(answers, properties, source, trials).of(answers.wrong)]


def sizes(is_right, *calls):
    """Calls of an output size, answered rightly where `is_right` holds."""
    sent = [((n, f, stride, pad), (n - f + 2 * pad) // stride + 1) for n, f, stride, pad in calls]
    strange = iter((101, 57, 203, 71, 150, 88, 307, 64, 99, 181))
    return [(args, size, size if is_right(*args) else next(strange)) for args, size in sent]


CALLS = [
    (7, 3, 2, 0),
    (9, 3, 1, 0),
    (8, 4, 2, 1),
    (12, 5, 1, 2),
    (10, 3, 3, 1),
    (11, 2, 3, 0),
    (9, 4, 1, 0),
    (15, 3, 2, 2),
]


# --- only when


@pytest.mark.parametrize(
    ("is_right", "sentence"),
    [
        (lambda n, f, stride, pad: pad == 0, "right in all 4 calls with pad 0, wrong in all 4 with pad above 0"),
        (lambda n, f, stride, pad: stride == 1, "right in all 3 calls with stride 1, wrong in all 5 with stride other"),
        (lambda n, f, stride, pad: f % 2, "right in all 5 calls with an odd f, wrong in all 3 with an even f"),
        (lambda n, f, stride, pad: pad == 0 and stride == 1, "right in all 2 calls with pad 0 and with stride 1"),
    ],
)
def test_a_property_of_the_arguments_separates_right_from_wrong(is_right, sentence):
    (said,) = told(sizes(is_right, *CALLS))
    if " and with " in sentence:
        assert said.startswith(("right in all 2 calls", "what came"))
    else:
        assert said.startswith(sentence)


def test_two_properties_are_joined_where_one_will_not_do():
    calls = [
        (7, 3, 2, 0),
        (9, 3, 1, 0),
        (8, 3, 1, 1),
        (12, 5, 1, 2),
        (10, 3, 3, 1),
        (11, 2, 3, 2),
        (9, 4, 1, 0),
        (7, 3, 2, 2),
    ]
    (said,) = told(sizes(lambda n, f, stride, pad: not (pad and stride > 1), *calls))
    assert re.fullmatch(r"(wrong in all 3 calls|right in all 5 calls) .* and .*, (right|wrong) in the other \d", said)


def test_one_wrong_call_separates_nothing():
    assert told(sizes(lambda n, f, stride, pad: pad != 2 or n == 15, *CALLS)) == []


def test_only_the_first_call_is_right_is_said_of_a_file_that_was_loaded_twice():
    calls = sizes(lambda n, *_: n in (7, 12), (7, 3, 2, 0), (9, 3, 2, 0), (11, 3, 2, 0), (12, 3, 2, 0), (13, 3, 2, 0))
    (said,) = told(calls, starts={0, 3})
    assert said.startswith("only the first call after loading is right")
    assert "first call" not in "".join(told(calls))


@pytest.mark.parametrize(
    ("is_right", "words"),
    [
        (lambda n, f, stride, pad: f == 3, "where f is 3, wrong in all 5 where it is another number"),
        (lambda n, f, stride, pad: n <= 9, "where n is at most 9, wrong in all 4 where it is more"),
        (lambda n, f, stride, pad: n > 9, "where n is at least 10, wrong in all 5 where it is less"),
    ],
)
def test_a_number_or_a_threshold_separates_right_from_wrong(is_right, words):
    assert words in "".join(told(sizes(is_right, *CALLS, (9, 4, 3, 1))))


def test_a_wrong_function_that_is_right_by_chance_once_is_told_with_the_counts():
    calls = sizes(lambda n, f, stride, pad: pad == 0 or n == 8, *CALLS, (20, 3, 1, 1), (21, 4, 3, 2))
    assert told(calls) == ["right in all 4 calls with pad 0, wrong in 5 of the 6 with pad above 0"]


def test_an_exercises_own_words_come_first():
    fits = last_step_fits(lambda it: [it["n"] - it["f"] + 2 * it.get("pad", 0)])
    calls = [(8, 3, 2, 0), (10, 3, 3, 1), (12, 4, 3, 1), (9, 3, 2, 0), (7, 3, 2, 1), (11, 5, 3, 0)]
    (said,) = told(sizes(lambda n, f, stride, pad: (n - f + 2 * pad) % stride == 0, *calls), properties=(fits,))
    assert "calls where the last step fits, wrong in all" in said


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("image", "a square image", "an image that is not square"),
        ("kernel", "a square kernel", "a kernel that is not square"),
        ("filters", "square filters", "filters that are not square"),
        ("bias", "a square bias", "a bias that is not square"),
    ],
)
def test_properties_of_images(name, right, wrong):
    shapes = [(3, 3), (4, 4), (5, 5), (3, 5), (4, 2), (6, 5)]
    calls = [((np.ones(s) + 0.5,), np.ones(s), np.ones(s) if s[0] == s[1] else RNG.random(s)) for s in shapes]
    (said,) = told(calls, Rule.ARRAY, (name,))
    assert said == f"right in all 3 calls with {right}, wrong in all 3 with {wrong}"


# --- the same up to


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (np.trunc, "cut to whole numbers"),
        (np.round, "rounded to whole numbers"),
        (lambda a: -a, "with the opposite sign"),
        (np.abs, "without its sign"),
        (lambda a: a.T, "with rows and columns exchanged (transposed)"),
        (lambda a: a[::-1], "upside down"),
        (lambda a: a[:, ::-1], "flipped left to right"),
        (lambda a: np.roll(a, 1, 0), "shifted down by one cell"),
        (lambda a: a[:-1, :-1], "without its last row and column"),
        (lambda a: np.pad(a, 1), "with a border of zeros around it"),
        (lambda a: np.sort(a, None).reshape(a.shape), "sorted"),
        (lambda a: a[None], "an axis of length 1 too many"),
        (lambda a: [a], "inside a list or tuple"),
        (lambda a: (a, 3), "as the first of several values"),
        (lambda a: a.reshape(4, 3), "their shape is another"),
        (lambda a: a + 2, "plus 2"),
        (lambda a: a * 3, "times 3"),
        (lambda a: a / 9, "divided by 9"),
        (lambda a: None, "nothing comes back (None)"),
        (lambda a: str(a), "a text comes where an array or list is wanted"),
    ],
)
def test_a_simple_function_of_what_was_wanted_is_named(change, words):
    calls = [((n,), GRID + n, change(GRID + n)) for n in (0, 1, 2)]
    (said,) = told(calls, Rule.ARRAY)
    assert words in said


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (str, "the right answer as a text"),
        (float, "the right number as a float"),
        (lambda n: n + 1, "plus 1"),
        (lambda n: 2 * n, "times 2"),
    ],
)
def test_a_number_handed_back_in_another_way_is_named(change, words):
    assert words in told([((n,), n, change(n)) for n in (3, 5, 9)])[0]


def test_printed_and_not_returned():
    calls = [((n,), n, None) for n in (13, 25, 39)]
    assert "printed, not returned" in told(calls, printed="13\n25\n39\n")[0]
    assert "nothing comes back" in told(calls, printed="")[0]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda size, pad: size + pad, "plus pad"),
        (lambda size, pad: size - 2 * pad, "minus twice pad"),
        (lambda size, pad: size * pad, "times pad"),
    ],
)
def test_a_number_that_is_counted_in_the_arguments_is_named(change, words):
    calls = [((n, 3, 1, pad), n, change(n, pad)) for n, pad in ((5, 2), (9, 3), (8, 2), (20, 4))]
    assert told(calls) == [f"what came is what was wanted {words}"]


def test_a_form_that_fits_the_right_calls_too_comes_first():
    calls = [((n,), np.full(3, n), np.full(3, abs(n))) for n in (-3.5, -2.0, -1.25, 2.0)]
    assert told(calls, Rule.ARRAY)[0].startswith("what came is what was wanted, without its sign")


@pytest.mark.parametrize(
    ("gone", "words"),
    [
        (lambda way: 0 * way, "end where they began"),
        (lambda way: -way, "opposite direction"),
        (lambda way: 16 * way, "right direction, 16 times as far"),
    ],
)
def test_where_weights_went_is_compared_with_where_they_should_have_gone(gone, words):
    start, way = {"a": GRID, "b": GRID[0]}, RNG.normal(size=GRID.shape)
    ends = {"a": GRID + way, "b": GRID[0] + way[0]}, {"a": GRID + gone(way), "b": GRID[0] + gone(way[0])}
    (said,) = told([((start,), *ends), ((start,), *ends)], Rule.SAME)
    assert words in said


def test_the_weights_that_end_elsewhere_are_named():
    start = {"a": GRID, "b": GRID[0]}
    ends = {"a": GRID + 1, "b": GRID[0] + 1}, {"a": GRID + 1, "b": GRID[0] + [1, 2, 3, 0]}
    assert "only b end elsewhere" in told([((start,), *ends)], Rule.SAME)[0]


def test_an_argument_that_comes_back_is_named():
    (said,) = told([((GRID + n,), GRID + 2 * n + 1, GRID + n) for n in (0, 1, 2)], Rule.ARRAY, ("image",))
    assert said.startswith("image comes back as it was given")


def test_a_text_that_a_probe_hands_on_is_told_as_a_text():
    probed = Case("fraction_right", owner="accuracy")
    check = Check("a check", 1.0, lambda rng: [], Rule.FLOAT)
    wanted, got = {0: returned(0.05)}, {0: returned("5.00%")}
    (said,) = Insights(Answers([(check, (0,))], [probed], wanted, got)).of([0])
    assert said.sentence == "a text comes where a single number is wanted"


def test_zero_all_over_has_no_form():
    assert "0 came in all 3 wrong calls" in told([((n,), n, 0) for n in (-3, 4, -5)])[0]


# --- what only further runs show


def right_sizes(cases):
    return {number: returned(one.args[0] - one.args[1] + 2 * one.args[3] + 1) for number, one in cases.items()}


def of_size(*calls):
    """Calls at stride 1, answered as `f` and `pad` were exchanged."""
    return [((n, f, 1, pad), n - f + 2 * pad + 1, n - pad + 2 * f + 1) for n, f, pad in calls]


def test_the_right_answer_to_another_call_is_named():
    calls = of_size((7, 3, 0), (9, 2, 1), (12, 5, 2), (8, 4, 4))
    assert told(calls, trials=Trials(right=right_sizes)) == [
        "what came is the right answer for other arguments: f and pad exchanged"
    ]


def test_a_change_that_would_have_spoilt_a_right_call_is_not_named():
    calls = [*of_size((7, 3, 0), (9, 2, 1), (12, 5, 2)), ((10, 3, 1, 1), 10, 10)]
    assert "other arguments" not in "".join(told(calls, trials=Trials(right=right_sizes)))


def test_a_step_of_the_right_answer_is_named():
    calls = [((n,), n + 3, 2 * n * n) for n in (4, 5, 9)]
    steps = {
        "other": {0: returned(32), 1: returned(3)},
        "squared_room": {n: returned(c[2]) for n, c in enumerate(calls)},
    }
    assert "on its way (squared room)" in told(calls, trials=Trials(steps=lambda: steps))[0]


def test_more_cases_are_asked_for_where_few_separate_nothing():
    def both(calls):
        return told(calls, trials=Trials(more=lambda: wider))

    many = sizes(lambda n, f, stride, pad: f == 3, *CALLS, (9, 4, 3, 1))
    rows = [Case("f", args) for args, _, _ in many]
    outcomes = [{n: returned(call[at]) for n, call in enumerate(many)} for at in (1, 2)]
    check = Check("a check", 1.0, lambda rng: [], Rule.INT)
    names = {"f": ("n", "f", "stride", "pad")}
    wider = Answers([(check, range(len(many)))], rows, *outcomes, names, further=frozenset(range(3, len(many))))
    assert "another number" in "".join(both(many[:3]))
    assert "another number" not in "".join(told(many[:3]))


def test_a_form_with_a_number_in_it_needs_more_than_two_numbers():
    assert not any("plus" in said for said in told([((1,), 3, 5), ((2,), 6, 8)]))


def test_the_same_answer_whatever_is_given():
    (said,) = told([((n,), n, 3) for n in (3, 5, 9, 12)])
    assert said.startswith("the same answer comes whatever is given")


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_no_value_makes_an_insight_fall(data):
    value = st.one_of(
        st.none(), st.integers(), st.floats(), st.text(max_size=5), st.lists(st.integers(0, 3), max_size=3),
        arrays.arrays(np.float64, st.sampled_from([(), (0,), (2,), (2, 3), (3, 4)])),
        st.tuples(st.integers(), arrays.arrays(np.float64, (2,))), st.dictionaries(st.text(max_size=2), st.integers()),
    )  # fmt: skip
    rule = data.draw(st.sampled_from(list(Rule)))
    wanted = {
        Rule.INT: 3, Rule.FLOAT: 2.5, Rule.SHAPE: (2, 3), Rule.TRACE: [((2, 3), 4)], Rule.ANY_ARRAY: [GRID],
    }.get(rule, GRID)  # fmt: skip
    calls = [((GRID, 3), wanted, data.draw(value)) for _ in range(3)]
    assert all(isinstance(said, str) and said for said in told(calls, rule, ("image", "pad")))


# --- errors


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


@pytest.mark.parametrize(
    ("error", "message", "source", "words"),
    [
        ("EOFError", "EOF when reading a line", "input()", "leave input() out"),
        ("PermissionError", "[Errno 1] Operation not permitted", "DataLoader(d, num_workers=2)", "num_workers=0"),
        ("PermissionError", "[Errno 1] Operation not permitted", "subprocess.run('ls')", "without other programs"),
        ("FileNotFoundError", "[Errno 2] No such file or directory: '/home/ada/hw/sizes.txt'", "", "sizes.txt is not"),
        ("PermissionError", "[Errno 13] Permission denied: '/home/ada/hw/sizes.txt'", "", "sizes.txt is not there"),
        ("URLError", "<urlopen error>", "import urllib.request", "without a network"),
        ("PermissionError", "[Errno 1] Operation not permitted", "requests.get('http://x')", "without a network"),
        ("ValueError", "no", "", ""),
    ],
)
def test_what_the_sandbox_refused_is_named_without_a_path_of_the_machine(error, message, source, words):
    said = refusal(error, message, source)
    assert words in said and bool(words) is bool(said)
    assert "/home" not in said


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("x = 1\nraise ValueError(\u201cno\u201d)\n", "line 2 has curly quotes from a document: type them again"),
        ("%matplotlib inline\n", "line 1 has a notebook command (%matplotlib): leave it out"),
        ("x = 1\n!pip install einops\n", "line 2 has a notebook command (!pip): leave it out"),
        ("print 'no'\n", "line 1 is Python 2: write print(...)"),
        ("def f(n)\n    return n\n", "line 1 lacks a colon"),
        ("def f(n):\nreturn n\n", "must be indented"),
        ("x = (1,\n", "opens a bracket ( that is never closed"),
        ("x = 'no\n", "begins a text that never ends"),
        ("x = 3 \u2212 1\n", "has a dash from a document"),
    ],
)
def test_why_a_file_is_not_loaded_is_said_in_a_line(source, words):
    with pytest.raises(SyntaxError) as caught:
        compile(source, "f.py", "exec")
    error = caught.value
    outcome = Outcome(OutcomeKind.RAISED, error=type(error).__name__, message=str(error.msg), names=("SyntaxError",))
    said = why_not_loaded(outcome, source, error.lineno or 0)
    assert said.startswith("the file can't be loaded: ") and words in said


def test_what_ends_a_run_is_said():
    died = Outcome(OutcomeKind.DIED, status=Status.TIMEOUT, traceback='  File "f.py", line 9')
    assert of_death(died).startswith("line 9 was still running when the time was over")
    assert "more memory" in of_death(replace(died, status=Status.MEMORY))
    assert "ends the whole process" in of_death(replace(died, status=Status.CRASHED))
