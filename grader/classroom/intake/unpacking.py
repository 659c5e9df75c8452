"""Unpacks an archive that a stranger made: nothing leads outside, nothing is a link, nothing fills the disk.

Only Python files, archives within, and a course system's list of submissions are written; other files stay empty.
What was refused is named, so that nothing gets lost silently.
"""

from __future__ import annotations

import gzip
import os
import stat
import tarfile
import time
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, cast

from grader.classroom.intake.hand_in import IntakeError
from grader.core.source import LARGEST_SOURCE

METADATA = "submission_metadata.yml"
_SUFFIXES = (".zip", ".tar.gz", ".tgz", ".tar")
_LARGEST_INNER = 64 << 20
_LARGEST_METADATA = 256 << 20
_MOST_BYTES = 4 << 30
_MOST_FILES = 500_000
_RATIO = 200
_LARGEST_READ = 8 << 20
_FREE_RATIO = 64 << 20
"""Below this many unpacked bytes nobody asks how well they were packed."""
_DAMAGED = (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, NotImplementedError, ValueError)
_JUNK = ("__MACOSX", "__pycache__", ".DS_Store", "Thumbs.db")


def is_archive(name: str) -> bool:
    """Whether a file of that name is one that can be unpacked."""
    return name.lower().endswith(_SUFFIXES)


def archive_stem(name: str) -> str:
    """An archive's name without its suffix."""
    for suffix in sorted(_SUFFIXES, key=len, reverse=True):
        if name.lower().endswith(suffix):
            return name[: -len(suffix)]
    return name


def is_junk(path: PurePosixPath | Path) -> bool:
    """What systems leave behind and nobody handed in: hidden files and folders, caches."""
    return any(part in _JUNK or part.startswith(".") for part in path.parts)


@dataclass
class Budget:
    """What all archives of one class may unpack to, together."""

    bytes_left: int = _MOST_BYTES
    files_left: int = _MOST_FILES
    refused: list[str] = field(default_factory=list)

    def spend(self, archive: Path, size: int) -> None:
        """Count bytes that were written. Raises IntakeError when it is too much."""
        self.bytes_left -= size
        if self.bytes_left < 0:
            raise IntakeError(f"{archive.name} unpacks to more than {_MOST_BYTES >> 30} GB: that is no class's work")

    def spend_file(self, archive: Path) -> None:
        """Count a member. Raises IntakeError when there are too many."""
        self.files_left -= 1
        if self.files_left < 0:
            raise IntakeError(f"{archive.name} holds more than {_MOST_FILES} files: that is no class's work")


def _safe(name: str) -> PurePosixPath | None:
    """Where a member goes, or None for a path that leads outside or cannot be a path."""
    path = PurePosixPath(name.replace("\\", "/"))
    parts = [part for part in path.parts if part != "."]
    drive = bool(parts) and len(parts[0]) == 2 and parts[0][1] == ":"
    long = any(len(os.fsencode(part)) > 240 for part in parts) or len(parts) > 20
    if not parts or path.is_absolute() or ".." in parts or drive or long or "\0" in name:
        return None
    return PurePosixPath(*parts)


def _most(path: PurePosixPath) -> int:
    """How many bytes of a member are wanted: one more than the grader reads shows that it is too large.

    Of all that is no code an empty file stands for its name: whoever handed in a picture alone is still in the class.
    """
    if path.name == METADATA:
        return _LARGEST_METADATA
    if is_archive(path.name):
        return _LARGEST_INNER
    return LARGEST_SOURCE + 1 if path.suffix.lower() == ".py" else 0


def _write(source: IO[bytes], target: Path, most: int, archive: Path, budget: Budget, when: float) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("xb") as file:
        left = most
        while left > 0 and (chunk := source.read(min(left, 1 << 20))):
            budget.spend(archive, len(chunk))
            left -= len(chunk)
            file.write(chunk)
    os.utime(target, (when, when))


def _place(
    source: IO[bytes], name: str, folder: Path, archive: Path, budget: Budget, when: float, *, regular: bool
) -> None:
    """Put one member where it belongs, or name it as refused."""
    path = _safe(name)
    if path is None or not regular:
        budget.refused.append(f"{name} in {archive.name} ({'a link or device' if path else 'leads outside'})")
        return
    if is_junk(path):
        return
    most = _most(path)
    try:
        _write(source, folder / path, most, archive, budget, when)
    except (FileExistsError, NotADirectoryError, IsADirectoryError):
        budget.refused.append(f"{name} in {archive.name} (there twice)")


