"""List a class's wrong answers grouped by how they behave, those that lost most points first."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader.classroom.gradebook.store import Gradebook


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `groups GRADEBOOK [--exercise E] [--explain-again] [--comment WORDS --group N]`."""
    parser.add_argument("gradebook", metavar="GRADEBOOK", type=Path, help="what 'cnn-exercises grade' keeps")
    parser.add_argument("--exercise", metavar="NAME", help="this exercise only")
    parser.add_argument("--group", metavar="N", type=int, help="the group with this number: name its students")
    again = "explain every wrong answer anew with the mistakes declared now, from kept outcomes: nobody's code runs"
    parser.add_argument("--explain-again", action="store_true", help=again)
    parser.add_argument("--comment", metavar="WORDS", help="with --group: write these words to all of them")


def run(args: argparse.Namespace) -> int:
    """Print the groups, or one group's students; with a comment, write it to each of them."""
    from grader.classroom.gradebook.store import Gradebook
    from grader.classroom.report.groups import groups
    from grader.core.errors import UserError
    from grader.core.text import one_line, plural, points_text, say

    with Gradebook(args.gradebook, create=False) as gradebook:
        if args.explain_again:
            _explain_again(gradebook, args.exercise)
        found = groups(gradebook.rows())
        chosen = [one for one in enumerate(found, 1) if args.exercise in (None, one[1].exercise)]
        if args.group is None:
            for number, group in chosen:
                print(f"{number:4}  {group.exercise:24} {points_text(group.lost):>6} lost  {one_line(group.line())}")
            return 0
        if args.group not in dict(chosen):
            raise UserError(f"there is no group {args.group}: 'cnn-exercises groups' numbers them")
        group = dict(chosen)[args.group]
        for answer in group.answers:
            print(one_line(answer.student))
        if args.comment:
            from grader.classroom.gradebook.decide import comment_on_all

            students = [answer.student for answer in group.answers]
            entries = gradebook.decide(comment_on_all(gradebook, students, group.exercise, args.comment))
            say(f"written to {plural(len(entries), 'student')}")
    return 0


def _explain_again(gradebook: Gradebook, exercise: str | None) -> None:
    from grader.classroom.explain_again import explain_again
    from grader.classroom.gradebook.decide import known_exercise
    from grader.core.text import say
    from grader.sandbox.parent.client import Sandbox

    only = [known_exercise(gradebook, exercise)] if exercise else []
    with Sandbox() as sandbox:
        for line in explain_again(gradebook, sandbox, only).lines():
            say(line)
