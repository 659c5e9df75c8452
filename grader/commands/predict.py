"""Ask an exercise's question before you begin: a number or a letter, with a reply to each answer. No points."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from grader.commands.arguments import add_folder

if TYPE_CHECKING:
    from exercises.definition import Question
    from grader.core.lessons import Lesson
    from grader.student.predictions import Answered
    from grader.student.session import Session


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `predict EXERCISE [ANSWER]`."""
    parser.add_argument("exercise", metavar="EXERCISE", help="its name or number")
    parser.add_argument("answer", metavar="ANSWER", nargs="?", help="a number or a letter (default: you are asked)")
    add_folder(parser)


def run(args: argparse.Namespace) -> int:
    """Ask, reply, and remember the first answer where the folder has exercises."""
    from grader.commands.student import use_utf8
    from grader.core.lessons import find, lessons
    from grader.core.text import say
    from grader.student.session import Session

    use_utf8()
    lesson = find(args.exercise)
    session = Session(args.folder, lessons())
    for at, question in enumerate(lesson.exercise.questions):
        _ask(session, lesson, at, question, args.answer)
    if session.warning:
        say(session.warning)
    session.close()
    return 0


def _ask(session: Session, lesson: Lesson, at: int, question: Question, given: str | None) -> None:
    """Put one question, take the answer and reply to it."""
    from grader.student.predictions import asks_for, lines_of

    print("\n".join(lines_of(question)))
    before = session.predictions(lesson).get(at)
    if before is not None:
        print(f"(You predicted {before.answer}, which is {'right' if before.right else 'not right'}. Think again?)")
    answer = _answer(question, given)
    if answer is None:
        print(f"Answer with {asks_for(question)}: cnn-exercises predict {lesson.name} ANSWER")
        return
    print(session.predict(lesson, at, answer))


def _answer(question: Question, given: str | None) -> Answered | None:
    """Take the answer from the command line, or ask in the terminal until it is one; None where nobody can be asked."""
    from grader.core.errors import UserError
    from grader.student.predictions import asks_for, read

    if given is not None:
        answer = read(question, given)
        if answer is None:
            raise UserError(f"'{given}' is no answer to this question: it takes {asks_for(question)}")
        return answer
    while sys.stdin.isatty():
        try:
            typed = input(f"Your prediction ({asks_for(question)}, Enter to leave it): ")
        except EOFError:
            return None
        if not typed.strip():
            return None
        answer = read(question, typed)
        if answer is not None:
            return answer
    return None