def _zip_name(member: zipfile.ZipInfo) -> str:
    """A member's name. Some programs write UTF-8 without saying so, which zipfile reads as the code page of DOS."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return member.filename


def _zip_time(member: zipfile.ZipInfo) -> float:
    """Seconds since 1970: the UTC time where the member has one, else DOS time in this machine's zone."""
    extra = member.extra
    while len(extra) >= 4:
        kind, size = int.from_bytes(extra[:2], "little"), int.from_bytes(extra[2:4], "little")
        if kind == 0x5455 and size >= 5 and len(extra) >= 9 and extra[4] & 1:
            return float(int.from_bytes(extra[5:9], "little", signed=True))
        extra = extra[4 + size :]
    try:
        return time.mktime((*member.date_time, 0, 0, -1))
    except (ValueError, OverflowError):
        return 0.0


def _unpack_zip(archive: Path, folder: Path, budget: Budget) -> None:
    with zipfile.ZipFile(archive) as opened:
        for member in opened.infolist():
            budget.spend_file(archive)
            if member.is_dir():
                continue
            if member.flag_bits & 1:
                raise IntakeError(f"{archive.name} is locked with a password: unpack it and name the folder")
            if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                budget.refused.append(f"{_zip_name(member)} in {archive.name} (packed in a rare way)")
                continue
            kind = stat.S_IFMT(member.external_attr >> 16)
            with opened.open(member) as source:
                regular = kind in (0, stat.S_IFREG)
                _place(source, _zip_name(member), folder, archive, budget, _zip_time(member), regular=regular)


class _Careful:
    """A tar's bytes, read a little at a time: a header may claim to be gigabytes long, and tarfile would believe it."""

    def __init__(self, archive: Path, raw: IO[bytes]) -> None:
        self._archive, self._raw = archive, raw
        self.tell, self.seek = raw.tell, raw.seek

    def read(self, size: int = -1) -> bytes:
        """At most so many bytes. Raises IntakeError for a read that no honest archive asks for."""
        if not 0 <= size <= _LARGEST_READ:
            raise IntakeError(f"{self._archive.name} has a header of {size} bytes: it was not unpacked")
        return self._raw.read(size)


def _members(archive: Path, opened: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    """A tar's members, while what is read stays in proportion to the archive's size."""
    most, total = _FREE_RATIO + _RATIO * archive.stat().st_size, 0
    for member in opened:
        # the next member is found by unpacking all of this one, so its size is asked first
        total += member.size if member.isreg() else 0
        if total > most:
            raise IntakeError(f"{archive.name} unpacks to far more than a class's work: it was not unpacked")
        yield member


def _plain_or_gzip(archive: Path) -> IO[bytes]:
    with archive.open("rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
    return cast(IO[bytes], gzip.open(archive)) if packed else archive.open("rb")


def _unpack_tar(archive: Path, folder: Path, budget: Budget) -> None:
    with (
        _plain_or_gzip(archive) as raw,
        tarfile.open(fileobj=cast(IO[bytes], _Careful(archive, raw)), mode="r:") as opened,
    ):
        for member in _members(archive, opened):
            budget.spend_file(archive)
            if member.isdir():
                continue
            source = opened.extractfile(member) if member.isreg() else None
            if source is None:
                if not is_junk(PurePosixPath(member.name)):
                    budget.refused.append(f"{member.name} in {archive.name} (a link or device)")
                continue
            with source:
                _place(source, member.name, folder, archive, budget, float(member.mtime), regular=True)


def unpack(archive: Path, folder: Path, budget: Budget) -> None:
    """Unpack `archive` into `folder`. Raises IntakeError for what is no archive, damaged, or a bomb."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        if zipfile.is_zipfile(archive):
            _unpack_zip(archive, folder, budget)
        else:
            _unpack_tar(archive, folder, budget)
    except _DAMAGED as error:
        reason = (str(error).splitlines() or [type(error).__name__])[0].rstrip(":")
        raise IntakeError(f"{archive.name} is no archive that can be unpacked: {reason}") from None
    except RuntimeError as error:
        raise IntakeError(f"{archive.name} cannot be unpacked: {error}") from None
    except OSError as error:
        raise IntakeError(f"{archive.name} cannot be unpacked: {error.strerror or error}") from None
