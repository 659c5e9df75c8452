"""`make corpus`, second table: files that score as well when a notebook holds them, whatever was done to it.

Each kind of damage must leave the same code, and one of them, another for each file, is graded. What trains is not
graded twice. `python -m tests.bench.notebooks EXERCISE...` looks at some exercises only.
"""

from __future__ import annotations

import sys

from grader.core.lessons import Lesson, chosen
from grader.sandbox.parent.client import Sandbox
from tests.corpus import Specimen, graded, specimens
from tests.notebooks import WRAPPINGS, damaged, graded_in_notebook

_LONG = 30.0
"""Seconds that an exercise may take: what trains is compared as code alone."""


def main() -> int:
    """Print the table. Exit status 1 where a notebook changed what a file scores."""
    kinds, troubles = tuple(WRAPPINGS), []
    print(f"{'exercise':24}{'same code':>14}{'same score':>14}   in {len(kinds)} kinds of notebooks")
    with Sandbox() as sandbox:
        for lesson in chosen(sys.argv[1:]):
            found = specimens(lesson.name)
            others = [one for one in (_other_code(lesson, one) for one in found) if one]
            again = [] if lesson.exercise.seconds >= _LONG else found
            scores = [_other_score(lesson, one, kinds[at % len(kinds)], sandbox) for at, one in enumerate(again)]
            changed = [one for one in scores if one]
            row = (f"{len(found) - len(others)}/{len(found)}", f"{len(again) - len(changed)}/{len(again)}")
            print(f"{lesson.name:24}{row[0]:>14}{row[1]:>14}", flush=True)
            troubles += [*others, *changed]
    print("\n".join(troubles))
    return 1 if troubles else 0


def _other_code(lesson: Lesson, specimen: Specimen) -> str:
    lost = damaged(lesson, specimen.path.read_text(encoding="utf-8"))
    return f"{specimen.name} is other code: {', '.join(lost)}" if lost else ""


def _other_score(lesson: Lesson, specimen: Specimen, kind: str, sandbox: Sandbox) -> str:
    alone = graded(lesson, specimen, sandbox).score
    score = graded_in_notebook(lesson, specimen.path.read_text(encoding="utf-8"), kind, sandbox).score
    return "" if score == alone else f"{specimen.name} scores {score:g} in place of {alone:g}: {kind}"


if __name__ == "__main__":
    sys.exit(main())
