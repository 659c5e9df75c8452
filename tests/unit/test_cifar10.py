"""CIFAR-10 as arrays. The images themselves are not here: stand-ins with torchvision's attributes are."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from exercises import cifar10
from exercises.digits import Digits


def split(count, rng):
    return SimpleNamespace(data=rng.integers(0, 256, (count, 32, 32, 3), np.uint8), targets=list(range(count)))


@pytest.fixture
def splits():
    rng = np.random.default_rng(0)
    return split(6, rng), split(4, rng)


def test_images_come_channels_first_and_labels_as_int64(splits):
    train, test = splits
    images = cifar10.as_digits(train, test)
    assert images.train_images.shape == (6, 3, 32, 32)
    assert images.test_images.dtype == np.uint8
    assert images.train_images[2, 1, 5, 7] == train.data[2, 5, 7, 1]
    assert images.train_images.flags.c_contiguous
    assert images.test_labels.tolist() == [0, 1, 2, 3]
    assert images.test_labels.dtype == np.int64


def test_what_the_program_writes_is_read_back(splits, tmp_path):
    images = cifar10.as_digits(*splits)
    with (tmp_path / "images.npz").open("wb") as file:
        np.savez(file, **vars(images))
    again = cifar10.load(tmp_path / "images.npz")
    assert all(np.array_equal(getattr(again, name), getattr(images, name)) for name in Digits.__dataclass_fields__)


@pytest.mark.parametrize("content", [b"", b"not an archive"])
def test_a_broken_file_is_an_error_that_can_be_told(tmp_path, content):
    (tmp_path / "images.npz").write_bytes(content)
    with pytest.raises((OSError, ValueError, KeyError, EOFError)):
        cifar10.load(tmp_path / "images.npz")
