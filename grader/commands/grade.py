"""Grade a submission or a class, from what was handed in to its reports.

Owns the order of things: settings, intake, gradebook, sandbox, reports, and the exit status. Each is made elsewhere.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from grader.classroom.settings.options import add_flags

if TYPE_CHECKING:
    from grader.classroom.settings.request import GradeSettings
    from grader.sandbox.parent.launch import Launched


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the flags of `grade`."""
    add_flags(parser)
    parser.add_argument("--course", metavar="FILE", type=Path, help="course.toml: any of these options, written down")
    autograder = "grade nothing: write what makes this program, with these options, a Gradescope autograder (a .zip)"
    autograder += " or one of Classroom 50 (a .py)"
    parser.add_argument("--autograder", metavar="FILE", type=Path, help=autograder)


def run(args: argparse.Namespace) -> int:
    """Grade and report. 0: everything was graded; 1: the grader failed on something; 2: wrong usage."""
    if args.autograder is not None:
        return _write_autograder(args)
    from exercises.definition import Needs
    from grader.sandbox.parent.launch import launch, layers_to_do_without

    with launch(Needs.NUMPY, layers_to_do_without()) as early:  # it takes as long to start as what is imported here
        from grader.classroom.settings.request import settings_from, written_options

        options = written_options(vars(args), args.course)
        settings = settings_from(options)
        if settings.slurm is None:
            return _grade(settings, early)
    from grader.classroom.slurm.shards import grade_on_slurm

    return grade_on_slurm(settings, options)


def _grade(settings: GradeSettings, early: Launched) -> int:
    from grader.classroom.run import grade_and_report
    from grader.grading.exercise import grade_exercise
    from grader.grading.together import right_together
    from grader.sandbox.parent.client import Sandbox

    with Sandbox(at_once=settings.jobs, early=early) as sandbox:
        return grade_and_report(settings, sandbox, grade_exercise, right_together)


def _write_autograder(args: argparse.Namespace) -> int:
    from grader.classroom import classroom50, gradescope_zip
    from grader.classroom.settings.request import settings_from, written_options
    from grader.core.text import say

    options = written_options(vars(args), args.course)
    settings_from({**options, "student": args.autograder})  # what is wrong with them is said now
    if args.autograder.suffix == ".py":
        classroom50.write_script(args.autograder, options)
    else:
        gradescope_zip.write_zip(args.autograder, options)
    say(f"written: {args.autograder}")
    return 0
