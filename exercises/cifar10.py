"""Loads the lecture's own images, CIFAR-10, where the machine has them or can download them.

Run as a program of its own (`python -m exercises.cifar10 FOLDER FILE`), because torchvision reads the original batches
and nothing else here may import it; what it writes is plain arrays in the form of `digits.Digits`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np

from exercises.digits import Digits


def as_digits(train: Any, test: Any) -> Digits:
    """Return two `torchvision.datasets.CIFAR10` as arrays: images channels first."""

    def images(split: Any) -> np.ndarray:
        return np.ascontiguousarray(np.asarray(split.data, np.uint8).transpose(0, 3, 1, 2))

    return Digits(images(train), np.asarray(train.targets, np.int64), images(test), np.asarray(test.targets, np.int64))


def load(path: Path) -> Digits:
    """Return the arrays that this program wrote. Raises OSError, ValueError or KeyError where there are none."""
    with np.load(path, allow_pickle=False) as stored:
        return Digits(**{name: stored[name] for name in Digits.__dataclass_fields__})


def main(folder: str, target: str) -> None:
    """Read (or download) the images in `folder`, write them to `target`."""
    from torchvision.datasets import CIFAR10

    here = (Path(folder) / "cifar-10-batches-py").is_dir()
    train, test = (CIFAR10(folder, train=part, download=not here) for part in (True, False))
    with Path(target).open("wb") as file:
        np.savez(file, **vars(as_digits(train, test)))


if __name__ == "__main__":
    main(*sys.argv[1:])
