"""Trains a student's own network by their own loop in a confined child, as the lecture's notebook does.

Owns the job, what may be believed of its answer, and the saved weights. Printing is `commands.train`'s. The labels of
the test images stay in the parent.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event as Flag
from typing import Any

import numpy as np
import safetensors.numpy

from exercises import held_out
from exercises.definition import Needs
from exercises.digits import Digits
from grader.core import paths
from grader.core.atomic import write_bytes
from grader.core.errors import MachineError, UserError
from grader.core.lessons import Lesson
from grader.core.results import OutcomeKind
from grader.core.source import SourceFile
from grader.grading.verdict.compare import is_real
from grader.sandbox.parent.client import Sandbox
from grader.sandbox.parent.jobs import Answer, Call, Ended, Job, ProbeNews
from grader.sandbox.process import Layers

CLASSES = 10
_DAY = 86_400.0
_MEMORY = 8 << 30
_DEVICES = "nvidia*"
_MOST_THREADS = 2
"""Batches of 16 small images: more threads wait for each other."""


class TrainingError(MachineError):
    """The training did not come to its end: the lines that say why."""


@dataclass(frozen=True)
class Trained:
    """What came out: accuracy per class (NaN where a class has no image), all in [0, 1], losses, weights."""

    accuracy: float
    by_class: tuple[float, ...]
    losses: tuple[float, ...]
    weights: dict[str, np.ndarray]
    seconds: float


def gpu_devices() -> tuple[str, ...]:
    """Return the device files of an NVIDIA GPU, empty where the machine has none."""
    found = sorted(str(path) for path in Path("/dev").glob(_DEVICES))
    return tuple(found) if "/dev/nvidia0" in found else ()


def chosen_device(asked: str, layers: Layers) -> tuple[str, str]:
    """Return the device to train on, and a line that says why where that may surprise. Raises UserError.

    A GPU is taken only where it is asked for: with batches of 16 small images it is no faster than the processor (4 s
    either way on an H100), and takes 3 s more to start.
    """
    has_gpu = bool(gpu_devices())
    if asked != "cuda":
        told = "training on the processor: with batches of 16 small images a GPU is no faster (--device cuda takes it)"
        return "cpu", told if asked == "auto" and has_gpu else ""
    if not has_gpu:
        raise UserError("this machine has no NVIDIA GPU: leave out --device cuda")
    if not layers.complete:
        raise UserError(
            "code on a GPU is confined only by Landlock and seccomp together, and this machine has not both: leave out"
            " --device cuda"
        )
    return "cuda", ""


def _job(lesson: Lesson, files: tuple[SourceFile, ...], images: Digits, epochs: int, device: str, threads: int) -> Job:
    whole = lesson.exercise.whole_training
    assert whole is not None, "only an exercise that declares a whole training is trained"
    probe = (lesson.folder / whole.probe).read_text(encoding="utf-8")
    arguments = (images.train_images, images.train_labels, images.test_images)
    return Job(
        needs=Needs.TORCH,
        # absolute: where namespaces stand in, a child's root is another one
        modules=tuple((str(file.path.absolute()), file.content) for file in files),
        calls=(Call(whole.function, arguments, {"epochs": epochs, "device": device}),),
        numbers=(0,),
        seed=0,
        probe=probe,
        seconds=_DAY,
        memory=_MEMORY,
        threads=threads,
        devices=gpu_devices() if device == "cuda" else (),
    )


def train(
    lesson: Lesson,
    files: tuple[SourceFile, ...],
    images: Digits,
    epochs: int,
    device: str,
    sandbox: Sandbox,
    cancelled: Flag | None = None,
) -> Iterator[ProbeNews | Trained]:
    """Yield live reports, then Trained, of the whole training that `lesson` declares. Raises TrainingError."""
    threads = min(_MOST_THREADS, os.cpu_count() or 1)
    answer: Answer | None = None
    for heard in sandbox.run(_job(lesson, files, images, epochs, device, threads), cancelled):
        if isinstance(heard, ProbeNews):
            yield heard
        elif isinstance(heard, Answer):
            answer = heard
        elif isinstance(heard, Ended):
            yield _result(answer, heard, images.test_labels)


def _result(answer: Answer | None, ended: Ended, labels: np.ndarray) -> Trained:
    if ended.load is not None:
        raise TrainingError(ended.load.traceback)
    if answer is None:
        raise TrainingError(f"your code {ended.detail or 'ended early'}")
    outcome = answer.outcome
    if outcome.kind is OutcomeKind.ABSENT:
        raise TrainingError(f"neither file defines {outcome.message}")
    if outcome.kind is not OutcomeKind.RETURNED or not isinstance(outcome.value, dict):
        text = outcome.traceback or "the run gave no result"
        hint = "\nThe GPU can't be used here: leave out --device cuda." if "CUDA" in text else ""
        raise TrainingError(text + hint)
    return _trained(outcome.value, labels, ended.seconds)


def _trained(got: dict[str, Any], labels: np.ndarray, seconds: float) -> Trained:
    classes = held_out.predicted(got.get("scores"), len(labels))
    if isinstance(classes, str):
        raise TrainingError(classes)
    right = classes == labels
    by_class = tuple(float(right[labels == k].mean()) if (labels == k).any() else float("nan") for k in range(CLASSES))
    losses = got.get("losses")
    shown = tuple(float(x) for x in losses if is_real(x)) if isinstance(losses, list | tuple) else ()
    found = got.get("weights")
    weights = {str(k): v for k, v in found.items() if isinstance(v, np.ndarray)} if isinstance(found, dict) else {}
    return Trained(float(right.mean()), by_class, shown, weights, seconds)


def save_weights(folder: Path, weights: dict[str, np.ndarray]) -> Path:
    """Write the weights whole or not at all, and return where they are. Raises WriteError."""
    target = folder / paths.HISTORY_FOLDER / "weights.safetensors"
    write_bytes(target, [safetensors.numpy.save(weights)])
    return target
