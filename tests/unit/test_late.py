"""Deadlines, grace and the percentage that a late day costs."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest

from grader.classroom.gradebook.late import Policy, lateness, parse_grace
from grader.classroom.gradebook.moments import TimeError, parse_moment

DEADLINE = datetime(2026, 11, 20, 22, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("behind", "days", "percent"),
    [
        (timedelta(0), 0, 0),
        (timedelta(minutes=30), 0, 0),
        (timedelta(minutes=31), 1, 15),
        (timedelta(days=1), 1, 15),
        (timedelta(days=1, seconds=1), 2, 30),
        (timedelta(days=20), 20, 100),
        (-timedelta(days=3), 0, 0),
    ],
)
def test_each_day_begun_costs_its_percentage(behind, days, percent):
    late = lateness(Policy(DEADLINE, 15, timedelta(minutes=30)), DEADLINE + behind)
    assert (late.days, late.percent) == (days, percent)


def test_the_score_is_reduced_apart_from_the_raw_one():
    late = lateness(Policy(DEADLINE, 10), DEADLINE + timedelta(hours=30))
    assert late.reduced(50.0) == 40.0


def test_a_time_that_nobody_knows_is_not_late():
    assert lateness(Policy(DEADLINE, 10), None).days == 0


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-20 23:59 Europe/Berlin", datetime(2026, 11, 20, 22, 59, tzinfo=UTC)),
        ("2026-07-20 23:59 Europe/Berlin", datetime(2026, 7, 20, 21, 59, tzinfo=UTC)),
        ("2026-11-20T23:59:00+05:30", datetime(2026, 11, 20, 18, 29, tzinfo=UTC)),
        ("2026-11-20T23:59Z", datetime(2026, 11, 20, 23, 59, tzinfo=UTC)),
        ("2026-11-20 UTC", datetime(2026, 11, 20, 23, 59, 59, tzinfo=UTC)),
    ],
)
def test_a_deadline_with_its_zone(text, moment):
    assert parse_moment(text) == moment


def test_a_deadline_without_a_zone_is_this_machines(monkeypatch):
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        assert parse_moment("2026-01-20 23:59") == datetime(2026, 1, 21, 4, 59, tzinfo=UTC)
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_submission_from_another_zone_is_compared_in_time_not_in_digits():
    tokyo = datetime.fromisoformat("2026-11-21T07:00+09:00")
    assert lateness(Policy(DEADLINE, 10), tokyo).days == 0


@pytest.mark.parametrize("text", ["tomorrow", "2026-13-01", "2026-11-20 23:59 Mars/Olympus", "", "20.11.2026"])
def test_what_is_no_deadline_is_said_with_an_example(text):
    with pytest.raises(TimeError) as told:
        parse_moment(text)
    assert "\n" not in str(told.value)


def test_graces():
    assert parse_grace("1d 12h") == timedelta(hours=36)
    assert parse_grace("90m") == timedelta(minutes=90)
    assert parse_grace("0") == timedelta()
    for text in ("soon", "2", "2 weeks", "-1h", ""):
        with pytest.raises(TimeError):
            parse_grace(text)


def test_a_policy_survives_being_kept():
    policy = Policy(parse_moment("2026-11-20 23:59 Europe/Berlin"), 12.5, timedelta(hours=2))
    back = Policy.from_plain(policy.to_plain())
    assert (back.deadline, back.per_day, back.grace) == (policy.deadline, policy.per_day, policy.grace)
