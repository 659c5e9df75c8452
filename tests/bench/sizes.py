"""Grades and reports classes of growing size: is memory flat, and time linear?

    python -m tests.bench.sizes [STUDENTS ...]

Equal files are answered from memory, so that ten thousand submissions take minutes: the class repeats some sixty
different ones, right and wrong. Prints a line per size and step: seconds, those a submission, and the parent's peak.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from tests.bench.class_size import watched
from tests.bench.handed_in import by_hand, style
from tests.bench.timed import PROGRAM
from tests.corpus import specimens

_SIZES = (1000, 3000, 10_000)
_DIFFERENT = 60


def _files() -> list[dict[str, str]]:
    """What the different students hand in: two of three files are right, the third is any wrong one of the corpus."""
    different: list[dict[str, str]] = [{} for _ in range(_DIFFERENT)]
    for place, lesson in enumerate(by_hand()):
        wrong = [one.path for one in specimens(lesson.name) if not one.right]
        for number, files in enumerate(different):
            is_wrong = (number + place) % 3 == 0 and wrong
            path = wrong[number % len(wrong)] if is_wrong else style(lesson, number)
            files[lesson.file_name] = path.read_text()
    return different


def _write_class(folder: Path, students: int) -> None:
    different = _files()
    for number in range(students):
        home = folder / f"student-{number:05}"
        home.mkdir(parents=True)
        for name, text in different[number % len(different)].items():
            (home / name).write_text(text)


def _line(students: int, what: str, command: list[str | Path], gradebook: Path, log: Path) -> str:
    last = watched(command, gradebook, log)[-1]
    each = 1000 * last.seconds / students
    return f"{students:>7,}  {what:<28}{last.seconds:>9.1f} s{each:>9.1f} ms each{last.peak / 1e6:>9.0f} MB"


def main() -> None:
    """Measure and print."""
    sizes = [int(word) for word in sys.argv[1:]] or _SIZES
    jobs = str(min(2, len(os.sched_getaffinity(0))))
    for students in sizes:
        with tempfile.TemporaryDirectory(prefix="sizes-") as name:
            folder = Path(name)
            _write_class(folder / "class", students)
            book, log = folder / "report" / "gradebook.sqlite", folder / "log"
            grade: list[str | Path] = [PROGRAM, "grade", "--student", folder / "class", "--jobs", jobs]
            grade += ["--output", folder / "report", "--format", "csv"]
            for lesson in by_hand():
                grade += ["--exercise", lesson.name]
            print(_line(students, "grade", grade, book, log), flush=True)
            print(_line(students, "grade again, unchanged", grade, book, log), flush=True)
            for form in ("table", "html", "items", "json"):
                report: list[str | Path] = [PROGRAM, "report", book, "--format", form, "--output", folder / form]
                print(_line(students, f"report --format {form}", report, book, log), flush=True)
            print(f"{students:>7,}  the gradebook {book.stat().st_size / 1e6:.0f} MB", flush=True)


if __name__ == "__main__":
    main()
