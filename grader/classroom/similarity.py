"""Lists files that are alike beyond names and comments: a place to look, never a verdict.

Fingerprints and comparison are copydetect's (winnowing, as MOSS does it), the optional extra `similarity`. Owns which
pairs are worth comparing, so that a class of any size takes linear time, and which are worth telling.
"""

from __future__ import annotations

import importlib
import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Any

from grader.classroom.gradebook.roll import Alike
from grader.classroom.intake.submission import Submission
from grader.core.errors import UserError
from grader.core.lessons import Lesson
from grader.core.source import is_untouched

_GRAM, _WINDOW = 25, 6
_SHORTEST = 200
"""Characters of code, names and comments aside: shorter solutions are alike because there is one way to write them."""
_SHARE = 0.8
_COMMON = 40
"""A fingerprint in more files than this is how everybody writes it, and leads to no pair."""
MOST = 200
"""Pairs that are told, the most alike first."""


class SimilarityError(UserError):
    """The optional library is not installed: one line that says how to get it."""


def library() -> Any:
    """Return copydetect. Raises SimilarityError where it is not installed, before a class is graded."""
    try:
        return importlib.import_module("copydetect")
    except ImportError:
        raise SimilarityError("--similar needs an extra: pip install 'cnn-exercises[similarity]'") from None


def _fingerprints(detector: Any, lesson: Lesson, submissions: Sequence[Submission]) -> Iterator[tuple[str, Any]]:
    starter = detector.CodeFingerprint("starter.py", _GRAM, _WINDOW, fp=io.StringIO(lesson.starter))
    for submission in submissions:
        source = submission.source(lesson.file_name)
        if source.problem or is_untouched(source, lesson.starter):
            continue
        text = io.StringIO(source.content.decode("utf-8", "replace"))
        found = detector.CodeFingerprint("file.py", _GRAM, _WINDOW, boilerplate=list(starter.hashes), fp=text)
        if found.token_coverage >= _SHORTEST:
            yield submission.student, found


def _candidates(hashes: Sequence[Iterable[int]]) -> Iterator[tuple[int, int]]:
    """Pairs that share at least half of the fewer rare fingerprints."""
    holders: dict[int, list[int]] = defaultdict(list)
    for index, found in enumerate(hashes):
        for fingerprint in found:
            holders[fingerprint].append(index)
    rare = [indices for indices in holders.values() if 1 < len(indices) <= _COMMON]
    of_each = Counter(index for indices in rare for index in indices)
    shared = Counter(pair for indices in rare for pair in combinations(indices, 2))
    for (first, second), count in shared.items():
        if 2 * count >= min(of_each[first], of_each[second]):
            yield first, second


def _alike(detector: Any, lesson: Lesson, submissions: Sequence[Submission]) -> Iterator[Alike]:
    found = list(_fingerprints(detector, lesson, submissions))
    for first, second in _candidates([fingerprint.hashes for _, fingerprint in found]):
        _, shares, _ = detector.compare_files(found[first][1], found[second][1])
        if min(shares) >= _SHARE:
            yield Alike(lesson.name, found[first][0], found[second][0], round(float(min(shares)), 3))


def alike(lessons: Sequence[Lesson], submissions: Sequence[Submission]) -> tuple[Alike, ...]:
    """Return the pairs of files that are most alike, an exercise at a time. Raises SimilarityError."""
    detector = library()
    pairs = [pair for lesson in lessons for pair in _alike(detector, lesson, submissions)]
    return tuple(sorted(pairs, key=lambda pair: (-pair.share, pair.exercise, pair.first, pair.second))[:MOST])
