"""The secret of a class and of a student's practice: kept, shared by shards, never shown."""

from __future__ import annotations

import json
import stat
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from grader.classroom.gradebook.class_secret import FILE, bound, keep, kept, secret_of, shared, unbound
from grader.classroom.gradebook.merge import merge
from grader.classroom.gradebook.roll import ClassPlan, Enrolled, Key, Planned
from grader.classroom.gradebook.store import Gradebook, GradebookError
from grader.core.database import RecordsError
from grader.core.lessons import lessons
from grader.core.results import ExerciseResult, Status
from grader.grading.secret import child_seed, fingerprint, hidden, new_secret
from grader.student.history import History
from grader.student.session import Session

PLAN = ClassPlan(0, (Planned("output_size", "Output size", "v1", 5.0), Planned("improve", "Improve", "v1", 5.0)), "1.0")


def test_a_secret_has_256_bits_and_no_two_are_alike():
    made = {new_secret() for _ in range(100)}
    assert len(made) == 100
    assert {len(secret) for secret in made} == {32}


def test_nothing_that_is_derived_is_the_secret_or_another_derived_thing():
    secret = new_secret()
    draws = hidden(secret, 19, 0, 0)
    numbers = [draws.answers.integers(1 << 62), draws.inputs.integers(1 << 62), child_seed(secret, 19, 0)]
    assert len(set(numbers)) == 3
    assert fingerprint(secret) not in secret.hex()
    assert fingerprint(secret) != fingerprint(new_secret())


def test_a_gradebook_keeps_its_secret(tmp_path):
    with Gradebook(tmp_path / "a.sqlite") as gradebook:
        first = secret_of(gradebook, is_shard=False)
    with Gradebook(tmp_path / "a.sqlite") as gradebook:
        assert secret_of(gradebook, is_shard=False) == first == kept(gradebook)
    with Gradebook(tmp_path / "b.sqlite") as gradebook:
        assert secret_of(gradebook, is_shard=False) != first
    assert not (tmp_path / FILE).exists()


def test_shards_share_one_secret_and_the_whole_class_goes_on_with_it(tmp_path):
    found = []
    for name in ("gradebook-1-of-2.sqlite", "gradebook-2-of-2.sqlite"):
        with Gradebook(tmp_path / name) as gradebook:
            found.append(secret_of(gradebook, is_shard=True))
    with Gradebook(tmp_path / "gradebook.sqlite") as gradebook:
        found.append(secret_of(gradebook, is_shard=False))
    assert len(set(found)) == 1
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


def test_shards_go_on_with_the_secret_of_the_whole_class(tmp_path):
    with Gradebook(tmp_path / "gradebook.sqlite") as gradebook:
        secret = secret_of(gradebook, is_shard=False)
    assert shared(tmp_path) == secret


def test_shards_that_start_at_once_agree(tmp_path):
    found, start = [], threading.Barrier(8)

    def work():
        start.wait()
        found.append(shared(tmp_path))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


@pytest.mark.parametrize("content", ["", "secret", "ab" * 8, "é", "x" * 64])
def test_a_damaged_file_is_told_in_one_line(tmp_path, content):
    (tmp_path / FILE).write_text(content, encoding="utf-8")
    with pytest.raises(GradebookError, match="holds no secret of a class"):
        shared(tmp_path)


def test_a_damaged_gradebook_is_told_in_one_line(tmp_path):
    with Gradebook(tmp_path / "a.sqlite") as gradebook:
        gradebook._connection.execute("INSERT INTO meta VALUES ('secret', 'rubbish')")
        with pytest.raises(GradebookError, match="is damaged"):
            kept(gradebook)


# --- merging


def graded(path: Path, student: str, secret: bytes) -> Path:
    plan = bound(PLAN, ("improve",), secret)
    with Gradebook(path) as gradebook:
        keep(gradebook, secret)
        gradebook.begin(plan, [Enrolled(student)])
        with gradebook.writing():
            for planned in plan.exercises:
                key = Key(student, planned.name, "digest", planned.version, plan.seed)
                gradebook.note_work([key])
                gradebook.keep(key, ExerciseResult(planned.name, Status.PASSED, 5.0, 5.0, 0.1, ()))
        gradebook.finish()
    return path


