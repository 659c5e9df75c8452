"""The probes of `convnet`, `lenet5`, `alexnet` and `transfer_learning`, called directly: what they see and what not."""

import importlib.util
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from safetensors.numpy import load_file
from torch import nn
from torch.nn.functional import max_pool2d, relu

from exercises.alexnet import exercise as alexnet
from exercises.definition import Case
from exercises.transfer_learning import probe as transfer_probe
from exercises.transfer_learning.exercise import judge_accuracy

ROOT = Path(__file__).parents[2]
IMAGES = np.random.default_rng(0).standard_normal((3, 3, 32, 32), dtype=np.float32)


def module_at(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def probe():
    return module_at(ROOT / "exercises/convnet/probe.py")


@pytest.fixture(scope="module")
def reference():
    return module_at(ROOT / "reference/convnet.py")


def scores(probe, net, images=IMAGES, seed=5):
    return probe.scores(SimpleNamespace(Net=net), "Net", images, seed).numpy()


class MatrixNet(nn.Module):
    """Registered last to first, full layers as x @ W, biases in other shapes."""

    def __init__(self):
        super().__init__()
        self.w5, self.b5 = nn.Parameter(torch.zeros(84, 10)), nn.Parameter(torch.zeros(1, 10))
        self.w4, self.b4 = nn.Parameter(torch.zeros(120, 84)), nn.Parameter(torch.zeros(84))
        self.w3, self.b3 = nn.Parameter(torch.zeros(400, 120)), nn.Parameter(torch.zeros(120))
        self.conv2, self.conv1 = nn.LazyConv2d(16, 5), nn.LazyConv2d(6, 5)

    def forward(self, x):
        x = max_pool2d(relu(self.conv1(x)), 2)
        x = max_pool2d(relu(self.conv2(x)), 2).flatten(1)
        x = relu(x @ self.w3 + self.b3)
        return relu(x @ self.w4 + self.b4) @ self.w5 + self.b5


def test_the_three_networks_share_one_probe():
    texts = {(ROOT / f"exercises/{name}/probe.py").read_text() for name in ("convnet", "lenet5", "alexnet")}
    assert len(texts) == 1


@pytest.mark.parametrize(("name", "kind", "total"), [("convnet", "Net", 62_006), ("lenet5", "LeNet5", 61_706)])
def test_parameters_are_counted_as_the_statement_says(probe, name, kind, total):
    image = (3 if kind == "Net" else 1, 32, 32)
    reference = module_at(ROOT / f"reference/{name}.py")
    assert probe.count(reference, kind, image) == total
    assert sum(probe.sizes(reference, kind, image)) == total


def test_equal_networks_score_equally_however_they_are_written(probe, reference):
    assert np.allclose(scores(probe, MatrixNet), scores(probe, reference.Net), rtol=1e-4, atol=1e-4)


def test_other_seeds_give_other_weights(probe, reference):
    assert not np.allclose(scores(probe, reference.Net, seed=1), scores(probe, reference.Net, seed=2), atol=0.1)


def test_a_convolution_over_the_whole_map_equals_the_full_layer(probe):
    def as_convolution():
        layers = list(module_at(ROOT / "reference/convnet.py").Net())
        return nn.Sequential(*layers[:6], nn.Conv2d(16, 120, 5), nn.Flatten(), *layers[8:])

    assert np.allclose(
        scores(probe, as_convolution), scores(probe, module_at(ROOT / "reference/convnet.py").Net), rtol=1e-4, atol=1e-4
    )


@pytest.mark.parametrize("left_out", [1, 4, 8, 10])
def test_any_missing_relu_shows(probe, reference, left_out):
    def without():
        return nn.Sequential(*(layer for i, layer in enumerate(reference.Net()) if i != left_out))

    assert np.abs(scores(probe, without) - scores(probe, reference.Net)).max() > 0.01


def test_dropout_does_nothing_and_a_default_dtype_does_not_matter(probe, reference):
    class Dropped(nn.Module):
        def __init__(self):
            super().__init__()
            self.net = nn.Sequential(nn.Dropout(0.9), reference.Net().double(), nn.Dropout(0.9))

        def forward(self, x):
            return self.net(x)

    assert np.allclose(scores(probe, Dropped), scores(probe, reference.Net), rtol=1e-4, atol=1e-4)


def test_numbers_drawn_in_evaluation_mode_are_told_whatever_is_drawn(probe, reference):
    def net(random):
        return lambda: nn.Sequential(reference.Net(), random)

    class Thinned(nn.Module):
        def forward(self, x):
            return nn.functional.dropout(x, 0.3)

    class Drawing(nn.Module):
        def forward(self, x):
            return x + 0 * torch.rand_like(x)

    thinned = probe.scores(SimpleNamespace(Net=net(Thinned())), "Net", IMAGES, 5)
    assert thinned == "other scores each time for the same images"
    assert np.allclose(scores(probe, net(Drawing())), scores(probe, reference.Net), rtol=1e-4, atol=1e-4)


def test_only_raw_scores_equal_the_last_bias(probe, reference):
    bias = np.linspace(-2, 2, 10, dtype=np.float32)
    raw = probe.raw(reference, "Net", IMAGES, bias).numpy()
    assert np.array_equal(raw, np.tile(bias, (3, 1)))
    softened = SimpleNamespace(Net=lambda: nn.Sequential(reference.Net(), nn.Softmax(1)))
    assert not np.allclose(probe.raw(softened, "Net", IMAGES, bias).numpy(), raw, atol=0.1)


def test_what_is_not_a_tensor_is_reported_as_it_is(probe, reference):
    class Pair(nn.Module):
        def forward(self, x):
            return "scores"

    assert probe.shape(SimpleNamespace(Net=Pair), "Net", IMAGES) == ["scores"]  # a text by itself is the probe's
    assert probe.shape(reference, "Net", IMAGES) == (3, 10)


@pytest.mark.parametrize("activation", [nn.Tanh, nn.Sigmoid, nn.ReLU])
@pytest.mark.parametrize("pool", [nn.AvgPool2d, nn.MaxPool2d])
@pytest.mark.parametrize("pool_first", [True, False])
def test_every_form_of_lenet5_is_among_the_accepted_ones(probe, activation, pool, pool_first):
    def stage():
        return (pool(2), activation()) if pool_first else (activation(), pool(2))

    def lenet():
        return nn.Sequential(
            *(nn.Conv2d(1, 6, 5), *stage(), nn.Conv2d(6, 16, 5), *stage(), nn.Conv2d(16, 120, 5), nn.Flatten()),
            *(activation(), nn.Linear(120, 84), activation(), nn.Linear(84, 10)),
        )

    grey = IMAGES[:, :1].copy()
    got = probe.scores(SimpleNamespace(LeNet5=lenet), "LeNet5", grey, 3).numpy()
    accepted = probe.accepted(module_at(ROOT / "reference/lenet5.py"), "LeNet5", grey, 3)
    assert any(np.allclose(got, one, rtol=1e-4, atol=1e-4) for one in accepted)


def test_a_lenet5_without_activations_is_not_accepted(probe):
    reference = module_at(ROOT / "reference/lenet5.py")
    linear = SimpleNamespace(LeNet5=lambda: nn.Sequential(*(x for x in reference.LeNet5() if type(x) is not nn.Tanh)))
    grey = IMAGES[:, :1].copy()
    got = probe.scores(linear, "LeNet5", grey, 3).numpy()
    assert not any(np.allclose(got, one, rtol=1e-2, atol=1e-2) for one in probe.accepted(reference, "LeNet5", grey, 3))


# --- transfer learning ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def weights():
    return load_file(ROOT / "exercises/data/backbone.safetensors")


@pytest.fixture(scope="module")
def right():
    return module_at(ROOT / "reference/transfer_learning.py")


def test_the_backbone_is_the_one_that_was_trained(weights):
    backbone = transfer_probe.Backbone()
    assert sum(parameter.numel() for parameter in backbone.parameters()) == 28_821
    assert {name: values.shape for name, values in weights.items()} == {
        name: tuple(values.shape) for name, values in backbone.state_dict().items()
    }


@pytest.mark.parametrize(
    ("architecture", "layer", "inputs"),
    [("vgg16", "classifier.6", 4096), ("alexnet", "classifier.6", 4096), ("resnet18", "fc", 512)],
)
def test_the_last_layer_of_the_lectures_networks_is_replaced(right, architecture, layer, inputs):
    new = transfer_probe.new_layer(right, architecture, 5)
    assert new == {f"{layer}.weight": [5, inputs], f"{layer}.bias": [5]}
    assert transfer_probe.left_trainable(right, architecture, 5) == []
    assert transfer_probe.new_trainable(right, architecture, 5) == list(new)


def test_a_new_layer_of_the_old_size_is_seen_as_new(right):
    same_size = SimpleNamespace(transfer=lambda model, classes: right.transfer(model, 1000))
    assert transfer_probe.new_layer(same_size, "resnet18", 5) == {"fc.weight": [1000, 512], "fc.bias": [1000]}


def test_a_frozen_network_moves_in_its_new_layer_alone_bit_for_bit(right, weights):
    labels = np.arange(8) % 5
    images = np.random.default_rng(1).integers(0, 256, (8, 3, 32, 32), dtype=np.uint8)
    assert transfer_probe.altered(right, weights, 5) == []
    assert transfer_probe.moved(right, weights, 5, images, labels) == ["head.1.weight", "head.1.bias"]
    thawed = SimpleNamespace(transfer=lambda model, classes: right.transfer(model, classes).requires_grad_(True))
    assert "features.0.weight" in transfer_probe.moved(thawed, weights, 5, images, labels)
    frozen = SimpleNamespace(transfer=lambda model, classes: right.transfer(model, classes).requires_grad_(False))
    assert transfer_probe.moved(frozen, weights, 5, images, labels) == []


def test_thrown_away_weights_are_seen(right, weights):
    anew = SimpleNamespace(transfer=lambda model, classes: right.transfer(transfer_probe.Backbone(), classes))
    assert "features.0.weight" in transfer_probe.altered(anew, weights, 5)


@pytest.mark.parametrize(("correct", "credit"), [(100, 1.0), (55, 1.0), (54, 0.5), (45, 0.5), (44, 0.0), (0, 0.0)])
def test_points_follow_the_accuracy(correct, credit):
    labels = np.arange(100) % 5
    guesses = np.where(np.arange(100) < correct, labels, (labels + 1) % 5)
    finding = judge_accuracy(Case("learned", kept=labels), np.eye(5, dtype=np.float32)[guesses], None)
    assert finding.credit == credit
    assert finding.measures["accuracy"] == pytest.approx(correct / 100)
    assert np.trace(finding.pictures["confusion"]) == correct


@pytest.mark.parametrize("got", [None, "5", [], np.zeros((3, 5)), np.full((100, 5), np.nan), {"a": 1}, np.zeros(100)])
def test_what_are_not_scores_earns_nothing(got):
    assert judge_accuracy(Case("learned", kept=np.arange(100) % 5), got, None).credit == 0


def test_the_reference_scores_what_was_learned_whatever_the_new_layer_is_called(right, weights):
    images, labels = np.zeros((6, 3, 32, 32), np.uint8), np.arange(6) % 5
    wrapped = SimpleNamespace(transfer=lambda model, classes: wrap(right.transfer(model, classes)))

    def wrap(model):
        model.head[1] = nn.Sequential(nn.Dropout(), model.head[1])
        return model

    for student in (right, wrapped):
        learned = transfer_probe.learned(student, weights, 5, images, labels)
        got = {name: value.numpy() for name, value in learned.items()}
        assert transfer_probe.scored(None, got, 5, images).shape == (6, 5)


@pytest.mark.parametrize(
    "got", [None, {}, {"features.0.weight": np.zeros(3, np.float32)}, [1], {"scores": np.zeros((6, 5))}]
)
def test_what_a_child_says_of_scores_counts_for_nothing(got):
    assert transfer_probe.scored(None, got, 5, np.zeros((6, 3, 32, 32), np.uint8)) is None


def test_rounding_moves_alexnets_scores_by_far_less_than_is_allowed(probe):
    check = next(one for one in alexnet.EXERCISE.checks if one.name == "one image alone")
    ((name, images, seed),) = (case.args for case in check.cases(np.random.default_rng(0)))
    reference = module_at(ROOT / "reference/alexnet.py")
    scored = probe.scores(reference, name, images, seed)
    exactly = probe._network(reference, name, images.shape[1:]).double()(torch.from_numpy(images).double())
    assert np.allclose(scored, exactly.detach(), rtol=0, atol=check.atol / 4)
