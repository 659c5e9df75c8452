"""Remembers what counted when marks were last written out, so that a desk can say what has changed since.

Marks are those of the last `report` (or of the review's w), else those from before the last grading, else that
grading's own.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from grader.classroom.gradebook.roll import Row
from grader.classroom.gradebook.store import Gradebook
from grader.classroom.report.delivery import deliver
from grader.classroom.report.material import Material, material_of
from grader.core.atomic import WriteError

_NOW, _BEFORE = "marks", "marks before"
_BY_HAND = "report"


def begin(gradebook: Gradebook) -> None:
    """Keep the marks that were written so far as those from before the grading that begins."""
    if (marks := gradebook.meta.get(_NOW)) is not None:
        with gradebook.writing():
            gradebook.meta.put(_BEFORE, marks)


def deliver_marks(
    gradebook: Gradebook, names: Sequence[str], output: Path | None, to_folder: bool, *, by_hand: bool
) -> None:
    """Deliver reports of the whole class, and remember what counted. Raises WriteError where a report can't be written.

    `by_hand`: not at the end of a grading.
    """
    material, scores = recorded(material_of(gradebook))
    deliver(material, names, output, to_folder)
    note(gradebook, scores, by_hand=by_hand)


def recorded(material: Material) -> tuple[Material, Mapping[str, float]]:
    """Return the material, and what counts for each student that a report has asked it for."""
    scores: dict[str, float] = {}

    def rows() -> Iterator[Row]:
        for row in material.rows():
            scores[row.enrolled.student] = material.final_score(row)
            yield row

    return replace(material, rows=rows), scores


def note(gradebook: Gradebook, scores: Mapping[str, float], *, by_hand: bool) -> None:
    """Remember what counted, if a report has looked at the whole class; a gradebook that can't be written stays."""
    if len(scores) == gradebook.size():
        with contextlib.suppress(WriteError), gradebook.writing():
            gradebook.meta.put(_NOW, json.dumps({"by": _BY_HAND if by_hand else "grade", "scores": scores}))


def last_time(gradebook: Gradebook) -> dict[str, float]:
    """Return what counted last time, by student; empty where no marks were written. Raises ValueError for damage."""
    now, before = (json.loads(gradebook.meta.get(key) or "null") for key in (_NOW, _BEFORE))
    if now and now["by"] != _BY_HAND and before:
        now = before
    return {str(student): float(score) for student, score in now["scores"].items()} if now else {}
