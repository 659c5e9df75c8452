"""Reads the course file, `course.toml`: an instructor's options, written down once.

Owns reading it. Its keys are those of `options`, and a flag on the command line wins over a key.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from grader.classroom.settings.options import OPTIONS, OptionError, find, value_of
from grader.core.nearest import did_you_mean


def read(path: Path) -> dict[str, object]:
    """Return the values of a course file by key; paths in it start at its folder. Raises OptionError in one line."""
    try:
        written = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise OptionError(f"the course file {path} cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise OptionError(f"the course file {path} is not TOML: {error}") from None
    try:
        return values(written, path.parent)
    except OptionError as problem:
        raise OptionError(f"in {path}: {problem}") from None


def values(written: Mapping[str, object], folder: Path) -> dict[str, object]:
    """Return what was written, by key, as values. Raises OptionError for a key that is no option."""
    found = {}
    for key, value in written.items():
        option = find(key)
        if option is None:
            close = did_you_mean(key.replace("-", "_"), [option.key for option in OPTIONS])
            raise OptionError(f"no option is called '{key}'{close}")
        found[option.key] = value_of(option, value, folder)
    return found
