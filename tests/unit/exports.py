"""Makes up exports of course systems in their published forms: the work of some students, laid out as each does it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

Work = Mapping[str, Sequence[tuple[str, str]]]
"""By student (lower case letters): the files handed in, (name, content), names perhaps with folders."""


def _zip(path: Path, members: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def _packed(files: Sequence[tuple[str, str]]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in files:
            archive.writestr(name, content)
    return made.getvalue()


def folders(root: Path, work: Work) -> Path:
    """A folder per student."""
    for student, files in work.items():
        (root / "class" / student).mkdir(parents=True)
        for name, content in files:
            path = root / "class" / student / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content)
    return root / "class"


def zip_of_folders(root: Path, work: Work) -> Path:
    """The same in one archive, below a folder."""
    members = {f"hw7/{student}/{name}": content for student, files in work.items() for name, content in files}
    return _zip(root / "hw7.zip", members)


def zip_each(root: Path, work: Work) -> Path:
    """An archive per student."""
    (root / "zips").mkdir()
    for student, files in work.items():
        (root / "zips" / f"{student}.zip").write_bytes(_packed(files))
    return root / "zips"


def github(root: Path, work: Work) -> Path:
    """Clones of GitHub Classroom: `ASSIGNMENT-user`."""
    return folders(root, {f"hw7-{student}": files for student, files in work.items()})


def canvas(root: Path, work: Work) -> Path:
    """Canvas: a flat zip; whoever used folders handed in an archive."""
    members: dict[str, str | bytes] = {}
    for number, (student, files) in enumerate(work.items()):
        flat = [(name, content) for name, content in files if "/" not in name]
        deep = [(name, content) for name, content in files if "/" in name]
        for part, (name, content) in enumerate(flat):
            members[f"{student}_{500 + number}_{9000 + 50 * number + part}_{name}"] = content
        if deep:
            members[f"{student}_{500 + number}_{9049 + 50 * number}_more.zip"] = _packed(deep)
    return _zip(root / "submissions.zip", members)


def moodle(root: Path, work: Work) -> Path:
    """Moodle: a folder per student with their name and number."""
    members = {
        f"{student}_{500 + number}_assignsubmission_file_/{name}": content
        for number, (student, files) in enumerate(work.items())
        for name, content in files
    }
    return _zip(root / "Course-HW7.zip", members)


def metadata_of(students: Sequence[str]) -> str:
    """Gradescope's list of submissions."""
    lines = ["---"]
    for number, student in enumerate(students):
        lines += [
            f"submission_{700 + number}:",
            "  :submitters:",
            f"  - :name: {student}",
            f"    :sid: '{number:04}'",
            f"    :email: {student}@uni.example",
            f"  :created_at: 2026-11-20 1{number % 10}:00:00.000000000 Z",
            "  :score: 1.0",
            "  :results:",
            "    output: |-",
            "      submission_1:",
            '      :name: "Mallory"',
        ]
    return "\n".join(lines) + "\n"


def gradescope(root: Path, work: Work) -> Path:
    """Gradescope: a folder per submission and a list."""
    members: dict[str, str | bytes] = {"assignment_7_export/submission_metadata.yml": metadata_of(list(work))}
    for number, files in enumerate(work.values()):
        members |= {f"assignment_7_export/submission_{700 + number}/{name}": content for name, content in files}
    return _zip(root / "assignment_7_export.zip", members)


SYSTEMS = (folders, zip_of_folders, zip_each, github, canvas, moodle, gradescope)
