"""`cnn-exercises train`: what it refuses, in one line each. Training itself is tests/unit/test_training_run.py."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.e2e.conftest import SUBMISSIONS

RIGHT = SUBMISSIONS / "right"


def refused(done) -> str:
    assert (done.returncode, done.stdout) == (2, ""), done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1, done.stderr
    return done.stderr


@pytest.fixture
def solved(tmp_path):
    """A folder with a network and a loop."""
    for name in ("convnet", "training"):
        shutil.copy(RIGHT / name / "notebook.py", tmp_path / f"{name}.py")
    return tmp_path


def test_without_files(program):
    assert "no file convnet.py" in refused(program("train"))


def test_with_the_network_but_no_loop(program, solved):
    (solved / "training.py").unlink()
    assert "no file training.py" in refused(program("train"))


def test_with_files_as_they_were_handed_out(program):
    program("init")
    assert "convnet.py is still as it was handed out: solve it first" in refused(program("train"))


@pytest.mark.skipif(Path("/dev/nvidia0").exists(), reason="this machine has a GPU")
def test_a_gpu_that_is_not_there(program, solved):
    assert "no NVIDIA GPU: leave out --device cuda" in refused(program("train", "--device", "cuda"))


def test_no_epochs(program, solved):
    assert "--epochs takes a number from 1" in refused(program("train", "--epochs", "0"))


def test_cifar10_where_there_is_none_and_no_network(program, solved, tmp_path):
    # a proxy that nobody listens to stands for a machine without network
    nowhere = dict.fromkeys(
        ("http_proxy", "https_proxy", "all_proxy", "HTTPS_PROXY", "HTTP_PROXY"), "http://127.0.0.1:9"
    )
    without = {**nowhere, "no_proxy": "", "NO_PROXY": ""}
    done = program("train", "--dataset", "cifar10", "--data", tmp_path / "images", env=without)
    assert "no CIFAR-10 in" in refused(done)
    assert not (tmp_path / "images").exists(), "nothing is left lying about"


def test_an_unknown_dataset(program):
    done = program("train", "--dataset", "mnist")
    assert done.returncode == 2
    assert "invalid choice: 'mnist'" in done.stderr
