"""Makes the images that the training exercises learn from: real handwritten digits, set in clutter by seed.

Owns the embedded originals (`data/digits.npz`), their fixed split, the generator of cluttered 3x32x32 images and its
cache. What an exercise does with the images is the exercise's own affair. NumPy alone.

Images to learn from follow from a seed and are cached. Images held out follow from a secret: they are made anew by each
process that asks, and neither they nor their labels are written anywhere.

Plain digits are too easy for the lecture's `Net` (95% after two epochs). Cluttered they are about as hard for it as
CIFAR-10, so that a training loop with a slip in it shows.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeAlias

import platformdirs

from exercises.arrays import np
from exercises.definition import Hidden

SHA256 = "b2dab7b501728c22e9119ad76740b2e17c77a231e42d1e592380d90886f1a05e"
"""Of the embedded file. The generated images are not hashed: other CPUs round a few pixels by one level."""

_ORIGINALS = Path(__file__).parent / "data" / "digits.npz"
_FOR_TRAINING = 1297
"""Of the 1,797 originals; the other 500 are for test images. No original is on both sides."""

_GENERATOR = 2
"""Raise it when the generator changes, so that older cached images are not taken for its own."""
_KEPT_FILES = 8
"""Cached seeds, at 18 MB each; the oldest go first."""

SIDE = 32
_GLYPH = 8
_BLOCK = 500
"""Images made at a time: small enough for the arrays to stay in the processor's cache."""
_FRAGMENT, _FRAGMENTS, _FRAGMENT_ALPHA = 8, 3, 0.9
_SLOPE, _NOISE = 0.3, 0.08


Labelled: TypeAlias = "tuple[np.ndarray, np.ndarray]"
"""Images `uint8` `(N, 3, 32, 32)`, labels `int64` `(N,)`: the digit itself, also where only some classes are in."""


@dataclass(frozen=True)
class Digits:
    """Images to learn from and images held out, each with its labels."""

    train_images: np.ndarray
    train_labels: np.ndarray
    test_images: np.ndarray
    test_labels: np.ndarray


def cluttered(seed: int, count: int = 6000, classes: Sequence[int] | None = None) -> Labelled:
    """Return images to learn from, cached: as many of each class as can be, in random order."""
    chosen = tuple(range(10)) if classes is None else tuple(classes)
    name = f"digits-{_GENERATOR}-{seed}-{count}-{''.join(map(str, chosen))}.npz"
    with contextlib.suppress(Exception):  # a cache that cannot be read, for whatever reason, is no cache
        return _load(cache_folder() / name, count)
    glyphs, labels, _, _ = originals()
    rng = np.random.default_rng(seed)
    made = _images(rng, rng, glyphs, labels, count, chosen)
    with contextlib.suppress(Exception):  # nor is one that cannot be written: no home, a full disk
        _save(cache_folder() / name, made)
    return made


def held_out(hidden: Hidden, count: int = 2000, classes: Sequence[int] = range(10)) -> Labelled:
    """Return images of other originals, to measure by."""
    _, _, glyphs, labels = originals()
    return _images(hidden.answers, hidden.inputs, glyphs, labels, count, tuple(classes))


def normalised(images: np.ndarray) -> np.ndarray:
    """Return `uint8` in [0, 255] as `float32` in [-1, 1], the notebook's (x / 255 - 0.5) / 0.5."""
    return (images.astype(np.float32) / np.float32(255) - np.float32(0.5)) / np.float32(0.5)


def cache_folder() -> Path:
    """Return where made images are kept: `cnn-exercises` in the user's cache folder."""
    return Path(platformdirs.user_cache_path("cnn-exercises", appauthor=False))


# --- the cache --------------------------------------------------------------------------------------------------------


def _load(path: Path, count: int) -> Labelled:
    with np.load(path, allow_pickle=False) as stored:
        images, labels = stored["images"], stored["labels"]
    if (images.shape, images.dtype) != ((count, 3, SIDE, SIDE), np.dtype(np.uint8)):
        raise ValueError(f"{path} holds other images")
    if (labels.shape, labels.dtype) != ((count,), np.dtype(np.int64)):
        raise ValueError(f"{path} holds other labels")
    return images, labels


