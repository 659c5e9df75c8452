"""`make corpus`: right passed, wrong caught, explained, named and wrongly named, per exercise and by kind.

`python -m tests.bench.corpus EXERCISE...` looks at some exercises only; `--seed N` draws other inputs.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from grader.core.lessons import Lesson, chosen
from grader.core.results import ExerciseResult, Status
from grader.sandbox.parent.client import Sandbox
from tests.corpus import KINDS, Specimen, graded, honest, is_explained, misled, names_of, specimens

LEAST_EXPLAINED, MOST_MISLED = 0.9, 0.02
_COLUMNS = ("right passed", "wrong caught", "explained", "named", "wrongly named")


@dataclass
class _Tally:
    """Counts of one exercise, or of one kind of wrong files."""

    right: int = 0
    wrong: int = 0
    counts: Counter[str] = field(default_factory=Counter)

    def row(self, name: str) -> str:
        of = {"right passed": self.right}
        cells = (f"{self.counts[column]}/{of.get(column, self.wrong)}" for column in _COLUMNS)
        return f"{name:24}" + "".join(f"{cell:>15}" for cell in cells)


def _right(lesson: Lesson, sandbox: Sandbox, seed: int, tally: _Tally) -> Iterable[str]:
    for specimen in [*(one for one in specimens(lesson.name) if one.right), *honest(lesson.name)]:
        result = graded(lesson, specimen, sandbox, seed)
        tally.right += 1
        tally.counts["right passed"] += result.status is Status.PASSED
        if result.status is not Status.PASSED:
            why = next((c.message for c in result.checks if c.status is not Status.PASSED), result.message)
            yield f"right, yet {result.score:g}/{result.max_score:g}: {specimen.name}\n{why}"
        if result.diagnosis is not None:
            yield f"right, yet explained: {specimen.name}: {result.diagnosis}"


def _count(tally: _Tally, specimen: Specimen, result: ExerciseResult) -> None:
    tally.wrong += 1
    tally.counts["wrong caught"] += result.score <= 0.9 * result.max_score
    tally.counts["explained"] += is_explained(result)
    tally.counts["named"] += bool(names_of(result))
    tally.counts["wrongly named"] += bool(misled(specimen, result))


def _troubles(specimen: Specimen, result: ExerciseResult) -> Iterable[str]:
    if result.score > 0.9 * result.max_score:
        yield f"wrong, yet {result.score:g}/{result.max_score:g}: {specimen.name}"
    if not is_explained(result):
        open_ = [check.name for check in result.checks if check.status is not Status.PASSED and not check.mistakes]
        yield f"not explained: {specimen.name}: {open_} {result.diagnosis}"
    if not set(specimen.mistakes) <= names_of(result):
        yield f"not named {specimen.mistakes} but {result.diagnosis}: {specimen.name}"
    if misled(specimen, result):
        yield f"wrongly named {sorted(misled(specimen, result))}: {specimen.name}"


def main() -> int:
    """Print the tables. Exit status 1 where a right file lost points, or too few wrong ones were explained."""
    parser = argparse.ArgumentParser()
    parser.add_argument("exercise", nargs="*")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--all", action="store_true", help="say what each wrong file is told")
    options = parser.parse_args()
    troubles: list[str] = []
    kinds, total = {kind: _Tally() for kind in KINDS}, _Tally()
    print(f"{'exercise':24}" + "".join(f"{column:>15}" for column in _COLUMNS))
    with Sandbox() as sandbox:
        for lesson in chosen(options.exercise):
            tally = _Tally()
            wrongs = list(_right(lesson, sandbox, options.seed, tally))
            troubles += wrongs
            for specimen in (one for one in specimens(lesson.name) if not one.right):
                result = graded(lesson, specimen, sandbox, options.seed)
                for one in (tally, kinds[specimen.kind], total):
                    _count(one, specimen, result)
                troubles += _troubles(specimen, result)
                if options.all:
                    print(f"  {specimen.kind:13} {specimen.name}: {result.diagnosis}")
            total.right += tally.right
            total.counts["right passed"] += tally.counts["right passed"]
            print(tally.row(lesson.name), flush=True)
    for name, one in (*kinds.items(), ("all", total)):
        print(one.row(name))
    print("\n".join(troubles))
    explained, misleading = total.counts["explained"], total.counts["wrongly named"]
    is_lost = total.counts["right passed"] < total.right or total.counts["wrong caught"] < total.wrong
    few = explained < LEAST_EXPLAINED * total.wrong or misleading > MOST_MISLED * total.wrong
    return 1 if is_lost or few else 0


if __name__ == "__main__":
    sys.exit(main())
