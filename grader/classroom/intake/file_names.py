"""Tells which exercise's file a name means, as browsers, editors and students write it.

`Output-Size (1).py`, `output_size.py.txt` and `OutputSize copy.py` all mean `output_size.py`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath

from grader.core import predictions_file
from grader.core.nearest import nearest

_COPY_WORDS = "copy|copie|copia|cópia|kopie|kopia|kopi|másolat|副本"
_DECORATION = re.compile(
    rf"(?:\s*\((\d{{1,4}})\)|[-_ ]+(\d{{1,3}})|[-_ ]+(?:{_COPY_WORDS})(?:[-_ ]*\(?(\d{{1,3}})\)?)?)$"
)
_PREFIX = re.compile(rf"^(?:{_COPY_WORDS})(?: (?:of|de|di|von|av))?\s+")
_SUFFIX = re.compile(r"\.py(?:\.txt|\.py)*$")
_CODE = (".py", ".ipynb")
_PREDICTIONS = PurePosixPath(predictions_file.NAME)


@dataclass(frozen=True)
class Meant:
    """An exercise's file, and which copy of it a name says that it is: 0, or the number of `(1)`, `-1`, `copy 2`."""

    file_name: str
    copy: int = 0


def base(name: str) -> str:
    """Return the last part of a path that its owner wrote, on any system."""
    return name.replace("\\", "/").rstrip("/").rpartition("/")[2]


def letters(text: str) -> str:
    """Return the letters and digits of a file's name, in lower case."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


@lru_cache(maxsize=8)
def _by_letters(file_names: tuple[str, ...]) -> dict[str, str]:
    return {letters(PurePosixPath(name).stem): name for name in file_names}


def _undecorated(text: str) -> tuple[str, int] | None:
    """Return the text without its last decoration, and that one's number; None where there is none."""
    found = _DECORATION.search(text)
    if found and found.start() > 0:
        return text[: found.start()], int(found[1] or found[2] or found[3] or 1)
    prefix = _PREFIX.match(text)
    return (text[prefix.end() :], 1) if prefix else None


def meant(name: str, file_names: tuple[str, ...]) -> Meant | None:
    """Return the exercise's file that `name` (a path, as its owner wrote it) means, if it means one."""
    plain = base(name)
    if plain in file_names:
        return Meant(plain)
    text, copy = unicodedata.normalize("NFKC", plain).casefold().strip(), 0
    if ".py" not in text:
        return None
    while not _SUFFIX.search(text):  # `output_size.py (1)`, `output_size.py (1).txt`
        shorter = (text.removesuffix(".txt"), copy) if text.endswith(".txt") else _undecorated(text)
        if shorter is None or ".py" not in shorter[0]:
            return None
        text, copy = shorter[0].strip(), max(copy, shorter[1])
    stem: str | None = _SUFFIX.sub("", text).strip()
    known = _by_letters(file_names)
    while stem:
        if letters(stem) in known:
            return Meant(known[letters(stem)], copy)
        shorter = _undecorated(stem)
        stem, copy = (shorter[0].strip(), max(copy, shorter[1])) if shorter else (None, copy)
    return None


def nearest_file(name: str, file_names: tuple[str, ...]) -> str:
    """Return ` (did you mean output_size.py?)` for a name that is like an exercise's, or nothing."""
    known = {file_name.removesuffix(".py"): file_name for file_name in file_names}
    close = nearest(base(name).partition(".")[0], known)
    return f" (did you mean {known[close]}?)" if close is not None else ""


def may_hold_code(name: str) -> bool:
    """Return whether a file of that name is read at all: Python under any of its names, or a notebook."""
    lowered = base(name).casefold()
    return any(part in lowered for part in _CODE)


def may_hold_predictions(name: str) -> bool:
    """Return whether a file of that name may hold what a student predicted, a course system's own words around it."""
    lowered = base(name).casefold()
    return _PREDICTIONS.stem in lowered and lowered.endswith(_PREDICTIONS.suffix)


def predictions_copy(name: str) -> int | None:
    """Return which copy of the predictions a file is by the name that its owner gave it; None for another file."""
    text = unicodedata.normalize("NFKC", base(name)).casefold().strip()
    if not text.endswith(_PREDICTIONS.suffix):
        return None
    stem, copy = text.removesuffix(_PREDICTIONS.suffix).strip(), 0
    while letters(stem) != _PREDICTIONS.stem:
        shorter = _undecorated(stem)
        if shorter is None:
            return None
        stem, copy = shorter[0].strip(), max(copy, shorter[1])
    return copy
