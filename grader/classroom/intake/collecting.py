"""Finds a student's files wherever they put them: the one search that every layout uses.

Looks below any folders and in archives within, gathers all that was handed in, and says of each file which exercise it
stands for or why it stands for none.
"""

from __future__ import annotations

import os
import stat
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from grader.classroom.intake.budget import Budget, BudgetError
from grader.classroom.intake.file_names import Meant, base, meant, nearest_file
from grader.classroom.intake.hand_in import Entry
from grader.classroom.intake.notebook import is_notebook, notebook_sources
from grader.classroom.intake.submission import Given
from grader.classroom.intake.unpacking import PartlyError, is_archive, is_junk, line_of, unpack
from grader.core.notebook.cells import NotebookError

_DEPTH = 40
_ARCHIVES_WITHIN = 3
_SAME_TIME = 60.0
"""Seconds: copies unpacked, cloned or copied together differ by less, and their times say nothing."""
_EMPTY = "an empty folder"
"""Nothing was handed in there, but it may bear an exercise's name: then that is what is wrong."""
_LONGEST_NAME = 160
_UNREAD = "not a format that is read"


@dataclass(frozen=True)
class FoundFiles:
    """A student's files by the exercise's file name, and all others, each with the reason in `problem`."""

    files: dict[str, Given] = field(default_factory=dict)
    noted: tuple[Given, ...] = ()

    @property
    def used(self) -> int:
        """Return how many files stand for an exercise; a notebook may stand for several."""
        return len({(given.root, given.inside) for given in self.files.values()})


class HandInSearch:
    """Gathers what one student handed in, within one budget."""

    def __init__(self, scratch: Path, budget: Budget) -> None:
        self._scratch, self._budget = scratch, budget
        self._archives = 0
        self.found: list[Given] = []

    def look(self, entry: Entry) -> None:
        """Gather what an entry is or holds; what is wrong with it is gathered too. Raises BudgetError."""
        given = Given(entry.name, entry.root, entry.inside, order=entry.order)
        before = len(self.found)
        if entry.problem and not entry.inside:
            self.found.append(replace(given, problem=entry.problem))
            return
        try:
            status = entry.path.lstat()
        except (OSError, ValueError) as error:
            self.found.append(replace(given, problem=f"it cannot be read: {line_of(error)}"))
            return
        self._take(given, status, depth=_DEPTH, archives=_ARCHIVES_WITHIN)
        if entry.problem:
            whole = self.found[before:]
            self.found[before:] = [replace(one, inside="", problem=one.problem or entry.problem) for one in whole]

    def _take(self, given: Given, status: os.stat_result, *, depth: int, archives: int) -> None:
        if stat.S_ISDIR(status.st_mode):
            self._folder(given, depth, archives)
            return
        self._budget.spend_file()
        changed = max(status.st_mtime, 0.0)
        arrived = changed if given.arrived is None else given.arrived
        given = Given(given.name, given.root, given.inside, "", given.order, changed, arrived)
        if not stat.S_ISREG(status.st_mode):
            kind = "a link" if stat.S_ISLNK(status.st_mode) else "not a regular file"
            self.found.append(replace(given, problem=kind))
        elif is_archive(given.name):
            self._archive(given, archives)
        else:
            self.found.append(given)

    def _folder(self, given: Given, depth: int, archives: int) -> None:
        if depth == 0:
            self.found.append(replace(given, inside="", problem="too many folders within one another"))
            return
        before = len(self.found)
        try:
            with os.scandir(f"{given.root}/{given.inside}") as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            self.found.append(replace(given, problem=f"the folder cannot be read: {line_of(error)}"))
            return
        # what an archive holds arrived with the archive; what a folder holds arrived by itself
        arrived = given.arrived if given.root == self._scratch else None
        for entry in listed:
            if is_junk(entry.name):
                continue
            name, inside = sys.intern(_joined(given.name, entry.name)), _joined(given.inside, entry.name)
            inner = Given(name, given.root, inside, order=given.order, arrived=arrived)
            try:
                status = entry.stat(follow_symlinks=False)
            except OSError as error:
                self.found.append(replace(inner, problem=f"it cannot be read: {line_of(error)}"))
                continue
            self._take(inner, status, depth=depth - 1, archives=archives)
        if len(self.found) == before and given.name:
            self.found.append(replace(given, problem=_EMPTY))

    def _archive(self, given: Given, archives: int) -> None:
        if archives == 0:
            self.found.append(replace(given, problem="an archive within too many others: it was not unpacked"))
            return
        self._archives += 1
        inside, before = str(self._archives), len(self.found)
        whole = True
        try:
            refused = unpack(given.root, given.inside, self._scratch / inside, self._budget)
        except PartlyError as problem:
            refused, whole = problem.refused, False
            self.found.append(replace(given, inside="", problem=str(problem)))
        except BudgetError as problem:
            refused = []
            self.found.append(replace(given, inside="", problem=str(problem)))
        for one in refused:
            self.found.append(Given(_joined(given.name, one.name or "(no name)"), problem=one.reason))
        inner = Given(given.name, self._scratch, inside, order=given.order, arrived=given.arrived)
        if (self._scratch / inside).is_dir():
            self._folder(inner, _DEPTH, archives - 1)
        if whole and all(one.problem == _EMPTY for one in self.found[before:]):
            self.found.append(replace(given, inside="", problem="an archive that holds nothing"))


