"""What goes back to students: to the right one, in a form that their course system takes, and readable at home."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest

from grader.classroom.gradebook.roll import RETURNS_AS, Enrolled
from grader.classroom.report import formats
from grader.classroom.report.delivery import deliver
from grader.classroom.report.pages import page
from grader.classroom.report.student_view import student_view
from grader.commands import feedback
from grader.core.errors import UserError
from grader.core.results import Status
from tests.unit.classes import everything, result

CANVAS = {RETURNS_AS: "lovelaceada_17_99_"}
MOODLE = {RETURNS_AS: "Bob Good_777_assignsubmission_file_/"}


def whole(of):
    roll = {
        "ada": Enrolled("ada", identity=CANVAS),
        "Bob Good": Enrolled("Bob Good", identity=MOODLE),
        "cyd": Enrolled("cyd"),
        "gone": Enrolled("gone", False),
    }
    flat = {**everything(), "flat": result("flat", Status.FAILED)}
    return of({"ada": flat, "Bob Good": everything(), "cyd": everything(), "gone": {}}, None, **roll)


def test_the_zip_has_the_names_that_each_course_system_gave(of):
    content = b"".join(formats.archive("feedback", whole(of)))
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert packed.namelist() == [
            "Bob Good_777_assignsubmission_file_/feedback.html",
            "lovelaceada_17_99_feedback.html",
            "cyd/feedback.html",
        ]
        assert b"padding left out" in packed.read("lovelaceada_17_99_feedback.html")
    assert content == b"".join(formats.archive("feedback", whole(of))), "the same class gives the same bytes"


def test_each_student_gets_a_folder_with_a_page_and_a_mail(of, tmp_path):
    deliver(whole(of), ["feedback"], tmp_path, True)
    found = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    assert "feedback.zip" in found and "feedback/ada/feedback.md" in found and "feedback/ada/feedback.html" in found
    assert not any("gone" in name for name in found)
    mail = (tmp_path / "feedback/ada/feedback.md").read_text()
    assert mail.startswith("# ada: 10 of 12 points\n")
    assert "Looks like: padding left out. zeros on both sides (in second)" in mail
    assert "`cnn-exercises check flat`" in mail and "check pool" not in mail
    assert "Bob" not in mail


@pytest.mark.parametrize("name", ["feedback.md", "feedback.html"])
def test_a_returned_file_is_read_at_home(of, tmp_path, name):
    deliver(whole(of), ["feedback"], tmp_path, True)
    told, names = feedback.read(tmp_path / "feedback/ada" / name)
    assert names == ("flat",)
    assert "padding left out" in told and "color-scheme" not in told


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"print('hello')"])
def test_what_is_no_feedback_file_is_refused_in_one_line(tmp_path, content):
    (tmp_path / "x").write_bytes(content)
    with pytest.raises(UserError, match="not a feedback file"):
        feedback.read(tmp_path / "x")
    with pytest.raises(UserError, match="can't be read"):
        feedback.read(tmp_path / "nothing")


def test_a_mail_is_plain_text_whatever_a_student_wrote(of):
    hostile = replace(result("flat", Status.FAILED), message="\x1b[2J<b>\nsecond")
    pages = dict(formats.pages("feedback", of({"ada\u202e": {"flat": hostile}})))
    mail = next("".join(pieces) for path, pieces in pages.items() if path.suffix == ".md")
    assert "\x1b" not in mail and "\u202e" not in mail


def test_a_zip_needs_a_place_to_go(of):
    with pytest.raises(UserError, match="--output"):
        deliver(whole(of), ["feedback"], None, False)


def test_a_page_says_a_misconception_once_and_shows_code_as_code(of):
    lost = result("flat", Status.FAILED)
    hint = "use `//` for <whole> numbers"
    message = "✗ flat(1)\n  check 2 of 2, seed 31\n  looks like: padding left out\n  wrong number\n  edit flat.py:2"
    checks = tuple(
        replace(check, message=message, said="wrong number", hint=hint, mistakes=("padding left out",))
        for check in (lost.checks[1], replace(lost.checks[1], name="third"))
    )
    material = of({"ada": {**everything(), "flat": replace(lost, checks=checks)}}, None, ada=Enrolled("ada"))
    text = "".join(page("student.html", "ada", student=student_view(material, next(iter(material.rows()))), program=""))
    assert text.count("ooks like: padding left out.") == 1
    assert "use <code>//</code> for &lt;whole&gt; numbers" in text
    assert text.count("<pre>✗ flat(1)\n  wrong number</pre>") == 2
    assert "seed 31" not in text


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        (2, ["def f(n):", "    a = n", "", "    return a"]),
        (4, ["def f(n):", "    a = n", "", "    return a", ""]),
        (9, []),
    ],
)
def test_the_lines_shown_are_the_function_or_those_around_the_line(of, line, shown):
    source = b"import math\ndef f(n):\n    a = n\n\n    return a\n\nprint(f(3))\n"
    lost = result("flat", Status.FAILED)
    checks = (lost.checks[0], replace(lost.checks[1], line=line))
    material = of({"ada": {**everything(), "flat": replace(lost, checks=checks)}}, None, ada=Enrolled("ada"))
    view = student_view(replace(material, source_of=lambda digest: source), next(iter(material.rows())))
    assert [one.text[6:] for one in view.exercises[0].checks[1].lines] == shown
