"""Says who each hand-in is by: under the roster's names, told apart, and nobody twice."""

from __future__ import annotations

import os
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from grader.classroom.gradebook.roll import NOT_ON_ROSTER
from grader.classroom.intake.hand_in import HandIn
from grader.classroom.intake.roster import IDS, Finder, Person, Roster
from grader.core.text import one_line

_TELLING = ("canvas_id", "moodle_id", "sid", "email", "login", "github", "gradescope_id", "anonymous_id")
_OF_COURSE_SYSTEM = ("canvas_id", "moodle_id")
_LONGEST_NAME = 120


def printable(text: str) -> str:
    """Return a name from a disk as text: bytes that are no UTF-8 are shown as their numbers."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def readable(name: str) -> str:
    """Return a student's name as reports can show it: one line of printable Unicode."""
    text = unicodedata.normalize("NFC", os.fsencode(name).decode("utf-8", "replace"))
    return one_line(text)[:_LONGEST_NAME] or "student"


def noted(one: HandIn, *lines: str) -> HandIn:
    """Return a hand-in with more lines for its row."""
    return replace(one, notes=(*one.notes, *lines))


def told_apart(hand_ins: Sequence[HandIn]) -> list[HandIn]:
    """Return the hand-ins under names that nobody shares. Who is called exactly so keeps the name."""
    shown = [readable(one.student) for one in hand_ins]
    shared = Counter(shown)
    taken: set[str] = set()
    named: dict[int, HandIn] = {}
    # a name that is exactly its own goes first, so that " ada" and "ada (2)" take nobody's
    for index in sorted(range(len(shown)), key=lambda index: (hand_ins[index].student != shown[index], index)):
        one, name = hand_ins[index], shown[index]
        told = next((one.identity[field] for field in _TELLING if one.identity.get(field)), "")
        unique = f"{name} ({readable(told)})" if shared[name] > 1 and told else name
        number = 2
        while unique in taken:
            unique, number = f"{name} ({number})", number + 1
        taken.add(unique)
        lines = [f"another hand-in is called {name} too"] if unique != name and not told else []
        named[index] = noted(replace(one, student=unique), *lines)
    return [named[index] for index in range(len(shown))]


def claims_refused(hand_ins: Sequence[HandIn]) -> list[HandIn]:
    """Return the hand-ins with a note on each that claims an id of the course system with another one."""
    claims: dict[tuple[str, str], list[HandIn]] = defaultdict(list)
    for one in hand_ins:
        for field in _OF_COURSE_SYSTEM:
            if one.identity.get(field):
                claims[field, one.identity[field]].append(one)
    checked = []
    for one in hand_ins:
        others = [
            other.student
            for field in _OF_COURSE_SYSTEM
            for other in claims.get((field, one.identity.get(field, "")), ())
            if other is not one
        ]
        lines = [f"{readable(other)} claims the same id" for other in others]
        checked.append(noted(one, *lines) if lines else one)
    return checked


def on_roster(hand_ins: Sequence[HandIn], roster: Roster) -> tuple[list[HandIn], list[HandIn]]:
    """Return (hand-ins under the roster's names, people who handed in nothing)."""
    hand_ins = [member for one in hand_ins for member in _members(one, roster)]
    finder = Finder(roster, _common_prefix([one.student for one in hand_ins]))
    found = [finder.find(one) for one in hand_ins]
    claims: dict[int, list[int]] = defaultdict(list)
    for index, people in enumerate(found):
        if len(people) == 1:
            claims[id(people[0])].append(index)
    matched, missing = [], {id(person): person for person in roster.people}
    for index, (one, people) in enumerate(zip(hand_ins, found, strict=True)):
        if len(people) != 1:
            many = f"{NOT_ON_ROSTER} for sure: {len(people)} people there are called {people[0].name}" if people else ""
            lines = [many or NOT_ON_ROSTER]
            matched.append(noted(one, *lines))
            continue
        person = people[0]
        winner = _winner([(number, hand_ins[number]) for number in claims[id(person)]], person)
        if winner == index:
            missing.pop(id(person), None)
            identity = {**one.identity, **person.identity}
            matched.append(replace(one, student=person.name, identity=identity, cells=person.cells))
        else:
            rival = "" if winner is None else readable(hand_ins[winner].student)
            reason = f"{rival} is matched with them" if rival else "several hand-ins fit, so none is matched"
            matched.append(noted(one, f"could be {person.name} of the roster, but {reason}"))
    absent = [
        HandIn(person.name, identity=person.identity, cells=person.cells, handed_in=False)
        for person in missing.values()
    ]
    return matched, absent


def _members(one: HandIn, roster: Roster) -> list[HandIn]:
    """Return a group's work as each member's, where the roster says who is in the group."""
    group = one.identity.get("group", "")
    people = [person for person in roster.people if group and person.identity.get("group") == group]
    return [replace(one, student=person.name, identity=person.identity) for person in people] or [one]


def _winner(claims: list[tuple[int, HandIn]], person: Person) -> int | None:
    """Return which of several hand-ins is this person's: by an id, then by the exact name; None where two are equal."""

    def strength(one: HandIn) -> tuple[bool, bool]:
        by_id = any(one.identity.get(field) and one.identity[field] == person.identity.get(field) for field in IDS)
        return by_id, one.student == person.name

    ranked = sorted(claims, key=lambda claim: strength(claim[1]), reverse=True)
    if len(ranked) > 1 and strength(ranked[0][1]) == strength(ranked[1][1]):
        return None
    return ranked[0][0]


def _common_prefix(names: Sequence[str]) -> str:
    """Return the `ASSIGNMENT-` that all folders of a GitHub Classroom begin with."""
    if len(names) < 2:
        return ""
    first, last = min(names), max(names)  # what these two share, all between them share
    same = next((index for index, (one, two) in enumerate(zip(first, last, strict=False)) if one != two), len(first))
    return first[: first.rfind("-", 0, same) + 1]
