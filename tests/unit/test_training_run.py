"""A student's own network trained by their own loop, in a confined child, on a few small made-up images."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
import safetensors.numpy

from exercises.digits import Digits
from grader.core.lessons import find
from grader.core.results import Outcome, OutcomeKind, Status
from grader.core.source import SourceFile
from grader.sandbox.parent.client import Sandbox
from grader.sandbox.parent.jobs import Answer, Ended, ProbeNews
from grader.student.training import Trained, TrainingError, save_weights, train

NET = b"""
import torch
class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.convolution = torch.nn.LazyConv2d(2, 5)
        self.scores = torch.nn.LazyLinear(10)
    def forward(self, images):
        return self.scores(torch.relu(self.convolution(images)).amax((2, 3)))
"""
LOOP = b"""
import torch
def train(model, images, labels, epochs=2, batch_size=16, lr=0.001):
    optimizer, losses = torch.optim.Adam(model.parameters(), lr), []
    for epoch in range(epochs):
        loss = torch.nn.functional.cross_entropy(model(images), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
"""


def images(count) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(count)
    return rng.integers(0, 256, (count, 3, 32, 32), np.uint8), np.arange(count, dtype=np.int64) % 3


IMAGES = Digits(*images(32), *images(12))


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox() as made:
        yield made


def trained(sandbox, net=NET, loop=LOOP, epochs=3):
    files = (SourceFile(Path("convnet.py"), net), SourceFile(Path("training.py"), loop))
    return list(train(find("training"), files, IMAGES, epochs, "cpu", sandbox))


# --- through the real sandbox


def test_a_run_ends_with_accuracy_losses_and_weights(sandbox):
    *news, done = trained(sandbox)
    assert isinstance(done, Trained)
    assert all(isinstance(one, ProbeNews) for one in news)
    assert len(done.losses) == 3
    assert 0 <= done.accuracy <= 1
    assert set(done.weights) == {"convolution.weight", "convolution.bias", "scores.weight", "scores.bias"}
    assert [math.isnan(share) for share in done.by_class] == [False] * 3 + [True] * 7


def test_progress_is_told_while_it_trains(sandbox):
    *news, _ = trained(sandbox)
    assert news[-1].text == "epoch 3 of 3"
    assert [one.fraction for one in news] == sorted(one.fraction for one in news)


@pytest.mark.parametrize(
    ("net", "loop", "said"),
    [
        (b"import torch\n", LOOP, "neither file defines Net"),
        (NET, b"import torch\n", "neither file defines train"),
        (NET + b"1 / 0\n", LOOP, "ZeroDivisionError"),
        (NET, LOOP.replace(b"return losses", b"import os; os._exit(0)"), "your code "),
        (NET.replace(b"10)", b"9)"), LOOP, "has 9|out of bounds|shape|Target"),
        (NET, b"def train(model, *a, **k):\n    model.scores.weight.data[:] = float('nan')\n", "not all finite"),
    ],
)
def test_what_does_not_come_to_its_end_says_why(sandbox, net, loop, said):
    with pytest.raises(TrainingError, match=said):
        trained(sandbox, net, loop)


# --- what may be believed of an answer


class Child:
    """A sandbox whose child answers this."""

    def __init__(self, value, kind=OutcomeKind.RETURNED, ended=None) -> None:
        self._heard = [Answer(0, Outcome(kind, value=value)), ended or Ended(None, seconds=2.0)]

    def run(self, job, cancelled=None):
        yield from self._heard


def scores(right) -> np.ndarray:
    """Scores that put the first `right` test images into their class and the others elsewhere."""
    classes = IMAGES.test_labels + (np.arange(12) >= right)
    return np.eye(10, dtype=np.float32)[classes]


def test_the_accuracy_is_counted_by_the_parent():
    (done,) = trained(Child({"scores": scores(9), "accuracy": 1.0}))
    assert (done.accuracy, done.seconds) == (0.75, 2.0)
    assert done.by_class[:3] == (0.75, 0.75, 0.75)


def test_what_is_no_loss_and_no_weight_is_left_out():
    (done,) = trained(
        Child({"scores": scores(12), "losses": [1.5, "x", None, True], "weights": {"a": 1, "b": scores(1)}})
    )
    assert done.losses == (1.5,)
    assert list(done.weights) == ["b"]


@pytest.mark.parametrize("value", [None, [], {}, {"scores": "high"}, {"scores": np.ones((12, 9), np.float32)}])
def test_what_is_no_answer_is_one_line(value):
    with pytest.raises(TrainingError) as caught:
        trained(Child(value))
    assert len(str(caught.value).splitlines()) == 1


def test_a_child_that_dies_says_how():
    class Dead:
        def run(self, job, cancelled=None):
            yield Ended(Status.MEMORY, "needed more memory than it may use")

    with pytest.raises(TrainingError, match="your code needed more memory"):
        trained(Dead())


def test_the_test_labels_stay_here():
    class Curious(Child):
        def run(self, job, cancelled=None):
            assert all(array is not IMAGES.test_labels for call in job.calls for array in call.args)
            assert len(job.calls[0].args) == 3
            yield from super().run(job)

    trained(Curious({"scores": scores(1)}))


# --- the weights


def test_weights_are_saved_whole_and_read_back(tmp_path):
    where = save_weights(tmp_path, {"layer": scores(3)})
    assert np.array_equal(safetensors.numpy.load_file(where)["layer"], scores(3))
    assert [path.name for path in where.parent.iterdir()] == ["weights.safetensors"]


def test_weights_that_cannot_be_saved_leave_the_old_ones(tmp_path, monkeypatch):
    where = save_weights(tmp_path, {"layer": scores(3)})
    monkeypatch.setattr(safetensors.numpy, "save", lambda weights: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(OSError, match="full"):
        save_weights(tmp_path, {"layer": scores(9)})
    assert np.array_equal(safetensors.numpy.load_file(where)["layer"], scores(3))
    assert len(list(where.parent.iterdir())) == 1


def test_a_relative_folder_reaches_the_child_as_a_whole_path(monkeypatch, tmp_path):
    """Where namespaces stand in for a missing layer, a relative path would begin at another root."""
    monkeypatch.chdir(tmp_path)
    asked = []

    class Asked:
        def run(self, job, cancelled):
            asked.extend(path for path, _ in job.modules)
            yield Ended(Status.CRASHED, "stopped")

    files = (SourceFile(Path("prac/convnet.py"), NET), SourceFile(Path("prac/training.py"), LOOP))
    with pytest.raises(TrainingError):
        list(train(find("training"), files, IMAGES, 1, "cpu", Asked()))
    assert asked == [str(tmp_path / "prac/convnet.py"), str(tmp_path / "prac/training.py")]
