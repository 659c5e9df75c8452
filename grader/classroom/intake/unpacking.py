"""Unpacks an archive that a stranger made: nothing leads outside, nothing is a link, nothing fills the disk.

Only what may hold code, archives within, and a course system's list of submissions are written; other files are made
empty, so that they are counted and named. A member that is refused costs itself alone and is returned with the reason.
"""

from __future__ import annotations

import errno
import gzip
import os
import stat
import tarfile
import time
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, cast

from grader.classroom.intake.budget import Budget
from grader.classroom.intake.file_names import may_hold_code, may_hold_predictions
from grader.classroom.intake.hand_in import IntakeError
from grader.classroom.intake.zip_names import codec_of
from grader.core import predictions_file
from grader.core.source import LARGEST_NOTEBOOK, LARGEST_SOURCE, open_beneath

METADATA = "submission_metadata.yml"
_SUFFIXES = (".zip", ".tar.gz", ".tgz", ".tar")
_LARGEST_INNER = 64 << 20
_LARGEST_METADATA = 256 << 20
_LARGEST_READ = 8 << 20
_LONGEST_PATH = 1500
_LAST_YEAR_2100 = 4.1e9
_JUNK = ("__MACOSX", "__pycache__", ".DS_Store", "Thumbs.db", "desktop.ini")
_DAMAGED = (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, NotImplementedError, ValueError, OSError)


@dataclass(frozen=True)
class RefusedMember:
    """A member that was not unpacked. `path` is where it would lie; None where it belongs nowhere."""

    name: str
    path: PurePosixPath | None
    reason: str


def is_archive(name: str) -> bool:
    """Return whether a file of that name can be unpacked."""
    return name.lower().endswith(_SUFFIXES)


def archive_stem(name: str) -> str:
    """Return an archive's name without its suffix."""
    for suffix in sorted(_SUFFIXES, key=len, reverse=True):
        if name.lower().endswith(suffix):
            return name[: -len(suffix)]
    return name


def is_junk(path: str) -> bool:
    """Return whether systems left it behind and nobody handed it in: hidden files and folders, caches."""
    return any(part in _JUNK or part.startswith(".") for part in path.split("/"))


def _place_of(name: str) -> tuple[PurePosixPath | None, str]:
    """Return where a member goes, and why it must not be written there."""
    path = PurePosixPath(name.replace("\\", "/"))
    parts = [part for part in path.parts if part != "."]
    drive = bool(parts) and len(parts[0]) == 2 and parts[0][1] == ":"
    if not parts or path.is_absolute() or ".." in parts or drive or "\0" in name:
        return None, "its path leads outside" if parts else "it has no name"
    place = PurePosixPath(*parts)
    too_long = any(len(os.fsencode(part)) > 240 for part in parts) or len(parts) > 40
    return place, "its path is too long" if too_long or len(os.fsencode(str(place))) > _LONGEST_PATH else ""


def _most(path: PurePosixPath) -> int:
    """Return how many bytes of a member are wanted: one more than the grader reads shows that it is too large."""
    if path.name == METADATA:
        return _LARGEST_METADATA
    if is_archive(path.name):
        return _LARGEST_INNER
    if ".ipynb" in path.name.lower():
        return LARGEST_NOTEBOOK + 1
    if may_hold_predictions(path.name):
        return predictions_file.LARGEST + 1
    return LARGEST_SOURCE + 1 if may_hold_code(path.name) else 0


def _time(seconds: float) -> float:
    """Return a member's time, or 0 where it cannot be one: archives claim inf, 1e300 and times before 1970."""
    return seconds if 0 < seconds < _LAST_YEAR_2100 else 0.0


@dataclass
class _Unpacking:
    """One archive on its way into `folder`."""

    folder: Path
    budget: Budget
    refused: list[RefusedMember]

    def place(self, source: IO[bytes], name: str, when: float) -> None:
        """Write one member where it belongs. Raises BudgetError; what else is wrong costs the member."""
        path, reason = _place_of(name)
        if path is not None and is_junk(str(path)):
            return
        if path is None or reason:
            self.refuse(name, reason)
            return
        try:
            self._write(source, self.folder / path, _most(path), _time(when))
        except (FileExistsError, NotADirectoryError, IsADirectoryError):
            self.refuse(name, "the archive holds it twice")
        except _DAMAGED as error:
            self.refuse(name, f"it cannot be unpacked: {line_of(error)}")

    def refuse(self, name: str, reason: str) -> None:
        """Note a member that was not unpacked."""
        path = _place_of(name)[0]
        if path is None or not is_junk(str(path)):
            self.refused.append(RefusedMember(name, path, reason))

    def _write(self, source: IO[bytes], target: Path, most: int, when: float) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            try:
                self._copy(source, file, most)
            except BaseException:
                target.unlink()  # half a file is not what was handed in
                raise
        os.utime(target, (when, when))

    def _copy(self, source: IO[bytes], file: IO[bytes], left: int) -> None:
        while left > 0 and (chunk := source.read(min(left, 1 << 20))):
            self.budget.spend(len(chunk))
            left -= len(chunk)
            file.write(chunk)


