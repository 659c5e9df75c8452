"""Train your own network (convnet.py) with your own loop (training.py): the lecture's notebook as a command.

Shows progress, saves the weights in .cnn-exercises/weights.safetensors and prints the accuracy of each class.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from grader.commands.arguments import add_folder

if TYPE_CHECKING:
    from exercises.definition import WholeTraining
    from exercises.digits import Digits
    from grader.core.lessons import Lesson
    from grader.core.source import SourceFile
    from grader.sandbox.parent.client import Sandbox
    from grader.student.training import Trained

CIFAR10_CLASSES = ("plane", "car", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `train [--dataset] [--data DIR] [--epochs N] [--device]`."""
    parser.add_argument("--dataset", choices=("digits", "cifar10"), default="digits", help="default: digits")
    parser.add_argument("--data", metavar="DIR", type=Path, help="where CIFAR-10 is, or is downloaded to")
    parser.add_argument("--epochs", metavar="N", type=int, default=2, help="passes over the images (default: 2)")
    parser.add_argument(
        "--device", choices=("auto", "cpu", "cuda"), default="auto", help="default: the faster one: the processor"
    )
    add_folder(parser)


def run(args: argparse.Namespace) -> int:
    """Train and tell. Exit status 1 where the student's code did not get to the end."""
    from grader.commands.student import use_utf8

    use_utf8()
    return _train(args)


def _train(args: argparse.Namespace) -> int:
    from grader.core.errors import UserError
    from grader.core.lessons import find, lessons
    from grader.core.source import is_untouched
    from grader.core.text import say
    from grader.grading.datasets import load
    from grader.grading.exercise import PRACTICE_SEED
    from grader.grading.secret import of_this_process
    from grader.sandbox.parent.client import Sandbox
    from grader.student.session import Session
    from grader.student.sources import source_in
    from grader.student.training import TrainingError, chosen_device

    if args.epochs < 1:
        raise UserError("--epochs takes a number from 1")
    files = []
    trained_by, whole = _declared()
    for lesson in map(find, whole.files):
        source = source_in(args.folder, lesson)
        if source.problem or is_untouched(source, lesson.starter):
            raise UserError(source.problem or f"{lesson.file_name} is still as it was handed out: solve it first")
        files.append(source)
    session = Session(args.folder, lessons())
    images = load(args.dataset, args.data, PRACTICE_SEED, session.read_secret() or of_this_process())
    session.close()
    try:
        with Sandbox() as sandbox:
            device, told = chosen_device(args.device, sandbox.layers())
            if told:
                say(told)
            trained = _watched(args, trained_by, tuple(files), images, device, sandbox)
    except TrainingError as problem:
        raise TrainingError(_in_notebooks(str(problem), files)) from None
    return _tell(args, trained, images, device)


def _in_notebooks(text: str, files: Sequence[SourceFile]) -> str:
    """Say places as cells of the student's notebook, where the files were taken from one."""
    for file in files:
        text = text if file.places is None else file.places.told(text, file.path.name)
    return text


def _declared() -> tuple[Lesson, WholeTraining]:
    """Return the exercise that declares a whole training, and what it says of it."""
    from grader.core.lessons import lessons

    return next((one, one.exercise.whole_training) for one in lessons() if one.exercise.whole_training)


def _watched(
    args: argparse.Namespace,
    lesson: Lesson,
    files: tuple[SourceFile, ...],
    images: Digits,
    device: str,
    sandbox: Sandbox,
) -> Trained:
    """Train behind a progress bar, or with a line every five seconds where there is no terminal."""
    from grader.commands.bar import bar
    from grader.core.text import say
    from grader.sandbox.parent.jobs import ProbeNews
    from grader.student.training import train

    on_terminal, told = sys.stderr.isatty(), time.monotonic()
    with bar("the network learns") as show:
        for news in train(lesson, files, images, args.epochs, device, sandbox):
            if not isinstance(news, ProbeNews):
                return news
            loss = "" if news.loss is None else f", loss {news.loss:.3f}"
            show(news.fraction, f"{news.text}{loss}")
            if not on_terminal and time.monotonic() - told > 5:
                told = time.monotonic()
                say(f"{news.fraction:4.0%} {news.text}{loss}")
    raise AssertionError("a training ends with its result")


def _tell(args: argparse.Namespace, trained: Trained, images: Digits, device: str) -> int:
    from grader.core.atomic import WriteError
    from grader.core.text import say
    from grader.student.training import save_weights

    for epoch, loss in enumerate(trained.losses[:100], start=1):
        print(f"epoch {epoch}: mean loss {loss:.3f}")
    names = CIFAR10_CLASSES if args.dataset == "cifar10" else tuple(map(str, range(10)))
    took = f"{trained.seconds:.0f} s, {device}"
    print(f"accuracy on {len(images.test_labels):,} images never seen: {trained.accuracy:.1%} ({took})")
    for name, share in zip(names, trained.by_class, strict=True):
        print(f"  {name:6} {share:6.1%}  {'█' * round(30 * share) if share == share else ''}")
    try:
        print(f"weights: {save_weights(args.folder, trained.weights)}")
    except WriteError as problem:
        say(f"the weights could not be saved: {problem}")
    return 0