def _save(path: Path, made: Labelled) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(dir=path.parent, prefix=path.stem, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez(file, images=made[0], labels=made[1])
        Path(part).replace(path)  # whole or not at all, also when two runs write it at once
    except BaseException:
        Path(part).unlink()
        raise
    ours = sorted(path.parent.glob("digits-*.npz"), key=lambda file: file.stat().st_mtime)
    for old in ours[:-_KEPT_FILES]:
        old.unlink(missing_ok=True)


# --- the originals and the generator ----------------------------------------------------------------------------------


@cache
def originals() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return the split of the real digits: training glyphs `(1297, 8, 8)` in [0, 1] and labels, test glyphs and
    labels.
    """
    with np.load(_ORIGINALS, allow_pickle=False) as stored:
        order = np.random.RandomState(0).permutation(len(stored["labels"]))
        glyphs = (stored["images"][order] / 16).astype(np.float32)
        labels = stored["labels"][order].astype(np.int64)
    cut = _FOR_TRAINING
    return glyphs[:cut], labels[:cut], glyphs[cut:], labels[cut:]


def _images(
    answers: np.random.Generator,
    inputs: np.random.Generator,
    glyphs: np.ndarray,
    labels: np.ndarray,
    count: int,
    classes: tuple[int, ...],
) -> Labelled:
    """Images of `glyphs`: what they show is drawn from `answers`, what they look like from `inputs`."""
    wanted = answers.permutation(np.resize(np.array(classes, np.int64), count))
    chosen = np.empty(count, np.int64)
    for digit in classes:
        here = np.flatnonzero(wanted == digit)
        chosen[here] = answers.choice(np.flatnonzero(labels == digit), len(here))
    images = np.empty((count, 3, SIDE, SIDE), np.uint8)
    for start in range(0, count, _BLOCK):
        block = slice(start, min(start + _BLOCK, count))
        others = glyphs[inputs.integers(len(glyphs), size=len(chosen[block]))]
        images[block] = _block(inputs, glyphs[chosen[block]], others)
    return images, wanted


def _block(rng: np.random.Generator, glyphs: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Draw one image a glyph: the glyph, fragments of `others` over it, colours, a slope of light, noise."""
    n = len(glyphs)
    ink = _drawn(rng, glyphs)
    _add_fragments(rng, ink, _drawn(rng, others))
    ground = rng.uniform(0, 0.4, (n, 3, 1, 1)).astype(np.float32)
    # brighter than its ground in every channel: with either sign the network learns nothing for whole epochs
    digit = ground + np.float32(0.3) + (np.float32(0.7) - ground) * rng.random((n, 3, 1, 1), np.float32)
    image = ground + (digit - ground) * ink[:, None]
    along = np.linspace(-0.5, 0.5, SIDE, dtype=np.float32)
    down, right = rng.uniform(-_SLOPE, _SLOPE, (2, n, 1, 1)).astype(np.float32)
    image += (down * along[:, None] + right * along)[:, None]
    image += np.float32(_NOISE) * rng.standard_normal(image.shape, np.float32)
    pixels: np.ndarray = np.rint(np.clip(image, 0, 1) * 255).astype(np.uint8)
    return pixels


def _drawn(rng: np.random.Generator, glyphs: np.ndarray) -> np.ndarray:
    """Glyphs on a 32x32 ground, `(n, 32, 32)`: 18 to 28 pixels large, anywhere, rotated, sheared, bilinear."""
    n = len(glyphs)
    size = rng.uniform(18, 28, n)
    turn, shear = np.deg2rad(rng.uniform(-15, 15, n)), rng.uniform(-0.2, 0.2, n)
    centre = size / 2 + rng.random((2, n)) * (SIDE - size) - 0.5
    cos, sin, scale = np.cos(turn), np.sin(turn), _GLYPH / size
    # from a pixel of the image back to a point of the glyph
    cells = np.arange(SIDE)
    y, x = cells[:, None] - centre[0, :, None, None], cells[None, :] - centre[1, :, None, None]
    weights = [np.array(w)[:, None, None] for w in (cos * scale, sin * scale, shear)]
    row = weights[0] * y - weights[1] * x
    column = weights[1] * y + weights[0] * x + weights[2] * row
    middle = (_GLYPH - 1) / 2
    return _between(glyphs, row + middle, column + middle)


def _between(glyphs: np.ndarray, row: np.ndarray, column: np.ndarray) -> np.ndarray:
    """Bilinear values of each glyph at its points; zero outside."""
    side = _GLYPH + 2
    framed = np.pad(glyphs, ((0, 0), (1, 1), (1, 1))).ravel()
    row, column = (np.clip(at + 1, 0, side - 1.001).astype(np.float32) for at in (row, column))
    top, left = row.astype(np.int32), column.astype(np.int32)
    row -= top
    column -= left
    start = (np.arange(len(glyphs), dtype=np.int32) * side * side)[:, None, None] + top * side + left
    upper = framed[start] * (1 - column) + framed[start + 1] * column
    lower = framed[start + side] * (1 - column) + framed[start + side + 1] * column
    return np.asarray(upper * (1 - row) + lower * row)


def _add_fragments(rng: np.random.Generator, ink: np.ndarray, others: np.ndarray) -> None:
    """Lay squares cut out of other drawn digits over the ink, nearly opaque."""
    n, span = len(ink), np.arange(_FRAGMENT)
    which = np.arange(n)[:, None, None]
    for _ in range(_FRAGMENTS):
        cut, put = rng.integers(0, SIDE - _FRAGMENT + 1, (2, 2, n, 1, 1))
        source = others[which, cut[0] + span[:, None], cut[1] + span]
        at = (which, put[0] + span[:, None], put[1] + span)
        ink[at] = 1 - (1 - ink[at]) * (1 - np.float32(_FRAGMENT_ALPHA) * source)
