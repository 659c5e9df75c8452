"""When work was handed in, by whose word; and that nothing is known where nothing can be."""

from __future__ import annotations

import os
import zipfile
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dulwich import porcelain
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.classroom.gradebook.late import Policy, lateness
from grader.classroom.intake.git_times import is_clone
from grader.classroom.intake.hand_in import IntakeError
from grader.classroom.intake.times import HandInClock, settled
from tests.unit.handed_in import write, zipped

BERLIN = ZoneInfo("Europe/Berlin")
DEADLINE = datetime(2026, 11, 20, 23, 59, tzinfo=BERLIN)


def at(path, moment: datetime) -> None:
    os.utime(path, (moment.timestamp(), moment.timestamp()))


def told(intake) -> dict[str, tuple[datetime | None, str]]:
    return {one.student: (one.submitted, one.source) for one in intake.roll}


# --- days, in the deadline's own zone


@pytest.mark.parametrize(
    ("due", "came", "days"),
    [
        ("2026-10-24 20:00", "2026-10-25 19:30", 1),  # the night that has 25 hours
        ("2026-10-24 20:00", "2026-10-25 20:30", 2),
        ("2026-03-28 20:00", "2026-03-29 20:00", 1),  # the night that has 23
        ("2026-03-28 20:00", "2026-03-29 20:01", 2),
        ("2026-06-01 12:00", "2026-06-01 12:00", 0),
    ],
)
def test_days_are_counted_by_the_clock_of_the_deadlines_zone(due, came, days):
    moments = [datetime.fromisoformat(text).replace(tzinfo=BERLIN) for text in (due, came)]
    late = lateness(Policy(moments[0], 10), moments[1].astimezone(UTC))
    assert late.days == days


def test_the_hour_that_comes_twice_is_late_all_the_same():
    due = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)
    assert lateness(Policy(due, 10), due.astimezone(UTC) + timedelta(minutes=30)).days == 1


def test_an_extension_moves_the_deadline_and_a_mark_without_a_time_is_a_day():
    late = lateness(Policy(DEADLINE, 10), DEADLINE + timedelta(days=3), DEADLINE + timedelta(days=2))
    assert (late.days, late.due) == (1, DEADLINE + timedelta(days=2))
    assert lateness(Policy(DEADLINE, 10, timedelta(hours=1)), None, None, timedelta()).days == 1
    assert lateness(Policy(DEADLINE, 10), None, None, timedelta(hours=30)).days == 2
    assert lateness(Policy(DEADLINE, 10), None, DEADLINE + timedelta(days=2), timedelta()).days == 0


# --- times of files


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(0, 3e9), min_size=2, max_size=30), st.floats(0, 3e9))
def test_a_time_that_most_share_is_nobodys(alone, shared):
    clocks = [HandInClock(files=(shared + 0.3 * number,)) for number in range(len(alone) + 1)]
    clocks += [HandInClock(files=(time,)) for time in alone if abs(time - shared) > 1000]
    found = settled(clocks, from_archive=False)
    assert all(one.when is None for one in found[: len(alone) + 1])


def test_times_of_their_own_count(tmp_path, take):
    write(tmp_path, {f"{name}/output_size.py": "x" for name in ("ada", "bob", "cyd")})
    for number, name in enumerate(("ada", "bob", "cyd")):
        at(tmp_path / name / "output_size.py", DEADLINE + timedelta(hours=5 * number))
    assert told(take(tmp_path))["cyd"] == (DEADLINE + timedelta(hours=10), "the time of its files")


def test_the_moment_of_a_download_is_no_time_and_one_line_says_so(tmp_path, take):
    write(tmp_path, {f"{name}/output_size.py": "x" for name in ("ada", "bob", "cyd")})
    intake = take(tmp_path, zone=BERLIN)
    assert {one.submitted for one in intake.roll} == {None}
    assert [line for line in intake.notes if "no time of handing in is known for 3 of 3 students" in line]
    assert not take(tmp_path).notes, "without a deadline it is of no interest"


def test_a_file_that_cannot_be_used_shows_the_moment_of_the_download_too(tmp_path, take):
    write(tmp_path, {"ada/output_size.py": "x", "bob/output_size.rar": "x", "cyd.zip": "broken"})
    assert told(take(tmp_path))["ada"] == (None, "")


