"""Slide 11: features become linearly separable. A linear classifier on pixels, on the first pool, on the second."""

from __future__ import annotations

import numpy as np

from exercises import digits
from exercises.definition import Hidden, Value
from exercises.experiments.definition import Experiment
from exercises.figures import Bar, Bars, Frame, Picture, Role

SEED = 11
STAGES = (("pixels", 3072), ("first pool", 1176), ("second pool", 400))
"""What the classifier sees, and how many numbers that is."""


def inputs() -> tuple[Value, ...]:
    """The cluttered digits: images and labels to train on, images and labels to test on."""
    unseen = Hidden(np.random.default_rng([SEED, 1]), np.random.default_rng([SEED, 2]))  # nothing to hide: no points
    return *digits.cluttered(SEED), *digits.held_out(unseen)


def frames(found: Value) -> tuple[Frame, ...]:
    """One image as each stage has it; then the accuracies."""
    shares = [min(max(float(share), 0.0), 1.0) for share in found["accuracies"]]
    whole = min(max(float(found["network"]), 0.0), 1.0)
    bars = [
        Bar(name, share, f"{share:.0%} of {size} numbers", Role.FOCUS if name == "second pool" else Role.DONE)
        for (name, size), share in zip(STAGES, shares, strict=True)
    ]
    bars.append(Bar("the Net itself", whole, f"{whole:.0%}", Role.MUTED))
    image = np.asarray(found["image"], float)
    first, second = (np.asarray(found[name], float) for name in ("first", "second"))
    if image.shape != (32, 32, 3) or first.shape != (6, 14, 14) or second.shape != (16, 5, 5):
        raise ValueError("pictures of another shape")
    pictures = (
        Picture("image", image.reshape(16, 2, 16, 2, 3).mean(axis=(1, 3))),
        Picture("pool 1, one map", _scaled(first[first.std(axis=(1, 2)).argmax()])),
        Picture("pool 2, six maps", _wall(second)),
    )
    return (
        Frame("one image on its way through the network", pictures),
        Frame("a linear classifier, on images never seen", (Bars("right answers", tuple(bars), width=12),)),
    )


def _scaled(numbers: np.ndarray) -> np.ndarray:
    return np.asarray((numbers - numbers.min()) / max(float(np.ptp(numbers)), 1e-9))


def _wall(maps: np.ndarray) -> np.ndarray:
    """The six liveliest maps, two rows of three."""
    chosen = maps[np.argsort(maps.std(axis=(1, 2)))[::-1][:6]]
    wall = np.zeros((11, 17))
    for k, one in enumerate(chosen):
        top, left = 6 * (k // 3), 6 * (k % 3)
        wall[top : top + 5, left : left + 5] = _scaled(one)
    return wall


EXPERIMENT = Experiment(
    title="What a linear classifier can tell apart",
    question="A linear classifier reads pixels, then the first pool, then the second. Where does it do best?",
    shows=(
        "The numbers become fewer and easier to tell apart. From the pixels a linear classifier gets little; from the"
        " second pool it gets about as much as the network's own three layers. That is what the convolutions learned,"
        " and why a new last layer is enough in transfer learning."
    ),
    belongs_to="transfer_learning",
    uses=("training", "convnet"),
    inputs=inputs,
    frames=frames,
)
