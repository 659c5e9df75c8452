"""Print an exercise's statement, or a page: pytorch, rules. With --solution the solution, once you have solved it."""

from __future__ import annotations

import argparse
import sys


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `show EXERCISE|PAGE [--solution]`."""
    from grader.commands.arguments import add_folder

    parser.add_argument(
        "exercise",
        metavar="EXERCISE",
        help="its name or number, as 'cnn-exercises list' shows them; or a page: pytorch, rules",
    )
    parser.add_argument(
        "--solution", action="store_true", help="the solution, in NumPy and in PyTorch, once you have solved it"
    )
    add_folder(parser)


def run(args: argparse.Namespace) -> int:
    """Print."""
    from grader.commands.student import use_utf8
    from grader.core.errors import UserError
    from grader.core.lessons import find, lessons
    from grader.core.pages import pages
    from grader.core.text import say
    from grader.student.session import Session

    use_utf8()

    if not args.solution and args.exercise in pages():
        _print(pages()[args.exercise])
        return 0
    lesson = find(args.exercise)
    if not args.solution:
        _print(lesson.statement)
        return 0
    session = Session(args.folder, lessons())
    solved, warning = session.solved(lesson), session.warning
    session.close()
    if warning:
        say(warning)
    if not solved:
        raise UserError(f"the solution of {lesson.name} is shown once you have solved it: hints are at 'hint'")
    print("\n\n".join(f"# {what}\n{source}" for what, source in lesson.solutions()), end="")
    return 0


def _print(markdown: str) -> None:
    if not sys.stdout.isatty():
        print(markdown, end="")
        return
    from rich.console import Console
    from rich.markdown import Markdown

    Console(width=min(Console().width, 80)).print(Markdown(markdown))