def line_of(error: BaseException) -> str:
    """Return an error in a few words, without a path of ours."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(":") or type(error).__name__


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


def _raw_name(member: zipfile.ZipInfo) -> bytes | None:
    """Return the bytes of a name that does not say it is UTF-8;
    zipfile reads those as the code page of the first PC.
    """
    return None if member.flag_bits & 0x800 else member.orig_filename.encode("cp437", "replace")


def _zip_names(members: list[zipfile.ZipInfo]) -> Iterator[tuple[zipfile.ZipInfo, str]]:
    unsaid = [raw for raw in map(_raw_name, members) if raw is not None and not raw.isascii()]
    codec = codec_of(unsaid) if unsaid else "utf-8"
    for member in members:
        raw = _raw_name(member)
        # orig_filename: zipfile cuts a name at its first zero byte
        yield member, member.orig_filename if raw is None else raw.decode(codec, "replace")


def _unpack_zip(file: IO[bytes], work: _Unpacking) -> None:
    with zipfile.ZipFile(file) as opened:
        for member, name in _zip_names(opened.infolist()):
            work.budget.spend_file()
            kind, reason = stat.S_IFMT(member.external_attr >> 16), _place_of(name)[1]
            if name.endswith(("/", "\\")):
                continue
            if reason:
                work.refuse(name, reason)
            elif kind not in (0, stat.S_IFREG):
                work.refuse(name, "a link or device")
            elif member.flag_bits & 1:
                work.refuse(name, "locked with a password")
            elif member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                work.refuse(name, "packed in a rare way")
            else:
                _unpack_member(opened, member, name, work)


def _unpack_member(opened: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, work: _Unpacking) -> None:
    try:
        source = opened.open(member)
    except (*_DAMAGED, RuntimeError) as error:
        work.refuse(name, f"it cannot be unpacked: {line_of(error)}")
        return
    with source:
        work.place(source, name, _zip_time(member))


def _directory_size(file: IO[bytes]) -> int:
    """Return how many bytes the zip says its list of members takes, without reading the list."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - (1 << 16) - 22))
    tail = file.read()
    end = tail.rfind(b"PK\x05\x06")
    if end < 0:
        return 0
    told = int.from_bytes(tail[end + 12 : end + 16], "little")
    larger = tail.rfind(b"PK\x06\x06", 0, end)
    return int.from_bytes(tail[larger + 40 : larger + 48], "little") if told == 0xFFFFFFFF and larger >= 0 else told


class _Careful:
    """A tar's bytes, read a little at a time: a header may claim to be gigabytes long, and tarfile would believe it."""

    def __init__(self, raw: IO[bytes], budget: Budget) -> None:
        self._raw, self._budget = raw, budget
        self.tell = raw.tell

    def seek(self, offset: int, whence: int = 0) -> int:
        """Move in steps, so that the budget of seconds is asked on the way through what is packed."""
        while whence == 0 and offset - self.tell() > _LARGEST_READ:
            self._raw.seek(self.tell() + _LARGEST_READ)
            self._budget.spend(0)
        return self._raw.seek(offset, whence)

    def read(self, size: int = -1) -> bytes:
        """Return at most so many bytes. Raises IntakeError for a read that no honest archive asks for."""
        if not 0 <= size <= _LARGEST_READ:
            raise IntakeError(f"it has a header of {size} bytes: it was not unpacked")
        return self._raw.read(size)


def _unpack_tar(file: IO[bytes], work: _Unpacking) -> None:
    packed = file.read(2) == b"\x1f\x8b"
    file.seek(0)
    raw = cast(IO[bytes], gzip.GzipFile(fileobj=file)) if packed else file
    with tarfile.open(fileobj=cast(IO[bytes], _Careful(raw, work.budget)), mode="r:") as opened:
        for member in opened:
            opened.members.clear()  # type: ignore[attr-defined]  # tarfile keeps all it has seen, a million of them in a hostile one
            work.budget.spend_file()
            if member.size < 0:
                raise IntakeError("it has a member of negative size: the rest was not looked at")
            if member.isdir():
                continue
            source = opened.extractfile(member) if member.isreg() else None
            if source is None:
                work.refuse(member.name, "a link or device")
                continue
            with source:
                work.place(source, member.name, float(member.mtime))


def unpack(root: Path, inside: str, folder: Path, budget: Budget) -> list[RefusedMember]:
    """Unpack the archive at `inside` below `root` into `folder`; what was refused.

    Raises IntakeError, without the archive's name, for what is no archive, damaged, or too much; what was unpacked
    before stays.
    """
    refused: list[RefusedMember] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with open_beneath(root, inside) as file:
            if not zipfile.is_zipfile(file):
                file.seek(0)
                _unpack_tar(file, _Unpacking(folder, budget, refused))
            elif _directory_size(file) > budget.directory:
                raise IntakeError("it lists more members than any hand-in has")
            else:
                _unpack_zip(file, _Unpacking(folder, budget, refused))
    except IntakeError as problem:
        raise PartlyError(str(problem), refused) from None
    except OSError as error:
        words = {errno.ELOOP: "a link", errno.ENXIO: "not a regular file"}
        raise PartlyError(words.get(error.errno or 0, f"it cannot be unpacked: {line_of(error)}"), refused) from None
    except (*_DAMAGED, RuntimeError) as error:
        raise PartlyError(f"it is not an archive that can be unpacked: {line_of(error)}", refused) from None
    return refused


class PartlyError(IntakeError):
    """An archive that was not unpacked to its end; `refused` are the members that were refused before."""

    def __init__(self, reason: str, refused: list[RefusedMember]) -> None:
        super().__init__(reason)
        self.refused = refused
