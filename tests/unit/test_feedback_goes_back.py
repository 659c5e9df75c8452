"""Each page in `feedback.zip` reaches its owner by the rule with which a course system reads the zip.

The rules are those of Canvas's "Upload submission comments" and Moodle's "Upload multiple feedback files in a zip", as
their published sources have them.
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePosixPath

import pytest

from grader.classroom.report import formats
from tests.unit import exports
from tests.unit.classes import everything
from tests.unit.handed_in import zipped

CODE = "def output_size(*a):\n    return 1\n"


def canvas_owner(path: str) -> tuple[str, str] | None:
    """Canvas: the user and the file that a comment belongs to; the user's own file must exist."""
    name = PurePosixPath(path).name
    parts = [part for part in name.split("_") if part != "LATE"]
    if parts[0] == "anon":
        user, attachment = parts[1:3]
    else:
        numbers = [part for part in parts if re.fullmatch(r"\d+", part)]
        if len(numbers) < 2:
            return None
        user, attachment = numbers[:2]
    return None if parts[-1].startswith("link") or name.startswith("._") else (user, attachment)


def moodle_owner(path: str) -> tuple[str, str] | None:
    """Moodle since 4.1: the participant's number, and the name under which the file is kept."""
    parts = path.split("/")
    while parts:
        told = parts.pop(0).split("_", 4)
        if len(told) < 4 or not told[1].isdigit() or told[2:4] != ["assignsubmission", "file"]:
            continue
        left = told[4] if len(told) == 5 else ""
        return told[1], "/".join([left, *parts]).lstrip("/")
    return None


def older_moodle_owner(path: str) -> tuple[str, str] | None:
    """Moodle before 4.1 splits the whole path."""
    told = path.split("_", 4)
    right = len(told) == 5 and told[1].isdigit() and told[2:4] == ["assignsubmission", "file"]
    return (told[1], told[4].lstrip("/")) if right else None


def pages_for(of, intake) -> dict[str, str]:
    """The zip's entries, for a class taken in, each with its page."""
    roll = {one.student: one for one in intake.roll}
    content = b"".join(formats.archive("feedback", of({name: everything() for name in roll}, None, **roll)))
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist()}


def test_canvas_finds_the_owner_and_a_file_of_theirs(of, take, tmp_path):
    members = {
        "lovelaceada_12_900_output_size.py": "ada",
        "lovelaceada_12_901_zero_padding-2.py": "ada",
        "lindbo_LATE_13_902_output_size.py": "bo",
        "oneill34_14_903_1_2_3.py": "neill",
        "oneill34_14_904_output_size.py": "neill",
    }
    handed_in = {("12", "900"), ("12", "901"), ("13", "902"), ("14", "903"), ("14", "904")}
    intake = take(zipped(tmp_path / "submissions.zip", dict.fromkeys(members, CODE)))
    pages = pages_for(of, intake)
    owners = {name: canvas_owner(name) for name in pages}
    assert sorted(user for user, _ in owners.values()) == ["12", "13", "14"]
    assert set(owners.values()) <= handed_in
    for name, page in pages.items():
        assert f"<h1>{name.split('_')[0]}</h1>" in page


def test_canvas_finds_who_is_anonymous(of, take, tmp_path):
    names = ("anon_Xk3Pq_905_output_size.py", "LATE_anon_7b1aZ_906_output_size.py", "anon_12345_907_output_size.py")
    pages = pages_for(of, take(zipped(tmp_path / "submissions.zip", dict.fromkeys(names, CODE))))
    assert {canvas_owner(name) for name in pages} == {("Xk3Pq", "905"), ("7b1aZ", "906"), ("12345", "907")}


@pytest.mark.parametrize(
    "form", ["{}_assignsubmission_file_/{}", "{}_assignsubmission_file/{}", "{}_assignsubmission_file_{}"]
)
@pytest.mark.parametrize("owner", [moodle_owner, older_moodle_owner])
def test_moodle_finds_the_participant(of, take, tmp_path, form, owner):
    people = ("Ada Lovelace_101", "Bo Lind-Berg_102", "Participant_103", "Zoë 王_104")
    names = [form.format(one, "output_size.py") for one in people]
    pages = pages_for(of, take(zipped(tmp_path / "hw.zip", dict.fromkeys(names, CODE))))
    assert {owner(name) for name in pages} == {(str(number), "feedback.html") for number in range(101, 105)}
    assert all(f"<h1>{name.split('_')[0]}</h1>" in page for name, page in pages.items())


@pytest.mark.parametrize("system", [exports.folders, exports.gradescope, exports.github])
def test_other_systems_get_a_folder_for_each_student(of, take, tmp_path, system):
    pages = pages_for(
        of, take(system(tmp_path, {"ada": [("output_size.py", CODE)], "bob": [("output_size.py", CODE)]}))
    )
    assert len(pages) == 2 and all(re.fullmatch(r"[a-z0-9-]+/feedback\.html", name) for name in pages)
