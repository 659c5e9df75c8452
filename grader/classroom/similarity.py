"""Lists files that are alike beyond names and comments: a place to look, never a verdict.

Fingerprints and comparison are copydetect's (k-grams, as MOSS has them), the optional extra `similarity`. Owns what is
left out (the starter, and what most of the class writes), which pairs are worth comparing, so that a class of any size
takes linear time, and which are unusual enough for their exercise to be told.
"""

from __future__ import annotations

import importlib
import io
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from grader.classroom.gradebook.roll import Alike
from grader.classroom.gradebook.store import Gradebook
from grader.classroom.intake.submission import Submission
from grader.classroom.report.likeness import how_unusual
from grader.core.errors import UserError
from grader.core.lessons import Lesson
from grader.core.source import SourceFile, is_of_a_problem, is_untouched

_GRAM, _WINDOW = 25, 1
"""A window of 1 takes every k-gram: Python's hashes differ from run to run, and a choice by them would too."""
_SHORTEST = 200
"""Characters of code, names and comments aside: shorter solutions are alike because there is one way to write them."""
_LEAST_LEFT = 60
"""Characters that must be left without the starter and what most of the class writes."""
_SHARE = 0.8
_COMMON = 40
"""A fingerprint in more files than this is how everybody writes it, and leads to no pair."""
_ENOUGH = 8
"""Different answers from which on it is known what is usual for an exercise."""
_UNUSUAL = 2.0
"""Spreads beyond the usual from which on a pair is told; half of it for two files that are as good as equal."""
_EQUAL = 0.97
_SAMPLE = 400
"""Pairs of answers that tell what is usual."""
MOST = 500
"""Pairs that are told, the most unusual first."""


class SimilarityError(UserError):
    """The optional library is not installed: one line that says how to get it."""


def library() -> Any:
    """Return copydetect. Raises SimilarityError where it is not installed, before a class is graded."""
    try:
        return importlib.import_module("copydetect")
    except ImportError:
        raise SimilarityError("--similar needs an extra: pip install 'cnn-exercises[similarity]'") from None


@dataclass(frozen=True)
class _HandedIn:
    """One student's file for an exercise, and the digest by which a gradebook knows it."""

    student: str
    digest: str
    source: SourceFile


_Files = Callable[[Lesson], Iterable[_HandedIn]]
"""Returns the class's files for an exercise, by student."""


@dataclass(frozen=True)
class _Answer:
    """Students who wrote the same, names and comments aside, with the file's digest; the text of one of them."""

    students: tuple[tuple[str, str], ...]
    text: str
    hashes: frozenset[int]


class _Comparison:
    """Compares the answers to one exercise. `left_out` are fingerprints that say nothing."""

    def __init__(self, detector: Any, starter: str) -> None:
        self._detector = detector
        self.left_out = frozenset(self._whole(starter).hashes)
        self.fingerprint = lru_cache(maxsize=512)(self._fingerprint)

    def _whole(self, text: str) -> Any:
        return self._detector.CodeFingerprint("file.py", _GRAM, _WINDOW, fp=io.StringIO(text))

    def whole(self, text: str) -> tuple[str, frozenset[int]]:
        """Return what the code is without names and comments, and its fingerprints."""
        found = self._whole(text)
        return found.filtered_code, frozenset(int(one) for one in found.hashes)

    def _fingerprint(self, text: str) -> Any:
        """Return a file's fingerprint without what is left out.
        (copydetect's own way also loses fragments that repeat.)
        """
        found = self._whole(text)
        for one in found.hashes & self.left_out:
            del found.hash_idx[one]
        found.hashes -= self.left_out
        length = len(found.filtered_code)
        found.token_coverage = self._detector.utils.get_token_coverage(found.hash_idx, _GRAM, length)
        return found

    def share(self, first: str, second: str) -> float:
        """Return how much two files share, of the one that shares less of itself."""
        one, other = self.fingerprint(first), self.fingerprint(second)
        if min(one.token_coverage, other.token_coverage) < _LEAST_LEFT:
            return 0.0
        _, shares, _ = self._detector.compare_files(one, other)
        return float(min(shares))


