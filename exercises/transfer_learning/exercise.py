"""Transfer learning: everything frozen but a new last layer (slides "Transfer Learning")."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from exercises.arrays import np
from exercises.definition import Case, Check, Exercise, Finding, Hidden, Needs, Rule, Value
from exercises.digits import cluttered, held_out
from exercises.transfer_learning.questions import QUESTIONS

_WEIGHTS = Path(__file__).parent.parent / "data" / "backbone.safetensors"
_BACKBONE = "backbone"
_OLD, _NEW = 5, range(5, 10)

_IMAGES_A_CLASS, _UNSEEN = 20, 1000
FULL, HALF = 0.55, 0.45
"""Accuracy for all and for half of the points, on 1,000 unseen images. Frozen and pretrained: 71.8 ± 2.4 [66.7..75.7]
over 20 seeds, 7 SD above the edge. Frozen and random: 33.5 ± 3.5 [27.8..40.0]. Trained from scratch: 39.3 ± 4.4
[34.2..45.9], head untrained: 20.2 ± 4.6, nothing frozen: 71.9 ± 2.0 (8 seeds each; the last is for other checks)."""
_HARDLY = 0.27
"""Of five classes: below it the new layer learned next to nothing."""


def _new_layer(architecture: str) -> Callable[[np.random.Generator], list[Case]]:
    return lambda rng: [_case("new_layer", architecture, rng)]


def _only_it_learns(architecture: str) -> Callable[[np.random.Generator], list[Case]]:
    return lambda rng: [_case(function, architecture, rng) for function in ("left_trainable", "new_trainable")]


def _case(function: str, architecture: str, rng: np.random.Generator) -> Case:
    classes = int(rng.choice([2, 3, 4, 6, 7, 8, 9, 11, 12]))
    model = "backbone" if architecture == _BACKBONE else f"torchvision.models.{architecture}()"
    return Case(function, (architecture, classes), owner="transfer", shown=f"transfer({model}, {classes})")


def _kind(name: str, architecture: str) -> tuple[Check, Check]:
    """What is looked at in one kind of model, without calling any other."""
    return (
        Check(f"{name}: a new last layer", 0.5, _new_layer(architecture), Rule.SAME, "in the last nn.Linear's place"),
        Check(f"{name}: only that layer learns", 0.5, _only_it_learns(architecture), Rule.SAME, "the rest is frozen"),
    )


def _backbone(function: str, *more: Value, shown: str = "") -> Case:
    from safetensors.numpy import load_file  # it takes NumPy with it, which listing exercises does without

    args = (load_file(_WEIGHTS), len(_NEW), *more)
    return Case(function, args, owner="transfer", shown=f"transfer(backbone, {len(_NEW)}){shown}")


def _altered(rng: np.random.Generator) -> list[Case]:
    return [_backbone("altered")]


def _moved(rng: np.random.Generator) -> list[Case]:
    images = rng.integers(0, 256, (12, 3, 32, 32), dtype=np.uint8)
    return [_backbone("moved", images, rng.integers(0, len(_NEW), 12), shown=", then two training steps")]


def _learned(rng: np.random.Generator) -> list[Case]:
    images, labels = cluttered(int(rng.integers(2**31)), _IMAGES_A_CLASS * len(_NEW), _NEW)
    return [_backbone("learned", images, labels - _OLD, shown=f", then {_IMAGES_A_CLASS} images a class")]


def _hold_out(case: Case, hidden: Hidden) -> Case:
    images, labels = held_out(hidden, _UNSEEN, _NEW)
    return replace(case, unseen=(len(_NEW), images), kept=labels - _OLD)


def judge_accuracy(case: Case, wanted: Value, got: Value) -> Finding:
    """Points by the share of unseen digits 5 to 9 that the transferred network names.

    `wanted` holds the scores that the returned weights give on the reference's side.
    """
    labels = case.kept
    wanted_text = f"at least {FULL:.0%}"
    shape = (len(labels), len(_NEW))
    is_array = isinstance(wanted, np.ndarray) and wanted.shape == shape and wanted.dtype.kind == "f"
    if not is_array or not np.isfinite(wanted).all():
        message = (
            f"the transferred network must be the backbone with a last layer of {shape[1]} outputs, and its scores"
        )
        message += " finite numbers"
        return Finding(0.0, message, insight=message, wanted=wanted_text, got="no such scores")
    guesses = wanted.argmax(axis=1)
    accuracy = float((guesses == labels).mean())
    confusion = np.zeros((len(_NEW), len(_NEW)), dtype=np.int64)
    np.add.at(confusion, (labels, guesses), 1)
    message = (
        f"{accuracy:.1%} of new images of digits 5 to 9 are classified correctly (from {_IMAGES_A_CLASS} a class); "
    )
    message += f"all points from {FULL:.0%}, half from {HALF:.0%}"
    credit = 1.0 if accuracy >= FULL else 0.5 if accuracy >= HALF else 0.0
    measures, pictures = {"accuracy": accuracy}, {"confusion": confusion, "classes": _OLD + np.arange(len(_NEW))}
    insight = "" if credit == 1 else _why_so_few(accuracy)
    return Finding(credit, message, None, False, measures, pictures, wanted_text, f"{accuracy:.1%}", insight)


def _why_so_few(accuracy: float) -> str:
    """Return what reaches as little, by what was measured."""
    if accuracy < _HARDLY:
        return f"{accuracy:.0%} is about what guessing among {len(_NEW)} classes gives: the new layer hardly learned"
    return f"{accuracy:.0%} is what a network reaches that was never trained: is what it knew still in its layers?"


EXERCISE = Exercise(
    number=18,
    section="7.3 Architectures",
    title="Transfer learning",
    functions=("transfer",),
    checks=(
        *_kind("VGG16", "vgg16"),
        *_kind("AlexNet", "alexnet"),
        *_kind("ResNet-18", "resnet18"),
        *_kind("our network", _BACKBONE),
        Check("our network: old weights as they were", 0.5, _altered, Rule.SAME, "what the network knows is not lost"),
        Check("our network: a step moves the new layer alone", 0.5, _moved, Rule.SAME, "the rest stays, bit for bit"),
        Check(
            "our network: digits 5 to 9 from 20 images each",
            1.0,
            _learned,
            why="by accuracy on new images",
            holds_out=_hold_out,
            replay="scored",
            judge=judge_accuracy,
        ),
    ),
    needs=Needs.TORCHVISION,
    seconds=60.0,
    paced=True,
    questions=QUESTIONS,
)
