"""The embedded digits and the cluttered images made from them."""

import hashlib
import os
from pathlib import Path

import numpy as np
import pytest

from exercises import digits
from exercises.definition import Hidden


@pytest.fixture(autouse=True)
def cache_in_a_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def small(seed=3, **options):
    return digits.cluttered(seed, 60, **options)


def unseen(answers=1, inputs=2, **options):
    hidden = Hidden(np.random.default_rng(answers), np.random.default_rng(inputs))
    return digits.held_out(hidden, 40, **options)


def same(first, second):
    return all(np.array_equal(one, other) for one, other in zip(first, second, strict=True))


def test_the_embedded_file_is_the_published_one():
    embedded = Path(digits.__file__).parent / "data" / "digits.npz"
    assert hashlib.sha256(embedded.read_bytes()).hexdigest() == digits.SHA256


def test_no_original_is_on_both_sides():
    train, train_labels, test, test_labels = digits.originals()
    assert (len(train), len(train_labels), len(test), len(test_labels)) == (1297, 1297, 500, 500)
    assert not {glyph.tobytes() for glyph in train} & {glyph.tobytes() for glyph in test}


def test_shapes_types_and_balance():
    (images, labels), (others, answers) = small(), unseen()
    assert images.shape == (60, 3, 32, 32)
    assert others.shape == (40, 3, 32, 32)
    assert images.dtype == others.dtype == np.uint8
    assert labels.dtype == answers.dtype == np.int64
    assert np.bincount(labels).tolist() == [6] * 10
    assert np.bincount(answers).tolist() == [4] * 10


def test_the_digit_is_really_in_the_image():
    """Brighter ink than ground: the mean image of a 0 is dark in its middle, that of a 1 is not."""
    images, labels = digits.cluttered(0, 400, classes=(0, 1))
    middle = images[:, :, 13:19, 13:19].mean((1, 2, 3)) - images.mean((1, 2, 3))
    assert middle[labels == 1].mean() > middle[labels == 0].mean() + 10


def test_a_seed_gives_the_same_images_and_another_seed_others(tmp_path, monkeypatch):
    first = small(3)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "another"))
    assert same(first, small(3))
    assert not np.array_equal(first[0], small(4)[0])


def test_what_is_held_out_shows_what_one_generator_drew_however_the_other_paints_it():
    (images, labels), (painted, same_labels), (_, other_labels) = unseen(), unseen(inputs=3), unseen(answers=3)
    assert np.array_equal(labels, same_labels)
    assert not np.array_equal(images, painted)
    assert not np.array_equal(labels, other_labels)


def test_what_is_held_out_is_written_nowhere():
    unseen()
    assert not digits.cache_folder().exists()


def test_classes_keep_their_own_labels():
    (_, labels), (_, answers) = small(classes=(5, 6, 7, 8, 9)), unseen(classes=(5, 6, 7, 8, 9))
    assert set(labels) == set(answers) == {5, 6, 7, 8, 9}


def test_normalised_is_the_notebooks():
    pixels = np.array([0, 51, 255], np.uint8)
    assert digits.normalised(pixels).dtype == np.float32
    assert digits.normalised(pixels).tolist() == pytest.approx([-1, -0.6, 1])


def test_the_second_time_comes_from_the_cache(monkeypatch):
    first = small()
    monkeypatch.setattr(digits, "_images", None)
    assert same(first, small())


@pytest.mark.parametrize("damage", [lambda raw: raw[: len(raw) // 2], lambda raw: b"", lambda raw: b"PK" + raw[9:]])
def test_a_damaged_cache_is_made_anew(damage):
    first = small()
    (cached,) = digits.cache_folder().iterdir()
    cached.write_bytes(damage(cached.read_bytes()))
    assert same(first, small())
    assert same(first, digits._load(cached, 60))


def test_a_cache_of_other_arrays_is_made_anew():
    first = small()
    (cached,) = digits.cache_folder().iterdir()
    np.savez(cached, images=first[0], labels=first[1][:5])
    assert same(first, small())


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path, monkeypatch):
    wanted = small()
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert same(wanted, small())


def test_a_full_disk_leaves_no_half_file(monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(digits.np, "savez", full)
    small()
    assert list(digits.cache_folder().iterdir()) == []


def test_no_home_is_no_error(monkeypatch):
    monkeypatch.delenv("XDG_CACHE_HOME")

    def nowhere():
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", nowhere)
    assert len(small()[0]) == 60


def test_only_the_newest_seeds_are_kept():
    for seed in range(10):
        small(seed)
        (newest,) = digits.cache_folder().glob(f"digits-*-{seed}-60-*.npz")
        os.utime(newest, (seed, seed))
    kept = {int(file.name.split("-")[2]) for file in digits.cache_folder().iterdir()}
    assert len(kept) == 8
    assert {8, 9} <= kept
