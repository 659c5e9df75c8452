"""Recognises how a course system lays out its export, and says which files are whose.

Canvas: one flat folder of `lastnamefirst_12345_67890_output_size.py`, `_LATE_` in between, `-1` for a resubmission.
Moodle: `Full Name_123456_assignsubmission_file_`, a folder or the start of a file's name.
Gradescope: `submission_123456` folders beside a `submission_metadata.yml`.
Plain: a folder (or an archive) per student.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from grader.classroom.intake.collecting import Found, collect, inside, opened, walk
from grader.classroom.intake.gradescope_metadata import Entry, read_metadata
from grader.classroom.intake.hand_in import HandIn
from grader.classroom.intake.unpacking import METADATA, Budget, archive_stem, is_archive, is_junk

CANVAS = re.compile(r"^(?P<who>.+?)_(?:(?P<late>LATE)_)?(?P<user>\d+)_(?P<attachment>\d+)_(?P<file>.+)$")
MOODLE = re.compile(r"^(?P<who>.+)_(?P<user>\d+)_assignsubmission_(?P<kind>[a-z]+)(?:_(?P<file>.*))?$")
GRADESCOPE = re.compile(r"^submission_\d+$")
_LOOSE = (".py", ".ipynb")


@dataclass
class Export:
    """A folder to be taken in, with what is needed on the way."""

    root: Path
    file_names: Sequence[str]
    scratch: Path
    budget: Budget
    aside: Path | None = None
    """Where the reports go, which may be inside: no student's folder."""
    unmapped: list[str] = field(default_factory=list)

    def entries(self) -> list[Path]:
        """What lies in the folder, junk aside, sorted."""
        entries = [entry for entry in sorted(self.root.iterdir()) if not is_junk(Path(entry.name))]
        return [entry for entry in entries if self.aside is None or entry.resolve() != self.aside.resolve()]

    def lose(self, path: Path) -> None:
        """Name a file that belongs to nobody."""
        self.unmapped.append(path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.name)

    def named(self, path: Path, name: str) -> list[tuple[str, Path]]:
        """A file under the name that its student gave it; an archive as what is in it."""
        if is_archive(name):
            return [(inner.name, inner) for inner in inside(path, self.scratch, self.budget)]
        return [(name, path)]


def _moment(paths: Sequence[Path]) -> datetime | None:
    times = [path.lstat().st_mtime for path in paths]
    return datetime.fromtimestamp(max(times), UTC) if times else None


def hand_in(student: str, found: Found, identity: Mapping[str, str], *notes: str) -> HandIn:
    """A student's work out of the files that were found."""
    lines = list(notes)
    for path in found.replaced:
        lines.append(f"{path.name} was handed in again: the later one counts")
    for path in found.left:
        lines.append(f"{path.name} is no exercise's file")
    submitted = _moment(list(found.files.values()))
    return HandIn(student, None, found.files, submitted, identity, "; ".join(lines))


def _canvas(export: Export) -> Iterator[HandIn]:
    by_user: dict[str, list[tuple[re.Match[str], Path]]] = defaultdict(list)
    for entry in export.entries():
        match = CANVAS.match(entry.name)
        if match and entry.is_file() and not entry.is_symlink():
            by_user[match["user"]].append((match, entry))
        else:
            export.lose(entry)
    for user, files in by_user.items():
        pairs = [pair for match, path in files for pair in export.named(path, match["file"])]
        late = ["marked late by Canvas"] if any(match["late"] for match, _ in files) else []
        yield hand_in(files[0][0]["who"], collect(pairs, export.file_names), {"canvas_id": user}, *late)


def _moodle(export: Export) -> Iterator[HandIn]:
    by_user: dict[tuple[str, str], list[tuple[str, Path]]] = defaultdict(list)
    for entry in export.entries():
        match = MOODLE.match(entry.name)
        if match is None or entry.is_symlink():
            export.lose(entry)
            continue
        pairs = by_user[(match["who"], match["user"])]
        if match["kind"] != "file":
            export.lose(entry)
        elif entry.is_dir():
            pairs += [(path.name, path) for path in opened(entry, export.scratch, export.budget)]
        else:
            pairs += export.named(entry, match["file"] or entry.name)
    for (who, user), pairs in by_user.items():
        yield hand_in(who, collect(pairs, export.file_names), {"moodle_id": user})


def _submitters(folder: Path, entry: Entry | None) -> list[dict[str, str]]:
    people = entry.submitters if entry else []
    return [person for person in people if person.get("name") or person.get("email")] or [{"name": folder.name}]