def test_a_bound_plan_is_told_apart_and_can_be_unbound():
    plans = [bound(PLAN, ("improve",), secret) for secret in (b"1" * 32, b"2" * 32)]
    assert plans[0].exercises[0] == plans[1].exercises[0] == PLAN.exercises[0]
    assert plans[0].exercises[1] != plans[1].exercises[1]
    assert unbound(plans[0]) == unbound(plans[1]) == PLAN


def test_gradebooks_of_one_secret_merge_whole(tmp_path):
    secret = new_secret()
    paths = [graded(tmp_path / f"{name}.sqlite", name, secret) for name in ("ada", "bob")]
    merged = merge(paths, tmp_path / "all.sqlite")
    assert (merged.students, merged.left, merged.conflicts) == (2, 0, ())
    with Gradebook(tmp_path / "all.sqlite") as gradebook:
        assert secret_of(gradebook, is_shard=False) == secret


def test_of_gradebooks_of_two_secrets_only_what_depends_on_it_is_graded_again(tmp_path):
    paths = [graded(tmp_path / f"{name}.sqlite", name, new_secret()) for name in ("ada", "bob")]
    merged = merge(paths, tmp_path / "all.sqlite")
    assert (merged.students, merged.left) == (2, 1)
    assert len(merged.conflicts) == 1
    assert "bob.sqlite was graded on other held-out images: improve must be graded again" in merged.conflicts[0]
    with Gradebook(tmp_path / "all.sqlite") as gradebook, Gradebook(paths[0]) as first:
        assert secret_of(gradebook, is_shard=False) == kept(first)
        assert {row.enrolled.student: row.ungraded for row in gradebook.rows()} == {"ada": (), "bob": ("improve",)}


def test_another_version_is_refused_as_before(tmp_path):
    ada = graded(tmp_path / "ada.sqlite", "ada", new_secret())
    bob = graded(tmp_path / "bob.sqlite", "bob", new_secret())
    with Gradebook(bob) as gradebook:
        other = [replace(planned, version="v2") for planned in gradebook.plan().exercises]
        gradebook.begin(replace(gradebook.plan(), exercises=tuple(other)), [Enrolled("bob")])
    with pytest.raises(GradebookError, match="another version of the program"):
        merge([ada, bob], tmp_path / "all.sqlite")


# --- a student's own


def test_practice_has_a_secret_of_its_own_folder(tmp_path):
    secrets = []
    for name in ("a", "a", "b"):
        history = History.of_folder(tmp_path / name)
        secrets.append(history.secret())
        history.close()
    assert secrets[0] == secrets[1] != secrets[2]


def test_a_history_from_before_gets_one(tmp_path):
    from grader.core.database import open_database
    from grader.student.history import HISTORY_STEPS

    open_database(tmp_path / "history.sqlite", HISTORY_STEPS[:1]).close()
    assert len(History(tmp_path / "history.sqlite").secret()) == 32


def test_a_damaged_secret_costs_the_history_and_no_more(tmp_path):
    history = History.of_folder(tmp_path)
    history.secret()
    history._connection.execute("UPDATE secrets SET secret = 'rubbish'")
    with pytest.raises(RecordsError, match="is damaged"):
        history.secret()
    history.close()
    (tmp_path / "output_size.py").write_text("")
    session = Session(tmp_path, lessons())
    assert session.read_secret() is None
    assert "Going on without history" in session.warning


def test_no_report_tells_the_secret(tmp_path):
    secret = new_secret()
    graded(tmp_path / "gradebook.sqlite", "ada", secret)
    from grader.cli import main

    names = ["json", "csv", "html", "junit", "table"]
    formats = [word for name in names for word in ("--format", name)]
    assert main(["report", str(tmp_path / "gradebook.sqlite"), *formats, "--output", str(tmp_path / "out")]) == 0
    written = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert len(written) >= len(names)
    for path in written:
        content = path.read_bytes()
        assert secret.hex().encode() not in content
        assert fingerprint(secret).encode() not in content
    assert json.loads((tmp_path / "out" / "report.json").read_text())["schema"] == 1
