"""Reads who is in the class from a roster, and finds each hand-in's student on it.

Takes the CSV that Canvas, Moodle, Gradescope, GitHub Classroom or a spreadsheet writes. Its first row always names the
columns: a row that names none that is known is refused, in whatever language it is. Names are compared by their
letters alone, in either order.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from grader.classroom.intake.hand_in import HandIn, IntakeError
from grader.classroom.intake.table import read_table, stripped

_HEADERS = {
    "name": ("student", "name", "full name", "student name", "display name", "vollständiger name"),
    "first": ("first name", "firstname", "given name", "vorname", "first"),
    "last": ("last name", "lastname", "surname", "family name", "nachname", "last"),
    "email": ("email", "email address", "e mail", "mail", "e mail adresse"),
    "login": ("login", "sis login id", "username", "user", "login id", "anmeldename"),
    "sid": ("sid", "sis user id", "student id", "id number", "matrikelnummer", "student number"),
    "canvas_id": ("id", "canvas id", "canvas user id"),
    "moodle_id": ("identifier", "participant", "moodle id"),
    "github": ("github username", "github login", "github"),
    "section": ("section", "sections"),
    "group": ("group", "groups", "team"),
}
_FIELD_OF = {header: field for field, headers in _HEADERS.items() for header in headers}
_NAMING = ("name", "first", "last", "email", "login", "sid", "moodle_id", "github")
_NOT_STUDENTS = ("points possible", "student, test", "test student")
IDS = ("canvas_id", "moodle_id", "sid", "email", "login", "github")
_SHOWN_HEADERS = 12


@dataclass(frozen=True)
class Person:
    """One line of the roster. `name` is what reports call them; `identity` what course systems do."""

    name: str
    identity: Mapping[str, str]
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class Roster:
    """The people in the order of the file, each once."""

    people: tuple[Person, ...]
    notes: tuple[str, ...] = ()
    head: tuple[tuple[str, ...], ...] = ()
    """The rows above the students, where the file is Canvas's own export of its gradebook."""
    by_name: Mapping[str, tuple[Person, ...]] = field(default_factory=dict)


def letters(text: str) -> str:
    """Return a name's letters and digits, for comparing: no case, no accents' encoding, no spaces."""
    composed = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in composed if letter.isalnum())


def bare(text: str) -> str:
    """Return `letters` without accents, as systems that write file names in ASCII have them."""
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in split if letter.isalnum() and not unicodedata.combining(letter))


def columns_of(header: Sequence[str]) -> dict[str, int]:
    """Return which column holds what, as far as the first row says."""
    found: dict[str, int] = {}
    for index, cell in enumerate(header):
        plain = " ".join(cell.casefold().strip('"').replace("_", " ").replace("-", " ").split())
        known = _FIELD_OF.get(plain)
        if known and known not in found:
            found[known] = index
    if "github" in found and "moodle_id" in found:
        found["sid"] = found.pop("moodle_id")  # GitHub Classroom's identifier is whatever the course chose
    if "login" in found and plain_classroom50(header):
        found["github"] = found["login"]
    return found


def plain_classroom50(header: Sequence[str]) -> bool:
    """Return whether a `username` is GitHub's: classroom50's roster has a `github_id` beside it."""
    return any(cell.strip().casefold() == "github_id" for cell in header)


def names_somebody(columns: Mapping[str, int]) -> bool:
    """Return whether these columns can tell a person."""
    return any(name in columns for name in _NAMING)


def unknown_header(what: str, path: Path, header: Sequence[str], wanted: str) -> IntakeError:
    """Return the error for a first row that names no column that is known."""
    shown = ", ".join(f"'{cell}'" for cell in header[:_SHOWN_HEADERS] if cell) or "nothing"
    return IntakeError(
        f"the {what} {path} has the columns {shown}, and none is known: its first row must name {wanted}"
    )


_WANTED = (
    "one of name, first name and last name, email, login, sid, identifier, github_username (or Canvas's Student and ID)"
)


