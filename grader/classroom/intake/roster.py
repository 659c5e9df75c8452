"""Who is in the class: reads a roster and finds each hand-in's student on it.

Takes the CSV that Canvas, Moodle, Gradescope or a spreadsheet writes: commas, semicolons or tabs, with or without a
BOM or a header, in any alphabet. Names are compared by their letters alone, in either order.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.classroom.intake.hand_in import HandIn, IntakeError

_HEADERS = {
    "name": ("student", "name", "full name", "fullname", "student name", "display name", "vollständiger name"),
    "first": ("first name", "firstname", "given name", "vorname", "first"),
    "last": ("last name", "lastname", "surname", "family name", "nachname", "last"),
    "email": ("email", "email address", "e-mail", "mail", "e-mail-adresse"),
    "login": ("login", "sis login id", "username", "user", "login id", "anmeldename"),
    "sid": ("sid", "sis user id", "student id", "id number", "matrikelnummer", "student number"),
    "canvas_id": ("id", "canvas id", "canvas user id"),
    "moodle_id": ("identifier", "participant", "moodle id"),
    "section": ("section", "sections"),
}
_FIELD_OF = {header: field for field, headers in _HEADERS.items() for header in headers}
_NOT_STUDENTS = ("points possible", "student, test", "test student")
_BY_ID = ("canvas_id", "moodle_id", "sid", "email", "login")


@dataclass(frozen=True)
class Person:
    """One line of the roster. `name` is what reports call them; `identity` what course systems do."""

    name: str
    identity: Mapping[str, str]


def letters(text: str) -> str:
    """A name's letters and digits, for comparing: no case, no accents' encoding, no spaces."""
    composed = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in composed if letter.isalnum())


def bare(text: str) -> str:
    """`letters` without accents, as systems that write file names in ASCII have them."""
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in split if letter.isalnum() and not unicodedata.combining(letter))


def _decoded(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise IntakeError(f"the roster {path} cannot be read: {error.strerror}") from None
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _rows(text: str) -> list[list[str]]:
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=first.count)
    if first.count(delimiter) == 0:
        delimiter = "\0"  # one column: "Lovelace Ada"
    try:
        rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter=delimiter)]
    except csv.Error as error:
        raise IntakeError(f"the roster is no CSV: {error}") from None
    return [row for row in rows if any(row)]


def _fields(header: Sequence[str]) -> dict[str, int]:
    """Which column holds what; nothing where the first line is no header."""
    found: dict[str, int] = {}
    for index, cell in enumerate(header):
        field = _FIELD_OF.get(cell.casefold().strip('"'))
        if field and field not in found:
            found[field] = index
    known = {"name", "first", "last", "email", "login", "sid", "moodle_id"} & found.keys()
    return found if known else {}


def _person(row: Sequence[str], columns: Mapping[str, int]) -> Person | None:
    told = {field: row[index] for field, index in columns.items() if index < len(row) and row[index]}
    name = told.get("name") or " ".join(filter(None, (told.get("first"), told.get("last"))))
    name = name or told.get("email") or told.get("login") or told.get("sid") or ""
    if not name or letters(name) in {letters(other) for other in _NOT_STUDENTS}:
        return None
    if "moodle_id" in told:
        told["moodle_id"] = "".join(digit for digit in told["moodle_id"] if digit.isdigit())
    identity = {field: value for field, value in told.items() if field not in ("first", "last")}
    return Person(unicodedata.normalize("NFC", name), {**identity, "name": name})


def read_roster(path: Path) -> tuple[tuple[Person, ...], tuple[str, ...]]:
    """The people in the order of the file, each once, and notes on lines that were there twice."""
    rows = _rows(_decoded(path))
    columns = _fields(rows[0]) if rows else {}
    people: dict[tuple[str, ...], Person] = {}
    notes = []
    for row in rows[1:] if columns else rows:
        person = _person(row, columns or {"name": 0})
        if person is None:
            continue
        key = _key(person)
        if key in people:
            notes.append(f"on the roster twice: {person.name}")
        people.setdefault(key, person)
    if not people:
        raise IntakeError(f"the roster {path} names nobody: it needs a column called 'name'")
    return tuple(people.values()), tuple(notes)


def _key(person: Person) -> tuple[str, ...]:
    ids = tuple(person.identity.get(field, "").casefold() for field in _BY_ID)
    return ids if any(ids) else (letters(person.name),)


def _names(person: Person) -> set[str]:
    """Every way a file's name may write this person."""
    words = person.name.replace(",", " ").split()
    written = [person.name, "".join(words), "".join(words[-1:] + words[:-1]), "".join(words[1:] + words[:1])]
    told = [person.identity.get(field, "") for field in ("login", "sid", "email")]
    told.append(person.identity.get("email", "").partition("@")[0])
    return {form for text in (*written, *told) if text for form in (letters(text), bare(text)) if form}


class Roster:
    """Finds people by their ids first, then by name; a name that two people share finds neither."""

    def __init__(self, people: Sequence[Person]) -> None:
        self._by_id: dict[tuple[str, str], Person] = {}
        self._by_name: dict[str, list[Person]] = defaultdict(list)
        for person in people:
            for field in _BY_ID:
                if value := person.identity.get(field, "").casefold():
                    self._by_id.setdefault((field, value), person)
            for name in _names(person):
                self._by_name[name].append(person)

    def find(self, made: HandIn) -> Person | None:
        """Whose work this is, if the roster can tell."""
        for field in _BY_ID:
            value = made.identity.get(field, "").casefold()
            if value and (field, value) in self._by_id:
                return self._by_id[(field, value)]
        for form in (letters(made.student), bare(made.student)):
            found = self._by_name.get(form, [])
            if len(found) == 1:
                return found[0]
        return None
