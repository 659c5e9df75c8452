"""Slide 6 again: filters that a network learned, beside the Gabor patches by which simple cells are described."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

from exercises import digits
from exercises.definition import Value
from exercises.experiments.definition import Experiment
from exercises.figures import Frame, Line, Lines, Picture, Role

SEED, SIDE = 6, 5


@dataclass(frozen=True)
class Patch:
    """A Gabor patch: a wave across `angle` degrees under a bell, mean 0, length 1."""

    angle: float
    pixels: np.ndarray


def normal(pixels: np.ndarray) -> np.ndarray:
    """The pixels with mean 0 and length 1, so that a product of two is their correlation."""
    centred = pixels - pixels.mean()
    return np.asarray(centred / max(float(np.linalg.norm(centred)), 1e-9))


def bank() -> list[Patch]:
    """1,440 patches: 12 orientations, 5 frequencies, 8 phases, 3 sizes."""
    down, right = np.indices((SIDE, SIDE)) - SIDE // 2
    patches = []
    for turn, frequency, phase, size in product(range(12), (0.1, 0.15, 0.2, 0.25, 0.3), range(8), (1.0, 1.5, 2.5)):
        angle = np.pi * turn / 12
        across = right * np.cos(angle) + down * np.sin(angle)
        along = down * np.cos(angle) - right * np.sin(angle)
        bell = np.exp(-(across**2 + (0.7 * along) ** 2) / (2 * size**2))
        patches.append(Patch(15.0 * turn, normal(bell * np.cos(2 * np.pi * frequency * across + np.pi * phase / 4))))
    return patches


def fit(pixels: np.ndarray, patches: list[Patch]) -> tuple[Patch, float]:
    """The patch that is most like these pixels, and the correlation."""
    likeness = np.array([patch.pixels for patch in patches]).reshape(len(patches), -1) @ normal(pixels).ravel()
    best = int(likeness.argmax())
    return patches[best], float(likeness[best])


def inputs() -> tuple[Value, ...]:
    """The cluttered digits: images and labels to train on."""
    return digits.cluttered(SEED)


def frames(found: Value) -> tuple[Frame, ...]:
    """Filter by filter: its mean over the colours, the best patch, and how alike they are."""
    filters = np.asarray(found, float)
    if filters.ndim != 4 or filters.shape[2:] != (SIDE, SIDE) or not 0 < len(filters) <= 16:
        raise ValueError("filters of another shape")
    patches = bank()
    noise = np.random.default_rng(0).normal(size=(50, SIDE, SIDE))
    chance = float(np.mean([fit(one, patches)[1] for one in noise]))
    return tuple(_frame(k, filters, patches, chance) for k in range(len(filters)))


def _frame(k: int, filters: np.ndarray, patches: list[Patch], chance: float) -> Frame:
    mean = filters[k].mean(axis=0)
    patch, likeness = fit(mean, patches)
    lines = (
        Line(f"filter {k + 1} of {len(filters)}"),
        Line(f"wave at {patch.angle:g}°"),
        Line(f"r = {likeness:.2f}", Role.FOCUS),
        Line(f"noise {chance:.2f}", Role.MUTED),
    )
    pictures = (Picture("learned", _large(mean)), Picture("Gabor patch", _large(patch.pixels)))
    return Frame("mid grey is 0", (*pictures, Lines("how alike", lines)))


def _large(pixels: np.ndarray) -> np.ndarray:
    grey = 0.5 + pixels / (2 * max(float(np.abs(pixels).max()), 1e-9))
    return np.asarray(np.clip(np.kron(grey, np.ones((3, 3))), 0, 1))


EXPERIMENT = Experiment(
    title="Filters and simple cells",
    question="What do the first filters of your trained network look like? Like spots, like edges, like noise?",
    shows=(
        "A filter that has learned is much more like a Gabor patch, an oriented wave under a bell, than noise is; one"
        " that is as near to noise has kept its random start. Gabor patches describe the receptive fields of simple"
        " cells well (Jones and Palmer, 1987). Five pixels and two epochs leave them coarse: AlexNet's 11x11 filters,"
        " after 1.2 million photographs, show it far better (the paper's figure 3)."
    ),
    belongs_to="alexnet",
    uses=("training", "convnet"),
    inputs=inputs,
    frames=frames,
)