def _joined(above: str, name: str) -> str:
    return f"{above}/{name}" if above else name


def gather(entries: Sequence[Entry], scratch: Path, budget: Budget) -> list[Given]:
    """Return everything that a student handed in. What the budget no longer allows is one more line."""
    search = HandInSearch(scratch, budget)
    try:
        for entry in entries:
            search.look(entry)
    except BudgetError as problem:
        search.found.append(Given("", problem=str(problem)))
    return search.found


def _can_be_read(given: Given) -> bool:
    return not given.problem and bool(given.inside)


@dataclass(frozen=True)
class _Copy:
    given: Given
    meant: Meant
    notebook: bool = False
    untouched: bool = False
    """A notebook in which this exercise is as it was handed out: it stands for nothing that is written elsewhere."""

    @property
    def rank(self) -> tuple[bool, bool, int, int, bool, int]:
        """Return what decides between copies of one time: the most wanted is the highest."""
        exact = base(self.given.name) == self.meant.file_name
        depth = self.given.name.count("/")
        return _can_be_read(self.given), not self.notebook, self.given.order, self.meant.copy, exact, -depth


def _newest(copies: Sequence[_Copy]) -> _Copy:
    """Return the copy that counts: the course system's last, else the last changed, else the highest number."""
    readable = [copy for copy in copies if _can_be_read(copy.given)] or list(copies)
    readable = [copy for copy in readable if not copy.untouched] or readable
    last = max(copy.given.order for copy in readable)
    readable = [copy for copy in readable if copy.given.order == last]
    changed = max(copy.given.changed for copy in readable)
    return max((copy for copy in readable if copy.given.changed >= changed - _SAME_TIME), key=lambda copy: copy.rank)


def _copies(given: Given, file_names: tuple[str, ...]) -> Iterator[_Copy]:
    """Yield the exercises that a file may stand for."""
    name = base(given.name)
    if not given.inside:
        return
    if _can_be_read(given) and is_notebook(given.root, given.inside, name):
        with suppress(NotebookError):
            for file_name, source in notebook_sources(given.root, given.inside, name).items():
                if file_name in file_names:
                    yield _Copy(
                        replace(given, is_notebook=True), Meant(file_name), notebook=True, untouched=source.is_starter
                    )
        return
    found = meant(name, file_names)
    # what is no regular file stands for an exercise by its exact name alone
    if found is not None and (not given.problem or name == found.file_name):
        yield _Copy(given, found)


def _reason(given: Given, file_names: tuple[str, ...]) -> str:
    """Return why a file stands for no exercise."""
    name = base(given.name)
    if given.problem:
        return given.problem
    if is_notebook(given.root, given.inside, name):
        try:
            notebook_sources(given.root, given.inside, name)
        except NotebookError as problem:
            return f"it {problem}"
        return "a notebook, and it defines no exercise's function"
    near = nearest_file(name, file_names)
    if name.casefold().endswith(".py"):
        return f"no exercise has that name{near}"
    return f"{_UNREAD}{near}"


def choose(everything: Sequence[Given], file_names: tuple[str, ...]) -> FoundFiles:
    """Return which file stands for which exercise, and why each other one stands for none."""
    by_file: dict[str, list[_Copy]] = defaultdict(list)
    for given in everything:
        for copy in _copies(given, file_names):
            by_file[copy.meant.file_name].append(copy)
    files = {name: _newest(copies).given for name, copies in by_file.items()}
    used = {(given.root, given.inside) for given in files.values()}
    older = {(copy.given.root, copy.given.inside): files[name] for name, copies in by_file.items() for copy in copies}
    noted = []
    for given in everything:
        place = (given.root, given.inside)
        if (given.inside and place in used) or given.problem == _EMPTY:
            continue
        winner = older.get(place) if given.inside else None
        reason = _reason(given, file_names) if winner is None or given.problem else _older(given, winner)
        noted.append(replace(given, problem=reason))
    return FoundFiles(files, tuple(noted))


def _older(given: Given, winner: Given) -> str:
    is_older = winner.order > given.order or winner.changed > given.changed + _SAME_TIME
    return f"{'an older copy' if is_older else 'another copy'}: {shown(winner.name)} counts"


def shown(name: str) -> str:
    """Return a file's name as a row shows it: the middle of a long one is left out."""
    half = _LONGEST_NAME // 2
    return name if len(name) <= _LONGEST_NAME else f"{name[:half]}…{name[-half:]}"


def note_of(given: Given) -> str:
    """Return the line for a student's row about a file that was not used."""
    if not given.name:
        return f"not all that was handed in was read: {given.problem}"
    return f"handed in {shown(given.name)}: {given.problem}"
