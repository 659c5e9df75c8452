"""Turns the arguments of `cnn-exercises` into commands. Each is a module of `commands`, imported when it is named.

Owns the command line and what no command may let through: a traceback of ours never reaches a user.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
import textwrap
from collections.abc import Sequence
from typing import NoReturn

from grader import __version__
from grader.core.errors import ProgramError, UserError

COMMANDS = {
    "init": ("initialise", "write the exercises' starter files into a folder"),
    "list": ("listing", "list the exercises, with your scores"),
    "show": ("show", "print an exercise's statement"),
    "predict": ("predict", "predict something before you begin"),
    "check": ("check", "run exercises and print the verdict"),
    "hint": ("hint", "reveal the next hint"),
    "reset": ("reset", "put an exercise back to its starter, keeping a backup"),
    "watch": ("watch", "work in plain lines, for screen readers"),
    "train": ("train", "train your own network with your own loop"),
    "experiment": ("experiment", "run one of the lecture's experiments"),
    "grade": ("grade", "grade a submission or a class"),
    "report": ("report", "write reports from a gradebook, without running anything"),
    "review": ("review", "review a graded class on one screen"),
    "adjust": ("adjust", "change a student's points or deadline, with the reason"),
    "comment": ("comment", "write words to a student"),
    "groups": ("groups", "group a class's wrong answers by how they behave"),
    "ledger": ("ledger", "list what was decided by hand, or take an entry back"),
    "compare": ("compare", "show which scores changed between two gradings"),
    "merge": ("merge", "join the gradebooks of shards"),
    "doctor": ("doctor", "show which protections this machine offers"),
    "dev": ("dev", "prove the exercises sound (for their authors)"),
}
_STUDENTS = ("init", "list", "show", "predict", "check", "hint", "reset", "watch", "train", "experiment")


def _overview() -> str:
    def lines(names: Sequence[str]) -> str:
        return "\n".join(f"  {name:11}{COMMANDS[name][1]}" for name in names)

    others = [name for name in COMMANDS if name not in _STUDENTS]
    return (
        "usage: cnn-exercises [FOLDER] [--linear] [--animate never]  open the exercises\n"
        "       cnn-exercises COMMAND [--help] ...                   one of these\n\n"
        "Exercises on convolutional networks:\nedit a file, save it, see what is right and what is not.\n\n"
        f"for students\n{lines(_STUDENTS)}\n\nfor instructors\n{lines(others)}\n\n"
        "  --version, --help"
    )


class _Parser(argparse.ArgumentParser):
    """Wrong usage is one clear line, not a page."""

    def error(self, message: str) -> NoReturn:
        print(f"{self.prog}: {message}: see {self.prog} --help", file=sys.stderr)
        sys.exit(UserError.exit_status)


def _run_command(name: str, arguments: Sequence[str]) -> int:
    module = importlib.import_module(f"grader.commands.{COMMANDS[name][0]}")
    parser = _Parser(
        prog=f"cnn-exercises {name}",
        description=textwrap.fill((module.__doc__ or "").partition("\n\n")[0], 79),
        epilog=getattr(module, "EPILOG", None),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    module.add_arguments(parser)
    return int(module.run(parser.parse_args(arguments)))


def _open_ui(arguments: Sequence[str]) -> int:
    from grader.commands import ui

    parser = _Parser(prog="cnn-exercises", add_help=False)
    ui.add_arguments(parser)
    return ui.run(parser.parse_args(arguments))


def _dispatch(arguments: Sequence[str]) -> int:
    first = arguments[0] if arguments else ""
    if first in ("-h", "--help", "help"):
        print(_overview())
        return 0
    if first in ("-V", "--version"):
        print(f"cnn-exercises {__version__}")
        return 0
    if first in COMMANDS:
        return _run_command(first, arguments[1:])
    before = ("", *arguments)
    words = [word for at, word in enumerate(arguments) if not word.startswith("-") and before[at] != "--animate"]
    if words and not os.path.isdir(words[0]) and not _makes_folder(words):  # noqa: PTH112
        return _unknown(words[0])
    return _open_ui(arguments)


def _makes_folder(words: Sequence[str]) -> bool:
    """Offer to make a folder that is not there, with the exercises, where somebody can answer."""
    from grader.core.nearest import nearest

    name, can_answer = words[0], os.isatty(0) and os.isatty(1)
    if len(words) > 2 or os.path.lexists(name) or nearest(name, COMMANDS) or not can_answer:
        return False
    try:
        answer = input(f"There is no folder {name}. Make it, with the exercises in it? [y/n] ")
    except EOFError:
        answer = ""
    if answer.strip().lower() not in ("y", "yes"):
        return False
    _write_exercises(name)
    return True


def _write_exercises(name: str) -> None:
    """Write the starters, so that what opens then does not ask again."""
    from pathlib import Path

    from grader.core.lessons import lessons
    from grader.student.workspace import write_starters

    written = write_starters(Path(name), lessons())
    print(f"{len(written.made)} exercises written to {name}.", flush=True)


def _unknown(word: str) -> int:
    from grader.core.nearest import did_you_mean

    hint = did_you_mean(word, COMMANDS)
    print(f"cnn-exercises: no command or folder is called '{word}'{hint}: see cnn-exercises --help", file=sys.stderr)
    return UserError.exit_status


def _say_problem(problem: ProgramError, arguments: Sequence[str]) -> int:
    """Say what ends the command, in its one line."""
    from grader.core.text import say

    command = f" {arguments[0]}" if arguments and arguments[0] in COMMANDS else ""
    say(f"cnn-exercises{command}: {problem}")
    return problem.exit_status


def _report_failure(error: BaseException) -> int:
    """Say in one line that something of ours failed."""
    import traceback

    from grader.core.text import say

    if os.environ.get("CNN_EXERCISES_TRACEBACK"):
        traceback.print_exc()
    text = str(error) or type(error).__name__
    if isinstance(error, OSError) and error.strerror:
        text = f"{error.strerror}: {error.filename}" if error.filename else error.strerror
    say(f"cnn-exercises: {text.splitlines()[0]}")
    return 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return the exit status."""
    given = sys.argv[1:] if arguments is None else arguments
    try:
        return _dispatch(given)
    except ProgramError as problem:
        return _say_problem(problem, given)
    except KeyboardInterrupt:
        print("\ncnn-exercises: stopped", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # the reader (head, less) has gone: nothing more to say, and nothing to flush at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        return _report_failure(error)


if __name__ == "__main__":
    sys.exit(main())