def _answers(comparison: _Comparison, lesson: Lesson, files: _Files) -> list[_Answer]:
    """Return the different answers to one exercise."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    texts: dict[str, tuple[str, frozenset[int]]] = {}
    codes: dict[str, str] = {}
    for one in files(lesson):
        if one.source.problem or is_untouched(one.source, lesson.starter):
            continue
        if one.digest not in codes:
            text = one.source.content.decode("utf-8", "replace")
            code, hashes = comparison.whole(text)
            codes[one.digest] = code
            texts.setdefault(code, (text, hashes))
        found[codes[one.digest]].append((one.student, one.digest))
    return [
        _Answer(tuple(students), *texts[code])
        for code, students in found.items()
        if len(code) >= _SHORTEST and texts[code][1] - comparison.left_out
    ]


def _in_most(answers: Sequence[_Answer]) -> frozenset[int]:
    """Return the fingerprints in more than half of the different answers; none where there are few."""
    if len(answers) < _ENOUGH:
        return frozenset()
    counts = Counter(one for answer in answers for one in answer.hashes)
    return frozenset(one for one, count in counts.items() if 2 * count > len(answers))


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


def _usual(comparison: _Comparison, answers: Sequence[_Answer], seed: str) -> tuple[float, float] | None:
    """Return what two answers of the class share, and how far that spreads; None where there are too few."""
    if len(answers) < _ENOUGH:
        return None
    if len(answers) * (len(answers) - 1) // 2 <= _SAMPLE:
        chosen = [list(two) for two in combinations(answers, 2)]
    else:
        rng = random.Random(seed)
        chosen = [rng.sample(answers, 2) for _ in range(_SAMPLE)]
    shares = [comparison.share(first.text, second.text) for first, second in chosen]
    low, middle, high = np.quantile(shares, [0.25, 0.5, 0.75])
    return float(middle), float(high - low) / 1.349


def _alike(detector: Any, lesson: Lesson, files: _Files) -> Iterator[Alike]:
    comparison = _Comparison(detector, lesson.starter)
    answers = _answers(comparison, lesson, files)
    comparison.left_out |= _in_most(answers)
    usual = _usual(comparison, answers, lesson.name)
    hashes = [answer.hashes - comparison.left_out for answer in answers]
    for first, second, share in _shares(comparison, answers, hashes):
        middle, spread = usual or (0.0, 0.0)
        unusual = how_unusual(share, middle, spread) if usual else 0.0
        least = _UNUSUAL / 2 if share >= _EQUAL else _UNUSUAL
        if share >= _SHARE and (usual is None or unusual >= least):
            (one, its), (other, others) = sorted((first, second))
            known = round(middle, 3) if usual else None
            yield Alike(lesson.name, one, other, round(share, 3), known, round(unusual, 2), (its, others))


def _shares(
    comparison: _Comparison, answers: Sequence[_Answer], hashes: Sequence[frozenset[int]]
) -> Iterator[tuple[tuple[str, str], tuple[str, str], float]]:
    """Pairs of students worth comparing: those with one answer, each with the first of them, and across answers."""
    for answer in answers:
        share = comparison.share(answer.text, answer.text) if 1 < len(answer.students) <= _COMMON else 0.0
        yield from ((answer.students[0], other, share) for other in answer.students[1:])
    for first, second in _candidates(hashes):
        share = comparison.share(answers[first].text, answers[second].text)
        yield answers[first].students[0], answers[second].students[0], share


def alike(lessons: Sequence[Lesson], submissions: Sequence[Submission]) -> tuple[Alike, ...]:
    """Return the pairs of files that are alike, the most unusual for their exercise first. Raises SimilarityError."""
    ordered = sorted(submissions, key=lambda submission: submission.student)

    def files(lesson: Lesson) -> Iterator[_HandedIn]:
        for submission in ordered:
            source = submission.source(lesson.file_name)
            yield _HandedIn(submission.student, source.digest, source)

    return _pairs(lessons, files)


def alike_kept(lessons: Sequence[Lesson], gradebook: Gradebook) -> tuple[tuple[Alike, ...], int]:
    """Return the same of the files that a gradebook keeps, and how many it does not keep. Raises SimilarityError."""
    students = [one.student for one in gradebook.roll()]
    left_out = 0

    def files(lesson: Lesson) -> Iterator[_HandedIn]:
        nonlocal left_out
        for student in students:
            digest = gradebook.digest_of(student, lesson.name)
            if not digest or is_of_a_problem(digest):
                continue
            content = gradebook.sources.read(digest)
            if content is None:
                left_out += 1
            else:
                yield _HandedIn(student, digest, SourceFile(Path(lesson.file_name), content))

    return _pairs(lessons, files), left_out


def _pairs(lessons: Sequence[Lesson], files: _Files) -> tuple[Alike, ...]:
    detector = library()
    pairs = [pair for lesson in lessons for pair in _joining(sorted(_alike(detector, lesson, files), key=_rank))]
    return tuple(sorted(pairs, key=_rank)[:MOST])


def _rank(pair: Alike) -> tuple[float, float, str, str, str]:
    return -pair.unusual, -pair.share, pair.exercise, pair.first, pair.second


def _joining(pairs: Iterable[Alike]) -> Iterator[Alike]:
    """Yield the pairs that join two groups: of forty who are all alike 39, so that they crowd out nobody else."""
    group: dict[str, set[str]] = {}
    for pair in pairs:
        one, other = (group.setdefault(student, {student}) for student in (pair.first, pair.second))
        if one is not other:
            one |= other
            group.update(dict.fromkeys(other, one))
            yield pair
