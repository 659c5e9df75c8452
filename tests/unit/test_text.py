"""The one cleaner, the one table of statuses, the one way to write a file."""

from __future__ import annotations

import stat
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.core import atomic
from grader.core.atomic import WriteError
from grader.core.results import Status
from grader.core.status_words import STATUS_WORDS
from grader.core.text import escaped, of_points, one_line, points_text, say

HIDDEN = {
    "escape": "\x1b[2J",
    "bell": "\x07",
    "C1": "\x9b31m",
    "right to left": "\u202e",
    "Arabic letter mark": "\u061c",
    "line separator": "\u2028",
    "paragraph separator": "\u2029",
    "zero-width space": "\u200b",
    "word joiner": "\u2060",
    "byte order mark": "\ufeff",
    "soft hyphen": "\xad",
    "tag": "\U000e0041",
    "Hangul filler": "\u3164",
    "lone surrogate": "\ud800",
    "private use": "\ue000",
    "carriage return": "\r",
}


@pytest.mark.parametrize("text", HIDDEN.values(), ids=HIDDEN)
def test_what_hides_or_steers_is_shown_as_its_escape(text):
    assert text[0] not in escaped(f"a{text}b")
    assert escaped(f"a{text}b") != "ab"


@pytest.mark.parametrize("name", ["می‌خواهم", "क्‍ष", "Zoë 7×7 →", "李雷", "🧑‍🔬"])
def test_names_in_any_script_stay_as_they_are(name):
    assert escaped(name) == name


def test_lines_and_tabs_stay():
    assert escaped("one\r\ntwo\tthree\n") == "one\ntwo\tthree\n"
    assert one_line(" one\r\n\ttwo ") == "one two"


@given(st.text(), st.text())
def test_two_different_texts_never_become_one_by_hiding(one, other):
    clean = escaped(one)
    hidden = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
    left = {letter for letter in clean if unicodedata.category(letter) in hidden}
    assert left <= set("\n\t\u200c\u200d")
    assert escaped(clean) == clean


def test_a_said_line_is_one_line(capsys):
    say("cannot read \x1b[31mevil\nname")
    assert capsys.readouterr().err == "cannot read \\x1b[31mevil name\n"


def test_every_status_has_a_word_and_a_glyph_of_its_own():
    assert set(STATUS_WORDS) == set(Status)
    assert len({said.glyph for said in STATUS_WORDS.values()}) == len(Status)
    assert len({said.word for said in STATUS_WORDS.values()}) == len(Status)


@pytest.mark.parametrize(
    ("points", "text"),
    [
        (3.0, "3"),
        (2.25, "2.25"),
        (0.1 + 0.2, "0.3"),
        (33.33333333, "33.3333"),
        (100.0, "100"),
        (0.0, "0"),
        (1e6, "1000000"),
    ],
)
def test_points_are_never_rounded_to_another_number(points, text):
    assert points_text(points) == text
    assert of_points(points, 5.0) == f"{text}/5"


def test_a_file_is_whole_or_as_it_was(tmp_path):
    path = tmp_path / "folder" / "x.txt"
    atomic.write_text(path, ["old"])

    def breaks():
        yield "new"
        raise OSError(28, "No space left on device")

    with pytest.raises(WriteError, match="the disk is full"):
        atomic.write_text(path, breaks())
    assert path.read_text() == "old"
    assert [entry.name for entry in path.parent.iterdir()] == ["x.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")
def test_a_file_follows_the_umask(tmp_path):
    import os

    before = os.umask(0o027)
    try:
        atomic.write_text(tmp_path / "x", ["x"])
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "x").stat().st_mode) == 0o640
