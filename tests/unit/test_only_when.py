"""One sentence for what no mistake explains: in which calls the answer is right, and in which wrong."""

from __future__ import annotations

import re

import numpy as np
import pytest

from exercises.definition import Rule
from exercises.properties import last_step_fits
from tests.unit.sentences import CALLS, RNG, sizes, told


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
