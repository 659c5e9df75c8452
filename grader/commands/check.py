"""Run exercises (all of them where none is named) and print the verdict. Exit status 1 when something is not passed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from grader.commands.arguments import add_folder

if TYPE_CHECKING:
    from grader.core.lessons import Lesson
    from grader.core.results import ExerciseResult
    from grader.sandbox.parent.client import Sandbox
    from grader.student.session import Session
    from grader.student.sources import Chosen


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `check [EXERCISE...]`."""
    parser.add_argument("exercise", metavar="EXERCISE", nargs="*", help="names or numbers (default: all)")
    parser.add_argument("--seed", metavar="N", type=int, help="draw the inputs from another seed than the practice one")
    parser.add_argument("--feedback", metavar="FILE", type=Path, help="show a feedback file that came back first")
    parser.add_argument("--json", action="store_true", help="print one JSON object, for editors")
    add_folder(parser)


def run(args: argparse.Namespace) -> int:
    """Run, print, and keep the attempts."""
    from grader.commands.student import use_utf8

    use_utf8()
    return _check(args)


def _check(args: argparse.Namespace) -> int:
    from grader.commands.student import named, verdict_lines
    from grader.core.errors import UserError
    from grader.core.lessons import lessons
    from grader.core.results import Finished, Status
    from grader.core.text import points_text, say
    from grader.sandbox.parent.client import Sandbox
    from grader.student.session import Session
    from grader.student.sources import chosen_in, problem_in

    asked = args.exercise
    if args.feedback is not None:
        asked = _returned(args)
        if not asked:
            return 0
    wanted = named(asked)
    session = Session(args.folder, lessons())
    if not session.has_exercises():
        nothing = f"no exercises in {args.folder.resolve()}: 'cnn-exercises init' writes them"
        raise UserError(problem_in(args.folder) or nothing)
    results, files, secret = [], {}, session.read_secret()
    with Sandbox() as sandbox:
        _begin(sandbox, session, wanted)
        from grader.grading.exercise import PRACTICE_SEED, grade_exercise

        seed = PRACTICE_SEED if args.seed is None else args.seed
        for lesson in wanted:
            chosen = chosen_in(session.folder, lesson)
            source, files[lesson.name] = chosen.source, str(args.folder / chosen.file_name)
            for event in _shown(grade_exercise(lesson, source, seed, sandbox, secret=secret)):
                if isinstance(event, Finished):
                    results.append(event.result)
                    session.keep(event.result, source.digest)
                    if not args.json:
                        head, *rest = verdict_lines(event.result)
                        print("\n".join([head, *_from(chosen, lesson), *rest]), flush=True)
    if session.warning:
        say(session.warning)
    session.close()
    if args.json:
        print(_json(results, files))
    elif len(results) > 1:
        passed = sum(result.status is Status.PASSED for result in results)
        score, most = sum(result.score for result in results), sum(result.max_score for result in results)
        print(f"\n{passed} of {len(results)} passed, {points_text(score)} of {points_text(most)} points")
    return 0 if all(result.status is Status.PASSED for result in results) else 1


def _returned(args: argparse.Namespace) -> list[str]:
    """Print the feedback file that came back; return the exercises to check again beside it."""
    from grader.commands import feedback
    from grader.core.lessons import lessons

    told, names = feedback.read(args.feedback)
    known = {lesson.name for lesson in lessons()}
    asked: list[str] = args.exercise or [name for name in names if name in known]
    again = "the same exercises in your folder now:" if asked else "nothing in it is to be checked again"
    print(f"{told}\n\n{again}", flush=True, file=sys.stderr if args.json else sys.stdout)
    return asked


def _begin(sandbox: Sandbox, session: Session, wanted: Sequence[Lesson]) -> None:
    """Start the server that the first exercise needs: it imports PyTorch while this process imports what judges."""
    from grader.core.results import Status

    first = next((one for one in wanted if session.state(one) not in (Status.MISSING, Status.TODO)), None)
    if first is not None:
        sandbox.warm(first.exercise.needs)


def _json(results: Sequence[ExerciseResult], files: Mapping[str, str]) -> str:
    """Return the results for a program: per check its place in the file and what is to be said of it."""
    import json

    place, said = ("line", "place", "at"), ("wanted", "got", "said", "mistake", "hint", "call")
    kept = ("name", "status", "points", "max_points", *place, *said)
    exercises = [
        {
            "exercise": result.exercise,
            "file": files[result.exercise],
            "status": result.status,
            "score": result.score,
            "max_score": result.max_score,
            "message": result.message,
            "checks": [
                {**{name: getattr(check, name) for name in kept}, "traceback": check.traceback}
                for check in result.checks
            ],
        }
        for result in results
    ]
    return json.dumps({"schema": 1, "exercises": exercises})


def _from(chosen: Chosen, lesson: Lesson) -> list[str]:
    """Say which file it was, where that is not the exercise's own alone."""
    from grader.core.text import one_line

    if chosen.file_name == lesson.file_name and not chosen.other:
        return []
    other = f", not from {chosen.other}, which is older or still as it was handed out" if chosen.other else ""
    return [f"  {one_line(f'from {chosen.file_name}{other}')}"]


def _shown(events: Iterator[object]) -> Iterator[object]:
    """Pass events on; draw a bar on a terminal meanwhile."""
    from grader.commands.bar import bar
    from grader.core.results import Progress

    with ExitStack() as drawn:
        show: Callable[[float, str], None] | None = None
        for event in events:
            if not isinstance(event, Progress):
                drawn.close()
                show = None
                yield event
            elif sys.stderr.isatty():
                show = show or drawn.enter_context(bar(event.exercise))
                show(event.fraction, f"{event.exercise} {event.text}")