def person_of(row: Sequence[str], columns: Mapping[str, int]) -> Person | None:
    """Return the person of one row, or None for a row that is nobody's."""
    told = {name: row[index] for name, index in columns.items() if index < len(row) and row[index]}
    name = told.get("name") or " ".join(filter(None, (told.get("first"), told.get("last"))))
    name = name or next((told[one] for one in ("email", "login", *IDS) if told.get(one)), "")
    if not name or letters(name) in {letters(other) for other in _NOT_STUDENTS}:
        return None
    if "moodle_id" in told:
        told["moodle_id"] = "".join(digit for digit in told["moodle_id"] if digit.isdigit()) or told["moodle_id"]
    identity = {one: value for one, value in told.items() if one not in ("first", "last")}
    return Person(unicodedata.normalize("NFC", name), {**identity, "name": name})


def read_roster(path: Path) -> Roster:
    """Read a roster. Raises IntakeError for a file that is none, or whose columns nobody knows."""
    rows = read_table(path, "roster")
    columns = columns_of(stripped(rows[0])) if rows else {}
    if rows and not names_somebody(columns):
        raise unknown_header("roster", path, stripped(rows[0]), _WANTED)
    people: dict[tuple[str, ...], Person] = {}
    notes = []
    head = rows[:1]
    for row in rows[1:]:
        person = person_of(stripped(row), columns)
        if person is None:
            head += [] if people else [row]  # Canvas's "Points Possible", and what else stands above the students
            continue
        key = _key(person)
        if key in people:
            notes.append(f"on the roster twice: {person.name}")
        people.setdefault(key, replace(person, cells=tuple(row)))
    if not people:
        raise IntakeError(f"the roster {path} names nobody: below its first row there is no student")
    names = Counter(letters(person.name) for person in people.values())
    twins = dict.fromkeys(person.name for person in people.values() if names[letters(person.name)] > 1)
    notes += [f"{_number(names[letters(name)])} people on the roster are called {name}" for name in twins]
    canvas = tuple(map(tuple, head)) if _is_canvas_export(rows[0]) else ()
    return Roster(tuple(people.values()), tuple(notes), canvas, names_of(people.values()))


def _is_canvas_export(header: Sequence[str]) -> bool:
    plain = {cell.strip().casefold() for cell in header}
    return {"student", "id"} <= plain and bool({"sis user id", "sis login id", "section"} & plain)


def _number(count: int) -> str:
    return {2: "two", 3: "three"}.get(count, str(count))


def _key(person: Person) -> tuple[str, ...]:
    ids = tuple(person.identity.get(name, "").casefold() for name in IDS)
    return ids if any(ids) else (letters(person.name),)


def ways(person: Person) -> set[str]:
    """Return every way a file's name may write this person."""
    words = person.name.replace(",", " ").split()
    written = [person.name, "".join(words), "".join(words[-1:] + words[:-1]), "".join(words[1:] + words[:1])]
    told = [person.identity.get(name, "") for name in ("login", "sid", "email", "github")]
    told.append(person.identity.get("email", "").partition("@")[0])
    return {form for text in (*written, *told) if text for form in (letters(text), bare(text)) if form}


def names_of(people: Iterable[Person]) -> dict[str, tuple[Person, ...]]:
    """Return who may be meant by each way of writing a name."""
    found: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        for name in ways(person):
            found[name].append(person)
    return {name: tuple(ones) for name, ones in found.items()}


class Finder:
    """Finds people by their ids first, then by name; a name that two people share finds neither."""

    def __init__(self, roster: Roster, student_prefix: str = "") -> None:
        self._prefix = student_prefix
        self._by_name = roster.by_name
        self._by_id: dict[tuple[str, str], Person] = {}
        for person in roster.people:
            for name in IDS:
                if value := person.identity.get(name, "").casefold():
                    self._by_id.setdefault((name, value), person)

    def find(self, made: HandIn) -> list[Person]:
        """Return whose work this may be: one person, nobody, or all who share the name."""
        for name in IDS:
            value = made.identity.get(name, "").casefold()
            if value and (name, value) in self._by_id:
                return [self._by_id[name, value]]
        login = made.student.removeprefix(self._prefix).casefold()
        if person := self._by_id.get(("github", login)):
            return [person]
        several: list[Person] = []
        for form in (letters(made.student), bare(made.student)):
            found = list(self._by_name.get(form, ()))
            if len(found) == 1:
                return found
            several = several or found
        return several
