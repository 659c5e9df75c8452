"""A graded class, decided on by hand, comes back to its students: what each page says, and that it opens at home."""

from __future__ import annotations

import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import pytest

from grader.cli import main
from grader.commands import feedback

SUBMISSIONS = Path(__file__).parents[1] / "submissions"
RIGHT = (SUBMISSIONS / "right/output_size/formula.py").read_text()
WRONG = (SUBMISSIONS / "wrong/output_size/without_padding.py").read_text()
BECAUSE = "right idea, one sign wrong"
COMMENT = "Read slide 12 again."


@pytest.fixture(scope="module")
def returned(tmp_path_factory):
    """The folder of feedback, for three students who handed in: late, in time, and at a time that nobody knows."""
    root = tmp_path_factory.mktemp("returned")
    with zipfile.ZipFile(root / "class.zip", "w") as packed:  # its files' times are those of the download
        packed.writestr("ada/output_size (2).py", WRONG)
        packed.writestr("bob/Output-Size.py", RIGHT)
        packed.writestr("cyd/output_size.py", RIGHT)
    times = "name,submitted\nada,2026-11-22 01:00\nbob,2026-11-19 12:00\n"
    (root / "times.csv").write_text(times)
    out = root / "out"
    words = ["grade", "--student", str(root / "class.zip"), "--exercise", "output_size", "--exercise", "zero_padding"]
    words += [
        "--deadline",
        "2026-11-20 23:59 Europe/Berlin",
        "--late-per-day",
        "10",
        "--times",
        str(root / "times.csv"),
    ]
    assert main([*words, "--output", str(out), "--format", "csv"]) == 0
    book = str(out / "gradebook.sqlite")
    adjust = ["adjust", book, "--student", "ada", "--exercise", "output_size", "--points", "1.5", "--because", BECAUSE]
    assert main(adjust) == 0
    assert main(["comment", book, "--student", "ada", "--exercise", "output_size", COMMENT]) == 0
    assert main(["comment", book, "--student", "bob", "Well done."]) == 0
    assert main(["report", book, "--format", "feedback", "--output", str(out)]) == 0
    return root


class Said(HTMLParser):
    """What a page says."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.told = ""
        self.feed(page)

    def handle_data(self, data):
        self.told += data


def said(returned, student: str, form: str) -> str:
    text = (returned / "out" / "feedback" / student / f"feedback.{form}").read_text()
    return " ".join((Said(text).told if form == "html" else text).split())


FORMS = pytest.mark.parametrize("form", ["html", "md"])


@FORMS
def test_a_page_says_what_counts_and_why_by_which_deadline_for_which_file(returned, form):
    told = said(returned, "ada", form)
    assert re.search(r"output_size: [\d.]+ changed to 1\.5: " + re.escape(BECAUSE), told)
    assert "1.2 of " in told, "1.5 points, a fifth taken off"
    assert COMMENT in told
    assert "2 days late, 20% taken off: 1.2 points count (due 2026-11-20 23:59 Europe/Berlin" in told
    assert "handed in 2026-11-22 01:00 (by times.csv)" in told
    assert "output_size (2).py" in told
    assert "padding left out" in told
    assert re.search(r"The same check at home: `?cnn-exercises check output_size", told)
    assert "check zero_padding" not in told, "nothing was handed in for it"
    assert "bob" not in told and "cyd" not in told


@FORMS
def test_who_was_in_time_reads_by_which_deadline(returned, form):
    told = said(returned, "bob", form)
    assert "In time: due 2026-11-20 23:59 Europe/Berlin, handed in 2026-11-19 12:00 (by times.csv)" in told
    assert "Output-Size.py" in told and "Well done." in told
    assert BECAUSE not in told and COMMENT not in told and "taken off" not in told
    told = said(returned, "cyd", form)
    assert "Nothing taken off: due 2026-11-20 23:59 Europe/Berlin, no time of handing in is known" in told


@FORMS
def test_it_opens_beside_the_students_own_folder(returned, form, tmp_path, capsys):
    (tmp_path / "output_size.py").write_text(RIGHT)
    file = returned / "out" / "feedback" / "ada" / f"feedback.{form}"
    assert main(["check", "--feedback", str(file), "--folder", str(tmp_path)]) == 0
    told = capsys.readouterr().out
    before, _, now = told.partition("the same exercises in your folder now:")
    assert COMMENT in before and BECAUSE in before and "output_size (2).py" in before
    assert "output_size" in now and "zero_padding" not in now, "what was lost is checked again, and passes now"


def test_where_all_was_right_there_is_nothing_to_check_again(returned, tmp_path, capsys):
    file = returned / "out" / "feedback" / "bob" / "feedback.md"
    (tmp_path / "output_size.py").write_text(WRONG)
    assert main(["check", "--feedback", str(file), "--folder", str(tmp_path)]) == 0
    assert "nothing in it is to be checked again" in capsys.readouterr().out
    odd = tmp_path / "feedback.md"
    odd.write_text("# ada: 1 of 3 points\n\ncnn-exercises check everything, and cnn-exercises check output_size\n")
    assert main(["check", "--feedback", str(odd), "--folder", str(tmp_path)]) == 1
    assert feedback.read(odd)[1] == ("everything", "output_size")
