"""Reveal an exercise's next hint: a question, then the idea, then nearly the code."""

from __future__ import annotations

import argparse

from grader.commands.arguments import add_folder


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `hint EXERCISE`."""
    parser.add_argument("exercise", metavar="EXERCISE", help="its name or number")
    add_folder(parser)


def run(args: argparse.Namespace) -> int:
    """Print the hint of the diagnosed mistake, the hints revealed so far and one more."""
    from grader.commands.student import use_utf8
    from grader.core.errors import UserError
    from grader.core.lessons import find, lessons
    from grader.core.text import say
    from grader.student.session import Session

    use_utf8()

    lesson = find(args.exercise)
    session = Session(args.folder, lessons())
    if not session.has_exercises():
        raise UserError(f"no exercises in {args.folder.resolve()}: 'cnn-exercises init' writes them")
    count = session.reveal_hint(lesson)
    diagnosed = [f"Your last run looks like: {one.name}\n{one.hint}" for one in session.diagnosed(lesson)]
    print("\n\n".join([*diagnosed, *lesson.hints[:count]]))
    left = len(lesson.hints) - count
    print(f"\n({left} more: run 'cnn-exercises hint {lesson.name}' again)" if left else "\n(that was the last hint)")
    if session.warning:
        say(session.warning)
    session.close()
    return 0
