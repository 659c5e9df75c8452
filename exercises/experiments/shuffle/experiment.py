"""Slide 4: the pixels of all images are shuffled in the same way. A dense layer learns the same, a ConvNet less."""

from __future__ import annotations

import numpy as np

from exercises import digits
from exercises.definition import Value
from exercises.experiments.definition import Experiment
from exercises.figures import Bar, Bars, Frame, Picture, Role

SIDE, GLYPH, MOVE = 32, 16, 3
TRAIN, TEST, SEED = 3000, 1000, 4


def placed(rng: np.random.Generator, glyphs: np.ndarray, labels: np.ndarray, count: int) -> tuple[Value, Value]:
    """Digits of 16x16 on a 32x32 ground, up to three pixels from the middle: grey images in [0, 1] and labels."""
    chosen = rng.integers(len(glyphs), size=count)
    images = np.zeros((count, SIDE, SIDE), np.float32)
    middle = (SIDE - GLYPH) // 2
    for image, glyph in zip(images, glyphs[chosen], strict=True):
        y, x = rng.integers(middle - MOVE, middle + MOVE + 1, 2)
        image[y : y + GLYPH, x : x + GLYPH] = np.kron(glyph, np.ones((2, 2)))
    return images, labels[chosen]


def inputs() -> tuple[Value, ...]:
    """Training images and labels, test images and labels, and the order that the pixels are shuffled into."""
    rng = np.random.default_rng(SEED)
    train_glyphs, train_labels, test_glyphs, test_labels = digits.originals()
    train = placed(rng, train_glyphs, train_labels, TRAIN)
    test = placed(rng, test_glyphs, test_labels, TEST)
    return (*train, *test, rng.permutation(SIDE * SIDE))


def frames(found: Value) -> tuple[Frame, ...]:
    """A digit before and after; then four accuracies."""
    images, _, _, _, order = inputs()
    pictures = tuple(
        Picture(title, image[::2, ::2])
        for title, image in (("a digit", images[0]), ("shuffled", images[0].ravel()[order].reshape(SIDE, SIDE)))
    )
    rows = (
        ("dense layer", "dense", Role.FIRST),
        ("  shuffled", "dense shuffled", Role.FIRST),
        ("Net", "net", Role.SECOND),
        ("  shuffled", "net shuffled", Role.SECOND),
    )
    shares = {key: min(max(float(found[key]), 0.0), 1.0) for _, key, _ in rows}
    bars = tuple(Bar(label, shares[key], f"{shares[key]:.0%}", role) for label, key, role in rows)
    return (
        Frame("all images are shuffled in the same way", pictures),
        Frame("right answers on new images", (Bars("accuracy", bars, width=30),)),
    )


EXPERIMENT = Experiment(
    title="Shuffled pixels",
    question="All images are shuffled in the same way. Which network minds, the fully connected layer or the ConvNet?",
    shows=(
        "The fully connected layer does as well as before: it has a weight for each place and never knew which places"
        " were neighbours. The ConvNet loses much of its lead: its filters look at neighbours, and these now have"
        " nothing to do with each other."
    ),
    belongs_to="fully_connected",
    uses=("training", "convnet"),
    inputs=inputs,
    frames=frames,
)
