"""Brings together what is known of each hand-in's time: the instructor's table and extensions, records, git, files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, tzinfo
from pathlib import Path

from grader.classroom.intake.collecting import FoundFiles
from grader.classroom.intake.git_times import Clone, is_clone, pushed
from grader.classroom.intake.hand_in import HandIn, IntakeError
from grader.classroom.intake.roster import IDS, Finder, Person, Roster, names_of, ways
from grader.classroom.intake.times import HandInClock
from grader.classroom.intake.times_table import read_times
from grader.core.nearest import did_you_mean


class Everybody:
    """Finds a student of the class by whatever an instructor calls them."""

    def __init__(self, hand_ins: Sequence[HandIn]) -> None:
        self._names = {one.student: index for index, one in enumerate(hand_ins)}
        people = tuple(Person(one.student, one.identity) for one in hand_ins)
        self._index = {id(person): index for index, person in enumerate(people)}
        self._by_name = names_of(people)
        self._finder = Finder(Roster(people, by_name=self._by_name))

    def find(self, name: str, identity: Mapping[str, str]) -> list[int]:
        """Return who that may be: one student, nobody, or several."""
        if name in self._names:
            return [self._names[name]]
        found = self._finder.find(HandIn(name, identity=identity))
        if not found:  # "Bo Lind" may be called lindbo here
            forms = sorted(ways(Person(name, identity)))
            found = [person for form in forms for person in self._by_name.get(form, ())]
        return list(dict.fromkeys(self._index[id(person)] for person in found))

    def near(self, name: str) -> str:
        """Return ` (did you mean 'x'?)` for the student whose name is most like it, or nothing."""
        return did_you_mean(name, self._names)


def extensions_of(everybody: Everybody, given: Mapping[str, datetime]) -> dict[int, datetime]:
    """Return the extensions by student. Raises IntakeError for one that is nobody's, or might be several people's."""
    found = {}
    for name, until in given.items():
        whose = everybody.find(name, dict.fromkeys(IDS, name))
        if len(whose) != 1:
            many = f"{len(whose)} students are called '{name}': name one by an id or email"
            raise IntakeError(f"extension: {many if whose else f'no student is called {name!r}{everybody.near(name)}'}")
        found[whose[0]] = until
    return found


def table_of(everybody: Everybody, path: Path, zone: tzinfo | None) -> tuple[dict[int, datetime], list[str]]:
    """Return the table's times by student, and lines about its rows that are nobody's. Raises IntakeError."""
    found, notes = {}, []
    for told in read_times(path, zone):
        whose = everybody.find(told.person.name, told.person.identity)
        if len(whose) == 1:
            found[whose[0]] = told.when
        else:
            reason = f"{len(whose)} students may be" if whose else "no student is"
            notes.append(f"in {path.name}: {reason} {told.person.name}, so that time is not used")
    return found, notes


def clock_of(one: HandIn, found: FoundFiles) -> HandInClock:
    """Return what the course system and the files say of one hand-in."""
    used, noted = ([given.arrived for given in some if given.arrived] for some in (found.files.values(), found.noted))
    if not one.keeps_times:
        used = noted = []
    return HandInClock(one.record, one.source if one.record else "", tuple(used), tuple(noted), one.late_by is not None)


def with_git(
    clocks: Sequence[HandInClock], hand_ins: Sequence[HandIn], found: Sequence[FoundFiles]
) -> list[HandInClock]:
    """Return the clocks with git's times for those who handed in a clone: the times of its files are the cloning's."""
    asked: list[tuple[int, Clone]] = []
    for index, (clock, one, files) in enumerate(zip(clocks, hand_ins, found, strict=True)):
        if clock.when is None and one.clone is not None and is_clone(one.clone):
            asked.append((index, Clone(one.clone, tuple(given.name for given in files.files.values()))))
    told = pushed([clone for _, clone in asked])
    settled = list(clocks)
    for (index, _), answer in zip(asked, told, strict=True):
        settled[index] = replace(
            clocks[index], when=answer.when, source=answer.how if answer.when else "", files=(), others=()
        )
    return settled
