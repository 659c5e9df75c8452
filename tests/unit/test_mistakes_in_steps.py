"""The mistakes written as the right answer in named steps: `Right` is right, each mistake is wrong in its own way."""

from __future__ import annotations

import ast
import contextlib
import copy
import importlib
import inspect
import runpy
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from exercises.definition import Case, Check, Exercise, Rule

ROOT = Path(__file__).resolve().parents[2]
SEEDS = (0, 2022)

ALIASES: dict[str, tuple[frozenset[str], ...]] = {}
"""By exercise: mistakes that return the same for every input, so that no case can tell them apart."""

MISSING_STEP = ("positional argument", "keyword argument", "not callable", "object has no attribute")
"""What a TypeError or an AttributeError says where a step is called that is not there, or with other arguments."""


def written_in_steps(path: Path) -> bool:
    """Whether a `mistakes.py` has a `Right` and runs without torch."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    imported |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    has_right = any(isinstance(node, ast.ClassDef) and node.name == "Right" for node in tree.body)
    return has_right and not any(name.split(".")[0] in ("torch", "torchvision") for name in imported)


NAMES = sorted(path.parent.name for path in ROOT.glob("exercises/*/mistakes.py") if written_in_steps(path))


@cache
def exercise(name: str) -> Exercise:
    found = importlib.import_module(f"exercises.{name}.exercise").EXERCISE
    assert isinstance(found, Exercise)
    return found


@cache
def module(name: str) -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "exercises" / name / "mistakes.py"), run_name=f"{name}.mistakes")


def mistakes(name: str) -> dict[str, type]:
    """The misconceptions of an exercise by slug, in the file's order."""
    found, right = module(name), module(name)["Right"]
    own = {slug: cls for slug, cls in found.items() if inspect.isclass(cls) and cls.__module__ == right.__module__}
    return {slug: cls for slug, cls in own.items() if cls is not right and not slug.startswith("_")}


def overridden(mistake: type, right: type) -> set[str]:
    """The names of the methods that a mistake has in place of the right ones."""
    above = [cls for cls in mistake.__mro__ if cls not in right.__mro__]
    return {attribute for cls in above for attribute, value in vars(cls).items() if inspect.isfunction(value)}


@cache
def drawn(name: str, seed: int) -> tuple[tuple[Check, Case], ...]:
    """Each case of the plan with its check."""
    return tuple(
        (check, case)
        for index, check in enumerate(exercise(name).checks)
        for case in check.cases(np.random.default_rng([seed, exercise(name).number, index]))
    )


def plain(check: Check, value: Any) -> Any:
    """A result as it is compared: an array where the rule wants one, of tensors too; else as it came."""
    if check.rule in (Rule.ARRAY, Rule.ANY_ARRAY):
        return np.asarray(value, dtype=float)
    return value


Outcome = tuple[str, Any, Any]
"""What happened ("returned" or the exception's name), the result, and the arguments afterwards where they count."""


def outcomes(name: str, functions: Any, seed: int) -> list[Outcome]:
    """What an instance's (or a namespace's) functions return for all cases of a seed."""
    found: list[Outcome] = []
    for check, case in drawn(name, seed):
        args, kwargs = copy.deepcopy((case.args, dict(case.kwargs)))
        function = functions[case.function] if isinstance(functions, dict) else getattr(functions, case.function)
        try:
            with np.errstate(all="ignore"):
                happened, value = "returned", plain(check, function(*args, **kwargs))
        except Exception as error:
            if isinstance(error, TypeError | AttributeError) and any(part in str(error) for part in MISSING_STEP):
                raise
            happened, value = type(error).__name__, None
        found.append((happened, value, (args, kwargs) if check.keeps_inputs else None))
    return found


def same(one: Any, other: Any) -> bool:
    """Whether two results are the same to the grader: whole numbers exactly, arrays and fractions nearly."""
    if isinstance(one, np.ndarray) or isinstance(other, np.ndarray):
        return np.shape(one) == np.shape(other) and bool(np.allclose(one, other, rtol=1e-5, atol=1e-6, equal_nan=True))
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(same(a, b) for a, b in zip(one, other, strict=True))
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and same(list(one.values()), list(other.values()))
    whole = [isinstance(value, int | np.integer) for value in (one, other)]
    if any(whole) or not all(isinstance(value, float | np.floating) for value in (one, other)):
        return all(whole) == any(whole) and bool(one == other)
    return bool(np.isclose(one, other, rtol=1e-5, atol=1e-6, equal_nan=True))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", NAMES)
def test_right_is_right_and_leaves_its_inputs_alone(name, seed):
    right = module(name)["Right"]()
    reference = runpy.run_path(str(ROOT / "reference" / f"{name}.py"))
    assert all(inspect.isfunction(getattr(type(right), function)) for function in exercise(name).functions)
    wanted, got = outcomes(name, reference, seed), outcomes(name, right, seed)
    differing = [number for number, pair in enumerate(zip(wanted, got, strict=True)) if not same(*pair)]
    assert not differing
    for _, case in drawn(name, seed):
        args, kwargs = copy.deepcopy((case.args, dict(case.kwargs)))
        with contextlib.suppress(ValueError):
            getattr(right, case.function)(*args, **kwargs)
        assert same((args, kwargs), (case.args, dict(case.kwargs)))


@pytest.mark.parametrize("name", NAMES)
def test_each_mistake_is_wrong_in_its_own_way(name):
    right = outcomes(name, module(name)["Right"](), 0)
    wrong = {slug: outcomes(name, cls(), 0) for slug, cls in mistakes(name).items()}
    assert not [slug for slug, got in wrong.items() if same(got, right)]
    twins = {frozenset(pair) for pair in combinations(wrong, 2) if same(wrong[pair[0]], wrong[pair[1]])}
    assert twins == set(ALIASES.get(name, ()))


@pytest.mark.parametrize("name", NAMES)
def test_each_mistake_overrides_a_step_that_is_there_and_has_a_hint(name):
    right, declared = module(name)["Right"], mistakes(name)
    for slug, cls in declared.items():
        assert issubclass(cls, right), slug
        assert (declared.get(vars(cls).get("says", slug), cls).__doc__ or "").strip(), slug
        steps = overridden(cls, right)
        assert steps, slug
        for step in steps:
            given = list(inspect.signature(getattr(cls, step)).parameters.values())
            wanted = list(inspect.signature(getattr(right, step)).parameters.values())
            assert [(one.name, one.default) for one in given] == [(one.name, one.default) for one in wanted], slug


@pytest.mark.parametrize("name", NAMES)
def test_mistakes_at_different_steps_combine(name):
    right, declared = module(name)["Right"], mistakes(name)
    steps = {slug: overridden(cls, right) for slug, cls in declared.items()}
    pairs = [pair for pair in combinations(declared, 2) if not steps[pair[0]] & steps[pair[1]]]
    assert pairs
    for one, other in pairs:
        pair = type("pair", (declared[one], declared[other]), {})
        assert len(outcomes(name, pair(), 0)) == len(drawn(name, 0))