def _gradescope(export: Export) -> Iterator[HandIn]:
    metadata = export.root / METADATA
    listed = read_metadata(metadata) if metadata.is_file() else {}
    latest: dict[tuple[str, str], HandIn] = {}
    for folder in export.entries():
        if folder == metadata:
            continue
        if not folder.is_dir() or folder.is_symlink() or not GRADESCOPE.match(folder.name):
            export.lose(folder)
            continue
        entry = listed.get(folder.name)
        files = [(path.name, path) for path in opened(folder, export.scratch, export.budget)]
        found = collect(files, export.file_names)
        for person in _submitters(folder, entry):
            made = hand_in(person.get("name") or person["email"], found, {**person, "gradescope_id": folder.name})
            if entry and entry.created:
                made = replace(made, submitted=entry.created)
            _keep_latest(latest, made)
    yield from latest.values()


def _keep_latest(latest: dict[tuple[str, str], HandIn], made: HandIn) -> None:
    who = (made.student, made.identity.get("email", "") or made.identity.get("sid", ""))
    before = latest.get(who)
    if before is None:
        latest[who] = made
        return
    never = datetime.min.replace(tzinfo=UTC)
    first, last = sorted((before, made), key=lambda one: one.submitted or never)
    note = f"{first.identity['gradescope_id']} is earlier than {last.identity['gradescope_id']}: the later one counts"
    latest[who] = replace(last, note="; ".join(filter(None, (last.note, note))))


def _direct(folder: Path, export: Export) -> list[Path]:
    """Exercises' files right in `folder`, links included: reading them says what is wrong with them."""
    paths = [folder / name for name in export.file_names]
    return [path for path in paths if path.is_symlink() or path.exists()]


def _folder(folder: Path, export: Export) -> HandIn:
    """A student's folder as it is; where no exercise's file lies at its top, what is deeper down or in an archive."""
    try:
        direct = _direct(folder, export)
        if direct:
            return HandIn(folder.name, folder, submitted=_moment(direct))
        files = [(path.name, path) for path in opened(folder, export.scratch, export.budget)]
        found = collect(files, export.file_names)
    except OSError as error:
        return HandIn(folder.name, folder, note=f"the folder cannot be read: {error.strerror}")
    return hand_in(folder.name, found, {}) if found.files or found.left else HandIn(folder.name, folder)


def _plain(export: Export) -> Iterator[HandIn]:
    single = _direct(export.root, export)
    if single:
        yield HandIn(export.root.resolve().name or "student", export.root, submitted=_moment(single))
        return
    for entry in export.entries():
        if entry.is_dir():
            yield _folder(entry, export)
        elif is_archive(entry.name) and not entry.is_symlink():
            pairs = [(path.name, path) for path in inside(entry, export.scratch, export.budget)]
            yield hand_in(archive_stem(entry.name), collect(pairs, export.file_names), {})
        elif entry.suffix.lower() in _LOOSE:
            export.lose(entry)


def _counts(entries: Sequence[Path], pattern: re.Pattern[str]) -> int:
    return sum(1 for entry in entries if pattern.match(entry.name))


def layout_of(export: Export) -> Callable[[Export], Iterator[HandIn]]:
    """The layout that most of the entries speak for."""
    entries = export.entries()
    if any(entry.name == METADATA for entry in entries):
        return _gradescope
    half = max(1, len(entries) / 2)
    if _counts([entry for entry in entries if entry.is_dir()], GRADESCOPE) >= half:
        return _gradescope
    if _counts(entries, MOODLE) >= half:
        return _moodle
    files = [entry for entry in entries if entry.is_file()]
    if files and _counts(files, CANVAS) >= half:
        return _canvas
    return _plain


def below(root: Path) -> Path:
    """The folder inside an unpacked archive where the students lie: past folders that hold nothing but one folder."""
    for _ in range(5):
        entries = [entry for entry in root.iterdir() if not is_junk(Path(entry.name))]
        if len(entries) != 1 or not entries[0].is_dir() or MOODLE.match(entries[0].name):
            break
        inner = [entry for entry in entries[0].iterdir() if not is_junk(Path(entry.name))]
        holds_students = any(entry.is_dir() or CANVAS.match(entry.name) or is_archive(entry.name) for entry in inner)
        if not holds_students or (any(entry.suffix == ".py" and not CANVAS.match(entry.name) for entry in inner)):
            break
        root = entries[0]
    return root


def is_empty(root: Path) -> bool:
    """Whether nothing was handed in at all."""
    return next(walk(root), None) is None
