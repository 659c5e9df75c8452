"""Prove the exercises sound, for their authors: `dev check [EXERCISE...]`.

The starter scores nothing, the reference everything, each declared mistake loses a tenth of the points or more and is
recognised by its own name and no other's, the reference proves each question's answer, the answer in NumPy passes every
check, and statement, hints and figure are there.
"""

from __future__ import annotations

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `dev check [EXERCISE...]`."""
    parser.add_argument("what", choices=["check"], help="what to do")
    parser.add_argument("exercise", metavar="EXERCISE", nargs="*", help="names or numbers (default: all)")
    parser.add_argument("--seed", metavar="N", type=int, default=0, help="the seed that inputs are drawn from")


def run(args: argparse.Namespace) -> int:
    """Check each exercise and print what is wrong with it. Exit status 1 where anything is."""
    from grader.commands.student import use_utf8

    use_utf8()
    return _check(args)


def _check(args: argparse.Namespace) -> int:
    from grader.core.lessons import chosen
    from grader.grading.alike import notes
    from grader.grading.soundness import flaws
    from grader.sandbox.parent.client import Sandbox

    found = 0
    with Sandbox() as sandbox:
        for lesson in chosen(args.exercise):
            wrong = flaws(lesson, args.seed, sandbox)
            found += len(wrong)
            print(f"{'✗' if wrong else '✓'} {lesson.name:24}{len(lesson.mistakes):3} mistakes", flush=True)
            for line in (*wrong, *(f"note: {line}" for line in notes(lesson, args.seed, sandbox))):
                print(f"    {line}")
    print(f"{found} flaws" if found else "every exercise is sound")
    return 1 if found else 0
