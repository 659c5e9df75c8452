"""Deadlines, grace and the percentage that a late day costs."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from grader.classroom.gradebook.late import Lateness, Policy, grace_text, lateness, parse_grace
from grader.classroom.gradebook.moments import (
    TimeError,
    machines_zone,
    moment_from_plain,
    moment_to_plain,
    parse_moment,
    zone_name,
)

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


@pytest.mark.parametrize("named", ["America/New_York", ":America/New_York"])
def test_this_machines_zone_is_the_one_that_it_names(monkeypatch, named):
    monkeypatch.setenv("TZ", named)
    assert machines_zone() == ZoneInfo("America/New_York")


@pytest.mark.parametrize("linked", ["/usr/share/zoneinfo/Asia/Tokyo", "/usr/share/zoneinfo/posix/Asia/Tokyo"])
def test_a_machine_that_names_none_has_the_zone_of_its_clock(monkeypatch, linked):
    monkeypatch.delenv("TZ", raising=False)
    monkeypatch.setattr(os.path, "realpath", lambda path: linked)
    assert machines_zone() == ZoneInfo("Asia/Tokyo")


@pytest.mark.parametrize("named", ["/etc/localtime", "EST5EDT,M3.2.0", "no zone"])
def test_a_zone_without_a_name_is_none(monkeypatch, named):
    monkeypatch.setenv("TZ", named)
    assert machines_zone() is None


@pytest.mark.parametrize("zone", [ZoneInfo("Europe/Berlin"), UTC, timezone(timedelta(hours=3))])
def test_a_moment_comes_back_in_its_zone(zone):
    moment = datetime(2026, 7, 1, 12, tzinfo=zone)
    back = moment_from_plain(moment_to_plain(moment))
    assert back == moment and zone_name(back) == zone_name(moment)
    assert back + timedelta(days=180) == moment + timedelta(days=180), "the clock changes with it"


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


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0"),
        (1, "1s"),
        (59, "59s"),
        (60, "1m"),
        (5400, "1h 30m"),
        (86_399, "23h 59m 59s"),
        (86_400, "1d"),
        (93_784, "1d 2h 3m 4s"),
        (10 * 86_400, "10d"),
    ],
)
def test_a_grace_reads_as_it_is_written(seconds, text):
    assert grace_text(timedelta(seconds=seconds)) == text
    assert parse_grace(text) == timedelta(seconds=seconds)


@pytest.mark.parametrize("text", ["", "soon", "2", "2w", "1d 2", "h2", "-1h"])
def test_what_is_no_grace_is_said_with_an_example(text):
    with pytest.raises(TimeError, match="write it as '30m', '2h' or '1d'") as told:
        parse_grace(text)
    assert f"'{text}'" in str(told.value)


def test_a_lateness_says_when_it_was_due_and_came():
    policy, came = Policy(DEADLINE, 15, timedelta(minutes=30)), DEADLINE + timedelta(minutes=10)
    assert lateness(policy, None) == Lateness(None, DEADLINE)
    assert lateness(policy, came) == Lateness(came, DEADLINE)
    assert lateness(policy, came + timedelta(days=1)) == Lateness(came + timedelta(days=1), DEADLINE, 2, 30.0)
    own = DEADLINE + timedelta(days=2)
    assert lateness(policy, came, own) == Lateness(came, own)
    assert lateness(policy, own + timedelta(hours=1), own) == Lateness(own + timedelta(hours=1), own, 1, 15.0)
    early = DEADLINE - timedelta(days=2)
    assert lateness(policy, came, early) == Lateness(came, DEADLINE), "an extension never takes time away"


@pytest.mark.parametrize(
    ("late_by", "days"),
    [(timedelta(), 1), (timedelta(minutes=20), 0), (timedelta(hours=1), 1), (timedelta(days=1, hours=1), 2)],
)
def test_a_mark_of_the_course_system_is_a_day_or_what_it_says(late_by, days):
    for grace in (timedelta(minutes=30), timedelta(days=3)):
        policy = Policy(DEADLINE, 15, grace)
        expected = days if grace < timedelta(days=1) or not late_by else 0
        assert lateness(policy, None, late_by=late_by).days == expected
        assert lateness(policy, None, DEADLINE + timedelta(days=9), late_by).days == 0


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo"])
def test_days_do_not_depend_on_this_machines_zone(monkeypatch, zone):
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        due = datetime(2026, 11, 1, 23, 59, tzinfo=ZoneInfo("Europe/Berlin"))
        for behind, days in ((timedelta(), 0), (timedelta(seconds=1), 1), (timedelta(hours=24), 1)):
            assert lateness(Policy(due, 10), (due.astimezone(UTC) + behind)).days == days
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_policy_survives_being_kept():
    policy = Policy(parse_moment("2026-11-20 23:59 Europe/Berlin"), 12.5, timedelta(hours=2))
    back = Policy.from_plain(policy.to_plain())
    assert (back.deadline, back.per_day, back.grace) == (policy.deadline, policy.per_day, policy.grace)
