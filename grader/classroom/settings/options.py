"""Lists the options of `cnn-exercises grade`: each is a flag on the command line and a key in a course file.

Owns names, kinds and help, and turning what was written into values. What the values mean is `grade_settings`'s.
Imported for `--help`, so it imports nothing heavy.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from grader.core.errors import UserError


class OptionError(UserError):
    """Wrong usage: one line that says what to write instead."""


class Takes(StrEnum):
    """What an option's value is."""

    TEXT = "text"
    PATH = "path"
    WHOLE = "whole number"
    NUMBER = "number"
    SWITCH = "true or false"
    NAMES = "list of names"
    NUMBERS = "table of numbers"
    TIMES = "table of times"


@dataclass(frozen=True)
class Option:
    """One option: `--name` on the command line, `name` (dashes as underscores) in a course file."""

    name: str
    kind: Takes
    metavar: str
    help: str

    @property
    def key(self) -> str:
        """Return the name in a course file, and of the attribute that argparse sets."""
        return self.name.replace("-", "_")


FORMAT_NAMES = ("table", "json", "csv", "html", "gradescope", "canvas", "moodle", "junit", "items", "feedback")

OPTIONS = (
    Option("student", Takes.PATH, "DIR", "a submission, a folder of submissions, or an archive (zip, tar.gz)"),
    Option("format", Takes.NAMES, "FORMAT", f"{', '.join(FORMAT_NAMES)}; several with --output DIR (default: table)"),
    Option("output", Takes.PATH, "PATH", "write the reports to this file or folder, and the gradebook beside them"),
    Option("exercise", Takes.NAMES, "NAME", "grade and report this exercise only (repeatable; default: all)"),
    Option("seed", Takes.WHOLE, "N", "draw the inputs from this seed (default: 0)"),
    Option("jobs", Takes.WHOLE, "N", "how many exercises run at a time (default: one per core)"),
    Option("single", Takes.SWITCH, "", "all of it is one person's work, whatever folders it has"),
    Option("roster", Takes.PATH, "FILE", "students.csv: who is in the class, handed in or not"),
    Option("deadline", Takes.TEXT, "TIME", "'2026-11-20 23:59', with a zone such as +01:00 or Europe/Berlin"),
    Option("late-per-day", Takes.NUMBER, "PERCENT", "taken off the score for each day begun after the deadline"),
    Option("grace", Takes.TEXT, "TIME", "how long after the deadline nothing is taken off: 30m, 2h, 1d"),
    Option("extension", Takes.TIMES, "STUDENT=TIME", "a later deadline for one student (repeatable)"),
    Option("times", Takes.PATH, "FILE", "a table of who handed in when: CSV, Moodle's log or grading worksheet"),
    Option("points", Takes.NUMBERS, "NAME=POINTS", "what an exercise is worth in this course (repeatable)"),
    Option("seconds", Takes.NUMBERS, "NAME=SECONDS", "an exercise's time limit in this course (repeatable)"),
    Option("canvas-assignment", Takes.TEXT, "NAME", "what Canvas calls this assignment, for the canvas format"),
    Option("canvas-id", Takes.WHOLE, "N", "Canvas's number of the assignment, as in its export: NAME (12345)"),
    Option("dataset", Takes.TEXT, "NAME", "the images of the open-ended exercise: digits (default) or cifar10"),
    Option("data", Takes.PATH, "DIR", "where the cifar10 images are, or are downloaded to"),
    Option("gradebook", Takes.PATH, "FILE", "keep the results here (default: beside the report)"),
    Option("fresh", Takes.SWITCH, "", "run everything again, also what the gradebook already knows"),
    Option("no-sources", Takes.SWITCH, "", "keep results only in the gradebook, not the files that were graded"),
    Option("require-confinement", Takes.SWITCH, "", "grade nothing where students' code cannot be fully confined"),
    Option("similar", Takes.SWITCH, "", "list files that are alike: a place to look (needs the extra 'similarity')"),
    Option("shard", Takes.TEXT, "I/N", "grade the I-th of N parts of the class: 'cnn-exercises merge' joins them"),
    Option("slurm", Takes.SWITCH, "", "let a Slurm cluster grade: submit shards, wait, gather"),
    Option("shards", Takes.WHOLE, "N", "with --slurm: into how many jobs the class is split (default: 8)"),
    Option("partition", Takes.TEXT, "NAME", "with --slurm: the partition to submit to"),
    Option("sbatch", Takes.NAMES, "OPTION", "with --slurm: one more option for sbatch, as in --sbatch=--time=30"),
)
_COMMAS = ("format", "exercise")
"""Lists that may be written in one go: --format json,csv."""
_BY_KEY = {option.key: option for option in OPTIONS}


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Add every option as a flag. What is not given is None, so that a course file can say it."""
    for option in OPTIONS:
        if option.key == "fresh":
            _add_fresh(parser, option)
        elif option.kind is Takes.SWITCH:
            parser.add_argument(f"--{option.name}", action="store_const", const=True, help=option.help)
        else:
            action = "append" if option.kind in (Takes.NAMES, Takes.NUMBERS, Takes.TIMES) else "store"
            parser.add_argument(f"--{option.name}", metavar=option.metavar, action=action, help=option.help)


def _add_fresh(parser: argparse.ArgumentParser, option: Option) -> None:
    either = parser.add_mutually_exclusive_group()
    kept = "run only what the gradebook does not know yet (the default)"
    either.add_argument("--resume", dest="fresh", action="store_const", const=False, help=kept)
    either.add_argument("--fresh", dest="fresh", action="store_const", const=True, help=option.help)


def find(key: str) -> Option | None:
    """Return the option that a course file calls `key`."""
    return _BY_KEY.get(key.replace("-", "_"))


def _number(option: Option, value: object, *, whole: bool) -> float:
    if isinstance(value, str):
        try:
            value = int(value) if whole else float(value)
        except ValueError:
            raise OptionError(f"{option.name} takes a {option.kind}, not '{value}'") from None
    if isinstance(value, bool) or not isinstance(value, int if whole else int | float):
        raise OptionError(f"{option.name} takes a {option.kind}, not {value!r}")
    return value


def _names(option: Option, value: object) -> tuple[str, ...]:
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not all(isinstance(name, str) for name in listed):
        raise OptionError(f"{option.name} takes a {option.kind}, as in {option.key} = ['...', '...']")
    if option.key not in _COMMAS:
        return tuple(listed)
    return tuple(part.strip() for name in listed for part in name.split(",") if part.strip())


def _numbers(option: Option, value: object) -> dict[str, float]:
    if isinstance(value, list):
        pairs = [str(item).partition("=") for item in value]
        value = {name: number for name, _, number in pairs}
    if not isinstance(value, Mapping):
        raise OptionError(f"{option.name} takes {option.metavar} pairs")
    named = Option(f"{option.name}", Takes.NUMBER, option.metavar, option.help)
    return {str(name): float(_number(named, number, whole=False)) for name, number in value.items()}


def _times(option: Option, value: object) -> dict[str, str]:
    if isinstance(value, list):
        # from the right: a name may hold '=', a time never does
        pairs = [str(item).rpartition("=") for item in value]
        value = {name: written for name, _, written in pairs}
    if not isinstance(value, Mapping) or not all(str(name).strip() for name in value):
        raise OptionError(f"{option.name} takes {option.metavar} pairs, as in --extension 'Ada=2026-11-22 23:59'")
    return {str(name): _text_of_time(option, written) for name, written in value.items()}


def _text_of_time(option: Option, written: object) -> str:
    """Return a time as text; TOML has times of its own."""
    if isinstance(written, date):
        return written.isoformat()
    if not isinstance(written, str) or not written.strip():
        raise OptionError(f"{option.name} takes a time, as in '2026-11-22 23:59', not {written!r}")
    return written


def value_of(option: Option, written: object, folder: Path) -> object:
    """Return what was written for `option` as its value; paths start at `folder`. Raises OptionError."""
    if option.kind is Takes.WHOLE:
        return int(_number(option, written, whole=True))
    if option.kind is Takes.NUMBER:
        return float(_number(option, written, whole=False))
    if option.kind is Takes.NAMES:
        return _names(option, written)
    if option.kind is Takes.NUMBERS:
        return _numbers(option, written)
    if option.kind is Takes.TIMES:
        return _times(option, written)
    if option.kind is Takes.SWITCH:
        if not isinstance(written, bool):
            raise OptionError(f"{option.name} takes true or false, not {written!r}")
        return written
    if option.kind is Takes.TEXT and isinstance(written, date):  # TOML has times of its own
        return written.isoformat()
    if not isinstance(written, str) or not written:
        raise OptionError(f"{option.name} takes a {option.kind}, not {written!r}")
    return folder / Path(written).expanduser() if option.kind is Takes.PATH else written
