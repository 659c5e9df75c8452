"""What the class tells about the checks, beside computations of another kind."""

from __future__ import annotations

import csv
import io
import math
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.classroom.gradebook.roll import Enrolled, Row
from grader.classroom.report.items import FEWEST, Items, ItemStatistics, alpha, correlation, interval
from grader.core.results import CheckResult, ExerciseResult, Status, StudentResult
from tests.unit.classes import everything, missing, text


def row(student: str, points, mistake: str | None = None, status: Status | None = None) -> Row:
    checks = tuple(
        CheckResult(f"c{n}", Status.PASSED if p >= 1 else Status.FAILED, p, 1.0, mistake=None if p >= 1 else mistake)
        for n, p in enumerate(points)
    )
    of = status or (Status.PASSED if min(points) >= 1 else Status.PARTIAL)
    result = ExerciseResult("flat", of, float(sum(points)), float(len(points)), 0.0, checks)
    return Row(Enrolled(student), StudentResult(student, (result,)), {}, ())


def item_statistics(rows) -> ItemStatistics | None:
    items = Items()
    for one in rows:
        items.take(one)
    return items.found()


def table_of(points) -> list[Row]:
    return [row(f"s{n}", line) for n, line in enumerate(points)]


@given(st.integers(0, 10_000))
@settings(max_examples=30, deadline=None)
def test_facility_discrimination_and_alpha_equal_another_computation(seed):
    rng = np.random.default_rng(seed)
    ability = rng.normal(size=60)
    points = (ability[:, None] + rng.normal(size=(60, 7)) > rng.normal(size=7)).astype(float)
    found = item_statistics(table_of(points))
    for n, item in enumerate(found.items):
        rest = np.delete(points, n, axis=1).sum(axis=1)
        assert item.facility == pytest.approx(points[:, n].mean(), abs=1e-9)
        if 0 < points[:, n].sum() < 60:
            # the point-biserial formula itself, by groups, in place of Pearson's sums
            right, wrong = rest[points[:, n] == 1], rest[points[:, n] == 0]
            share = len(right) / 60
            expected = (right.mean() - wrong.mean()) / rest.std() * math.sqrt(share * (1 - share))
            assert item.discrimination == pytest.approx(expected, abs=1e-9)
            z, reach = 0.5 * math.log((1 + expected) / (1 - expected)), NormalDist().inv_cdf(0.975) / math.sqrt(57)
            ends = [(math.exp(2 * e) - 1) / (math.exp(2 * e) + 1) for e in (z - reach, z + reach)]
            assert item.interval == pytest.approx(ends, abs=1e-9)
    covariance = np.cov(points.T)
    expected_alpha = 7 / 6 * (1 - np.trace(covariance) / covariance.sum())
    assert found.alpha == pytest.approx(expected_alpha, abs=1e-9)


def test_silent_below_thirty_students():
    assert item_statistics(table_of(np.eye(FEWEST - 1))) is None
    assert item_statistics(table_of(np.eye(FEWEST))) is not None


def test_who_handed_in_nothing_is_not_in_it():
    absent = [row(f"a{n}", [0.0, 0.0], status=Status.MISSING) for n in range(40)]
    rows = table_of([[1.0, 0.0], [1.0, 1.0]] * 20)
    assert item_statistics([*rows, *absent]).students == 40
    assert item_statistics(rows).items == item_statistics([*rows, *absent]).items


def test_a_check_that_all_pass_has_no_discrimination():
    points = [[1.0, n % 2, n % 3 == 0] for n in range(FEWEST)]
    first, *_ = item_statistics(table_of(points)).items
    assert (first.discrimination, first.interval, first.is_weak) == (None, None, False)


def test_a_check_that_the_strong_fail_is_flagged():
    points = [[float(n < 15), float(n >= 15), float(n >= 15), float(n >= 15)] for n in range(40)]
    backwards, *others = item_statistics(table_of(points)).items
    assert backwards.discrimination == pytest.approx(-1) and backwards.is_weak
    assert not any(item.is_weak for item in others)


def test_mistakes_are_counted_and_what_is_not_explained_too():
    rows = [row(f"s{n}", [0.0, 1.0], "flipped" if n < 12 else None) for n in range(FEWEST)]
    first, second = item_statistics(rows).items
    assert (first.explained, first.unexplained, first.mistakes) == (12, 18, (("flipped", 12),))
    assert (second.explained, second.unexplained) == (0, 0)


def test_rounding_errors_are_no_variation():
    ones = np.full(50, 0.1 + 0.2)
    assert correlation(ones - 0.3, np.arange(50.0)) is None
    assert alpha(np.ones((50, 3))) is None
    assert interval(1.0, 50) == (1.0, 1.0)


def test_the_items_as_a_file(of):
    students = {f"s{n}": everything(Status.FAILED if n % 3 else Status.PASSED) for n in range(36)}
    rows = list(csv.DictReader(io.StringIO(text("items", of(students)).lstrip("\ufeff"))))
    assert len(rows) == 4 * 2 + 1
    assert rows[1]["check"] == "second" and float(rows[1]["facility"]) == pytest.approx(1 / 3)
    assert rows[1]["mistakes"] == "padding left out (24)"
    assert (rows[-1]["check"], rows[-1]["tried"]) == ("alpha", "36")


def test_a_small_class_is_told_so_in_one_line(of):
    told = text("items", of({"ada": everything(), "bob": {"flat": missing("flat")}})).splitlines()
    assert len(told) == 2 and "fewer than 30" in told[1]