def test_times_inside_a_students_own_archive_prove_nothing(tmp_path, take):
    for name, year in (("liar", 2020), ("honest", 2026)):
        with zipfile.ZipFile(tmp_path / f"{name}.zip", "w") as archive:
            archive.writestr(zipfile.ZipInfo("output_size.py", (year, 1, 1, 0, 0, 0)), "x")
    at(tmp_path / "liar.zip", DEADLINE + timedelta(days=1))
    at(tmp_path / "honest.zip", DEADLINE - timedelta(days=1))
    assert told(take(tmp_path))["liar"][0] == DEADLINE + timedelta(days=1)
    assert told(take(tmp_path / "liar.zip"))["liar"] == (None, "")


def test_canvas_says_late_or_nothing(tmp_path, take):
    intake = take(
        zipped(
            tmp_path / "x.zip",
            {"bo_1_9_output_size.py": "x", "el_LATE_2_8_output_size.py": "x", "mo_LATE-90min_3_7_output_size.py": "x"},
        ),
        zone=BERLIN,
    )
    assert {one.student: (one.submitted, one.late_by) for one in intake.roll} == {
        "bo": (None, None),
        "el": (None, timedelta()),
        "mo": (None, timedelta(minutes=90)),
    }


# --- the instructor's table

CLASS = {"lindbo_1_9_output_size.py": "x", "faureelodie_LATE_2_8_output_size.py": "x"}
WORKSHEET = (
    "Identifier,Full name,Email address,Status,Grade,Last modified (submission)\n"
    'Participant 7,Bo Lind,b@x,Submitted,,"Saturday, 21 November 2026, 11:05 PM"\n'
    "Participant 8,Élodie Faure,e@x,No submission,,-\n"
)
LOG = (
    "Time,User full name,Affected user,Event context,Component,Event name,Description\n"
    '"19/11/26, 08:00:00",Bo Lind,-,Assignment: HW,Assignment,A file has been uploaded.,x\n'
    '"21/11/26, 23:05:00",Bo Lind,-,Assignment: HW,Assignment,A submission has been submitted.,x\n'
    '"25/11/26, 10:00:00",Bo Lind,-,Assignment: HW,Assignment,The status of the submission has been viewed.,x\n'
)


@pytest.mark.parametrize(
    "table",
    [
        "student,time\nlindbo,2026-11-21 23:05\n",
        "name;submitted\nBo Lind;2026-11-21T22:05:00Z\n",
        "id,when\n1,2026-11-20 10:00\n1,2026-11-21 23:05\n",
        "First Name,Last Name,Email,Submission Time\nBo,Lind,b@x,2026-11-21 23:05:00 +0100\n",
        "name,time\nBo Lind,21.11.2026 23:05\n",
        WORKSHEET,
        LOG,
    ],
)
def test_a_table_of_times_wins_over_all_else(tmp_path, take, table):
    (tmp_path / "times.csv").write_text(table)
    intake = take(zipped(tmp_path / "x.zip", CLASS), times=tmp_path / "times.csv", zone=BERLIN)
    assert told(intake)["lindbo"] == (datetime(2026, 11, 21, 23, 5, tzinfo=BERLIN), "times.csv")


def test_the_table_replaces_a_bare_mark_and_names_who_is_nobody(tmp_path, take):
    (tmp_path / "t.csv").write_text("student,time\nfaureelodie,2026-11-22 08:00\nzed,2026-11-22 08:00\n")
    intake = take(zipped(tmp_path / "x.zip", CLASS), times=tmp_path / "t.csv", zone=BERLIN)
    elodie = next(one for one in intake.roll if one.student == "faureelodie")
    assert (elodie.late_by, elodie.submitted) == (None, datetime(2026, 11, 22, 8, tzinfo=BERLIN))
    assert "in t.csv: no student is zed, so that time is not used" in intake.notes


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("nom,heure\nBo,2026-11-21 10:00\n", "'nom', 'heure'"),
        ("student,time\nlindbo,yesterday\n", "'yesterday' is no time"),
        ("student,time\nlindbo,03/04/2026 10:00\n", "can be two days"),
        ("", "first row must name"),
    ],
)
def test_a_table_that_is_not_understood_is_refused_in_one_line(tmp_path, take, table, said):
    (tmp_path / "t.csv").write_text(table)
    with pytest.raises(IntakeError, match=said) as raised:
        take(zipped(tmp_path / "x.zip", CLASS), times=tmp_path / "t.csv", zone=BERLIN)
    assert "\n" not in str(raised.value)


