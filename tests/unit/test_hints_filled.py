"""The last hint of every exercise is one blank from an answer: with the blank filled, the file passes."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from exercises.definition import Case, Check
from grader.core.results import Outcome, OutcomeKind
from grader.grading.verdict.outcomes import is_right
from tests.unit.filled_hints import FILLED, pieces, whole_file
from tests.unit.taught import FOLDER, NAMES, reference_facts, text
from tests.unit.test_mistakes_in_steps import drawn

BY_HAND = sorted(path.parent.name for path in FOLDER.glob("*/solution.py"))


def functions_of(source: str) -> dict[str, Any]:
    known: dict[str, Any] = {}
    exec(source, known)
    return known


def outcome(functions: dict[str, Any], case: Case) -> Outcome:
    args, kwargs = copy.deepcopy((case.args, dict(case.kwargs)))
    try:
        value = functions[case.function](*args, **kwargs)
    except ValueError:
        return Outcome(OutcomeKind.RAISED, error="ValueError")
    return Outcome(OutcomeKind.RETURNED, value=value, inputs=[*args, *kwargs.values()])


def failed(check: Check, case: Case, wanted: Outcome, got: Outcome) -> bool:
    return not is_right(check, case, wanted, got)


@pytest.mark.parametrize("name", BY_HAND)
def test_the_filled_hint_passes_every_check(name: str) -> None:
    hinted, solved = (functions_of(source) for source in (whole_file(name), text(name, "solution.py")))
    cases = [(check, case, outcome(solved, case), outcome(hinted, case)) for check, case in drawn(name, 0)]
    assert [check.name for check, case, wanted, got in cases if failed(check, case, wanted, got)] == []


@pytest.mark.parametrize("name", ["convnet", "lenet5", "alexnet"])
def test_the_filled_network_computes_what_the_reference_does(name: str) -> None:
    facts = reference_facts()["filled"][name]
    assert facts["parameters"] == [count for _, count in reference_facts()["networks"][name] if count]
    assert facts["largest difference"] < 1e-4


def test_the_filled_training_ends_at_the_references_weights() -> None:
    facts = reference_facts()["filled"]["training"]
    assert facts == {"weights differ": [], "losses differ": [], "accuracy": True, "mode": True}


def test_the_filled_transfer_lets_the_new_layer_learn_alone() -> None:
    facts = reference_facts()["filled"]["transfer_learning"]
    assert facts == {"vgg16": [20_485], "resnet18": [2_565], "small": [15]}


def test_the_filled_recipe_trains_within_the_parameters() -> None:
    facts = reference_facts()["filled"]["improve"]
    assert 0.5 < facts["parameters"] / 62_006 < 0.56  # "about half the parameters of Net"
    assert facts["losses"][-1] < 0.5 * facts["losses"][0]


def test_every_exercise_has_its_hint_filled() -> None:
    assert sorted(FILLED) == NAMES
    assert {name: len(pieces(name)) for name in NAMES} == {name: len(one.blanks) for name, one in FILLED.items()}
