"""Loads the images that networks are trained on: the cluttered digits, or CIFAR-10 by a program of its own.

Owns finding them and saying in one line why they are not there. Making digits is `exercises.digits`'s.
"""

from __future__ import annotations

import contextlib
import dataclasses
import subprocess
import sys
import tempfile
from pathlib import Path

from exercises import cifar10
from exercises.digits import Digits, cluttered
from exercises.digits import held_out as digits_held_out
from grader.core.errors import UserError
from grader.core.lessons import Lesson
from grader.grading.secret import hidden


class DatasetError(UserError):
    """The images cannot be had: one line that says why and what to do."""


def load(name: str, folder: Path | None, seed: int, secret: bytes) -> Digits:
    """Return the images called `name`; CIFAR-10 from `folder`, or downloaded to it. Raises DatasetError.

    Those to learn from follow from `seed`, those held out and their order from `secret`.
    """
    held_out = hidden(secret, 0, 0, seed)
    if name == "digits":
        return Digits(*cluttered(seed), *digits_held_out(held_out))
    images = cifar10_images(folder)
    order = held_out.answers.permutation(len(images.test_labels))
    return dataclasses.replace(images, test_images=images.test_images[order], test_labels=images.test_labels[order])


def cifar10_images(folder: Path | None) -> Digits:
    """Return CIFAR-10 in its own order. Raises DatasetError."""
    return _cifar10(folder or Path("cifar10"))


def _cifar10(folder: Path) -> Digits:
    with tempfile.TemporaryDirectory(prefix="cnn-exercises-") as temporary:
        target = Path(temporary) / "cifar10.npz"
        command = [sys.executable, "-m", "exercises.cifar10", str(folder.resolve()), str(target)]
        is_new = not folder.exists()
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            if is_new:
                with contextlib.suppress(OSError):  # only where nothing came into it
                    folder.rmdir()
            lines = done.stderr.strip().splitlines() or ["no reason given"]
            raise DatasetError(f"no CIFAR-10 in {folder}, and it cannot be downloaded: {lines[-1][:200]}")
        return cifar10.load(target)


def on_images(lesson: Lesson, images: Digits) -> Lesson:
    """Return the exercise with its checks on `images`; an exercise that has its own images stays as it is."""
    if lesson.exercise.on_images is None:
        return lesson
    return dataclasses.replace(
        lesson, exercise=dataclasses.replace(lesson.exercise, checks=lesson.exercise.on_images(images))
    )
