"""Holds a class as it lies on disk: what is at its top, and what its archive held that could not be unpacked."""

from __future__ import annotations

import os
import stat
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from grader.classroom.intake.hand_in import Entry, IntakeError
from grader.classroom.intake.unpacking import RefusedMember, is_junk, line_of


@dataclass(frozen=True)
class Top:
    """One thing at the top of a class: a file or a folder, `there` or not. `lost` are its members that were refused."""

    name: str
    is_folder: bool
    is_file: bool
    lost: tuple[RefusedMember, ...] = ()
    there: bool = True


@dataclass
class Export:
    """A folder to be taken in. `shown` is what the user called it, for messages."""

    root: Path
    shown: str
    file_names: tuple[str, ...]
    aside: Path | None = None
    """Where the reports go, which may be inside: no student's folder."""
    refused: Sequence[RefusedMember] = ()
    unmapped: list[str] = field(default_factory=list)
    from_archive: bool = False

    def list_tops(self) -> list[Top]:
        """Return what lies in the folder or was refused there, junk aside, sorted; read once. Raises IntakeError."""
        return self._tops

    @cached_property
    def _tops(self) -> list[Top]:
        lost: dict[str, list[RefusedMember]] = defaultdict(list)
        for one in self.refused:
            if one.path is None:
                self.unmapped.append(f"{one.name}: {one.reason}")
            else:
                lost[one.path.parts[0]].append(one)
        try:
            with os.scandir(self.root) as entries:
                found = [self._top(entry, tuple(lost.pop(entry.name, ()))) for entry in entries if self._counts(entry)]
        except OSError as error:
            raise IntakeError(f"{self.shown} cannot be read: {line_of(error)}") from None
        gone = [
            Top(name, any(one.path and len(one.path.parts) > 1 for one in ones), False, tuple(ones), there=False)
            for name, ones in lost.items()
        ]
        return sorted([*found, *gone], key=lambda top: top.name)

    def _counts(self, entry: os.DirEntry[str]) -> bool:
        if is_junk(entry.name):
            return False
        return self.aside is None or Path(entry.path).resolve() != self.aside.resolve()

    def _top(self, entry: os.DirEntry[str], lost: tuple[RefusedMember, ...]) -> Top:
        try:
            mode = entry.stat(follow_symlinks=False).st_mode
        except OSError:
            mode = 0
        return Top(entry.name, stat.S_ISDIR(mode), stat.S_ISREG(mode), lost)

    def lose(self, top: Top) -> None:
        """Name what belongs to nobody."""
        self.unmapped.append(top.name)
        self.unmapped += [f"{one.name}: {one.reason}" for one in top.lost]

    def entries(self, top: Top, name: str = "", order: int = 0, superseded: str = "") -> tuple[Entry, ...]:
        """Return what a student handed in as `top`, under the name that they gave it; empty for their own folder."""
        there = [Entry(name, self.root, top.name, order, superseded)] if top.there else []
        lost = []
        for one in top.lost:
            within = "/".join(one.path.parts[1:]) if one.path else one.name
            lost.append(Entry("/".join(filter(None, (name, within))) or top.name, self.root, "", order, one.reason))
        return (*there, *lost)
