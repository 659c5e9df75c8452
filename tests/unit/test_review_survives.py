"""What was said to be written survives the end of a review; a disk that can't be written costs one line, no more.

Run as another user than root where this machine lets a test become one.
"""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from grader.classroom.gradebook.decide import comment
from grader.classroom.gradebook.schema import STEPS
from grader.classroom.gradebook.store import Gradebook
from grader.classroom.report.material import material_of
from tests.sandbox.unprivileged import CANNOT
from tests.tui import reviewed
from tests.unit.classes import text

ROOT = Path(__file__).parents[2]
NOBODY = 65534
REVIEWER = """
import sys
from pathlib import Path
from grader.classroom.gradebook.decide import changed_points, comment_on_all, days_for_each
from grader.tui.review.book import Book
book = Book(Path(sys.argv[1]))
gradebook = book.gradebook
for turn in range(10_000):
    for made in (
        [changed_points(gradebook, "Chen, Li", "output_size", str(turn % 4), f"because {turn}")],
        comment_on_all(gradebook, ["Diaz, Ana", "Fay, Sam"], "max_pooling", f"words {turn}"),
        days_for_each(gradebook, {"Evans, Joe": str(turn % 9)}),
    ):
        print(" ".join(one.id for one in book.decide(made)), flush=True)
"""


@pytest.mark.parametrize("acknowledged", [1, 20, 90])
def test_what_was_acknowledged_survives_kill_9(tmp_path, acknowledged):
    path = reviewed.gradebook(tmp_path / "gradebook.sqlite")
    command = [sys.executable, "-c", REVIEWER, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        said = [process.stdout.readline() for _ in range(acknowledged)]
        process.send_signal(signal.SIGKILL)
        said += process.stdout.readlines()
    assert process.returncode == -signal.SIGKILL
    with Gradebook(path, create=False) as gradebook:
        entries = gradebook.ledger()
        assert {one for line in said for one in line.split()} <= {one.id for one in entries}
        by_group = [one.group for one in entries if one.group]
        assert all(by_group.count(group) == 2 for group in by_group if "days" not in kinds(entries, group))
        csv, mails = text("csv", material_of(gradebook)), text("json", material_of(gradebook))
    with Gradebook(reviewed.gradebook(tmp_path / "calm" / "gradebook.sqlite")) as calm:
        calm.decide(reversed(entries))
        assert text("csv", material_of(calm)) == csv and text("json", material_of(calm)) == mails


def kinds(entries, group: str) -> set[str]:
    return {str(one.kind) for one in entries if one.group == group}


# --- a disk that is read only -----------------------------------------------------------------------------------------


@pytest.fixture
def read_only():
    """A gradebook in a folder that nobody but its owner may write, on a way that is open to all."""
    folder = Path("/tmp") / f"cnn-exercises-read-only-{os.getpid()}"
    path = reviewed.gradebook(folder / "results" / "gradebook.sqlite")
    with Gradebook(path) as gradebook:
        gradebook.decide([comment(gradebook, "Chen, Li", None, "see me")])
    yield path
    for one in (path, path.parent, folder):
        one.chmod(0o755)
    shutil.rmtree(folder)


def close(path: Path) -> None:
    path.chmod(0o444)
    path.parent.chmod(0o555)


def as_nobody(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *words]
    if os.geteuid() == 0:
        command = [sys.executable, "tests/sandbox/unprivileged.py", str(NOBODY), *command]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env={**os.environ, "HOME": "/nowhere"})
    if done.returncode == CANNOT:
        pytest.skip("this machine lets root become nobody else, and root may write anywhere")
    return done


def test_a_read_only_disk_costs_one_line(read_only):
    close(read_only)
    before = read_only.read_bytes()
    words = ["-m", "grader", "comment", str(read_only), "--student", "Chen, Li", "hello"]
    done = as_nobody(*words)
    assert done.returncode == 1 and len(done.stderr.splitlines()) == 1, done.stderr
    assert "cannot be written" in done.stderr
    assert "see me" in as_nobody("-m", "grader", "ledger", str(read_only)).stdout
    report = as_nobody("-m", "grader", "report", str(read_only), "--format", "csv")
    assert report.returncode == 0 and "Chen, Li" in report.stdout and not report.stderr
    opened = "import sys; from pathlib import Path; from grader.tui.review.book import Book, read_class\n"
    opened += (
        "book = Book(Path(sys.argv[1])); book.take(read_class(book.path, lambda: False)); print(len(book.matters))"
    )
    assert int(as_nobody("-c", opened, str(read_only)).stdout) > 0
    assert read_only.read_bytes() == before


def test_an_older_gradebook_on_a_read_only_disk_is_one_line(read_only):
    with sqlite3.connect(read_only) as connection:
        connection.execute("DROP TABLE outcomes")
        connection.execute(f"PRAGMA user_version = {len(STEPS) - 1}")
    close(read_only)
    done = as_nobody("-m", "grader", "ledger", str(read_only))
    assert done.returncode == 2 and len(done.stderr.splitlines()) == 1, done.stderr
    assert "brought up to date" in done.stderr