# --- extensions


def test_an_extension_finds_its_student_by_name_or_id(tmp_path, take):
    until = DEADLINE + timedelta(days=2)
    for name in ("lindbo", "1", "Lind Bo"):
        intake = take(zipped(tmp_path / "x.zip", CLASS), extensions={name: until})
        assert {one.student: one.extension for one in intake.roll} == {"lindbo": until, "faureelodie": None}
    with pytest.raises(IntakeError, match="did you mean 'lindbo'"):
        take(zipped(tmp_path / "x.zip", CLASS), extensions={"lindboo": until})


# --- git


def commit(folder, name: str, when: datetime, author: str = "Ada <ada@x>", text: str = "x"):
    if not (folder / ".git").exists():
        porcelain.init(folder)
    (folder / name).write_text(text)
    porcelain.add(folder, [folder / name])
    stamp = int(when.timestamp())
    return porcelain.commit(
        folder,
        b"work",
        author=author.encode(),
        committer=author.encode(),
        author_timestamp=stamp,
        commit_timestamp=stamp,
    )


def fetched(folder, when: datetime, old: bytes, new: bytes) -> None:
    log = folder / ".git/logs/refs/remotes/origin/main"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as file:
        file.write(b"%s %s I <i@x> %d +0000\tfetch\n" % (old, new, when.timestamp()))


def test_a_clones_time_is_that_of_the_last_commit_to_its_files(tmp_path, take):
    ada = tmp_path / "hw7-ada"
    ada.mkdir()
    commit(ada, "output_size.py", DEADLINE - timedelta(hours=2))
    commit(ada, "README.md", DEADLINE + timedelta(days=2), "github-classroom[bot] <b@x>")
    commit(ada, "output_size.py", DEADLINE + timedelta(days=3), "github-classroom[bot] <b@x>", "formatted")
    write(tmp_path / "hw7-bob", {"output_size.py": "x"})
    assert told(take(tmp_path))["hw7-ada"] == (DEADLINE - timedelta(hours=2), "git: the time of the commit")


def test_a_folder_that_cannot_be_looked_into_is_no_clone(tmp_path):
    (tmp_path / ".git").mkdir()
    assert not is_clone(tmp_path), "a .git that holds nothing"
    assert not is_clone(tmp_path / ("a" * 300))


def test_the_table_wins_over_git(tmp_path, take):
    (tmp_path / "class/ada").mkdir(parents=True)
    commit(tmp_path / "class/ada", "output_size.py", DEADLINE)
    (tmp_path / "t.csv").write_text("name,time\nada,2026-11-22 10:00\n")
    assert told(take(tmp_path / "class", times=tmp_path / "t.csv", zone=BERLIN))["ada"][1] == "t.csv"


def test_a_commit_dated_back_came_after_the_fetch_that_did_not_bring_it(tmp_path, take):
    ada, none = tmp_path / "ada", b"0" * 40
    ada.mkdir()
    first = commit(ada, "output_size.py", DEADLINE - timedelta(days=9))
    last = commit(ada, "output_size.py", DEADLINE - timedelta(days=8), text="better")
    fetched(ada, DEADLINE + timedelta(hours=1), none, first)
    fetched(ada, DEADLINE + timedelta(days=1), first, last)
    when, how = told(take(tmp_path))["ada"]
    assert when == DEADLINE + timedelta(hours=1) and "not there" in how


def test_a_clock_that_ran_ahead_came_before_the_fetch_that_brought_it(tmp_path, take):
    ada = tmp_path / "ada"
    ada.mkdir()
    only = commit(ada, "output_size.py", DEADLINE + timedelta(days=400))
    fetched(ada, DEADLINE - timedelta(hours=1), b"0" * 40, only)
    assert told(take(tmp_path))["ada"][0] == DEADLINE - timedelta(hours=1)


def test_a_broken_history_costs_its_own_time_alone(tmp_path, take):
    for name in ("ada", "bob"):
        (tmp_path / name).mkdir()
        commit(tmp_path / name, "output_size.py", DEADLINE)
    for path in (tmp_path / "ada/.git/objects").rglob("*"):
        if path.is_file():
            path.chmod(0o600)
            path.write_bytes(b"broken")
    assert told(take(tmp_path)) == {"ada": (None, ""), "bob": (DEADLINE, "git: the time of the commit")}
