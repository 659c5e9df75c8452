"""What is seen of a training loop, and what is thought of it."""

import runpy
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch

from exercises.definition import Case
from exercises.training import judges
from exercises.training.exercise import EXERCISE

ROOT = Path(__file__).resolve().parents[2]
PROBE = runpy.run_path(str(ROOT / "exercises/training/probe.py"))
NOTEBOOK = runpy.run_path(str(ROOT / "exercises/training/notebook.py"))
REFERENCE = SimpleNamespace(**runpy.run_path(str(ROOT / "reference/training.py")))
MISTAKES = runpy.run_path(str(ROOT / "exercises/training/mistakes.py"))
CHECKS = {check.name: check for check in EXERCISE.checks}
RUBBISH = [None, 0, "x", [], {}, [[]], {"batches": [[]]}, {"batches": [["a"]]}, {"batches": 3}, np.zeros(3), 10**5000]


def plain(value):
    """As it comes over the wire."""
    if isinstance(value, torch.Tensor):
        return value.detach().numpy()
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


def case_of(name, seed=0):
    (case,) = CHECKS[name].cases(np.random.default_rng(seed))
    return case


def fed(student, case):
    torch.manual_seed(3)
    return plain(PROBE["feed"](student, *case.args))


def found(student, name, seed=0):
    """The finding of one of the two checks of what `train` feeds."""
    case = case_of(name, seed)
    got = fed(student, case)
    check = CHECKS[name]
    wanted = PROBE["replay"](REFERENCE, got, *case.args) if check.replay else None
    return check.judge(case, wanted, got)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", ["train: the batches it feeds", "train: its steps and its losses"])
def test_the_right_loop_earns_everything(name, seed):
    finding = found(REFERENCE, name, seed)
    assert (finding.credit, finding.message, finding.mistake) == (1.0, "", None)


BATCHES = [
    "last_partial_batch_dropped",
    "not_shuffled",
    "shuffled_once_only",
    "batch_size_ignored",
    "epochs_ignored",
    "images_drawn_anew_for_each_batch",
    "images_held_back_for_validation",
]
STEPS = [
    "softmax_before_cross_entropy",
    "gradients_not_zeroed",
    "step_before_backward",
    "no_step_with_a_gradient",
    "step_taken_twice",
    "loss_summed_over_the_batch",
    "images_shuffled_without_labels",
    "evaluation_mode_while_training",
    "optimizer_made_anew_each_step",
    "optimizer_made_anew_each_epoch",
    "SGD_instead_of_Adam",
    "learning_rate_ignored",
    "loss_of_the_last_batch",
    "losses_summed_over_the_epoch",
    "losses_divided_by_the_number_of_images",
    "losses_divided_by_images_over_batch_size",
]


@pytest.mark.parametrize("slip", BATCHES)
def test_slips_in_the_batches_are_named(slip):
    finding = found(MISTAKES[slip](), "train: the batches it feeds")
    assert (finding.credit, finding.mistake) == (0.0, slip.replace("_", " "))


@pytest.mark.parametrize("slip", STEPS)
def test_slips_in_the_steps_are_named(slip):
    finding = found(MISTAKES[slip](), "train: its steps and its losses")
    assert (finding.credit, finding.mistake) == (0.0, slip.replace("_", " "))


def test_batches_that_overlap_are_not_taken_for_images_drawn_at_random():
    def train(model, images, labels, epochs=2, batch_size=16, lr=0.001):
        optimizer = torch.optim.Adam(model.parameters(), lr=lr)
        for _ in range(epochs):
            order = torch.randperm(len(images))
            for start in range(-(-len(images) // batch_size)):
                whole = (start + 1) * batch_size <= len(images)
                batch = order[start : start + (batch_size if whole else len(images) % batch_size)]
                REFERENCE.train_step(model, images[batch], labels[batch], optimizer)

    finding = found(SimpleNamespace(train=train), "train: the batches it feeds")
    assert (finding.credit, finding.mistake, finding.got) == (0.0, None, "some images twice")


def test_other_images_left_out_each_time_are_not_held_back():
    def train(model, images, labels, epochs=2, batch_size=16, lr=0.001):
        for _ in range(epochs):
            some = torch.randperm(len(images))[: len(images) - batch_size]
            REFERENCE.train(model, images[some], labels[some], 1, batch_size, lr)

    finding = found(SimpleNamespace(train=train), "train: the batches it feeds")
    assert (finding.credit, finding.mistake) == (0.0, None)


def test_mean_losses_over_images_are_as_good_as_over_batches():
    case = case_of("train: its steps and its losses")
    got = fed(REFERENCE, case)
    wanted = PROBE["replay"](REFERENCE, got, *case.args)
    sizes = np.array([len(batch) for batch in got["batches"]]).reshape(3, -1)
    over_images = (np.reshape(wanted["losses"], (3, -1)) * sizes).sum(1) / sizes.sum(1)
    assert not np.allclose(over_images, got["losses"], rtol=1e-4)
    assert judges.steps(case, wanted, {**got, "losses": over_images.tolist()}).credit == 1
    assert judges.steps(case, wanted, {**got, "losses": (over_images + 0.05).tolist()}).credit == 0


def test_a_record_without_the_training_earns_nothing():
    """Batches and losses as a right loop has them, but weights that never moved."""
    case = case_of("train: its steps and its losses")
    forged = {**fed(REFERENCE, case), "weights": case.args[0]}
    finding = judges.steps(case, PROBE["replay"](REFERENCE, forged, *case.args), forged)
    assert (finding.credit, finding.mistake) == (0.0, "no step with a gradient")


def test_validation_passes_are_not_taken_for_training():
    def train(model, images, labels, **options):
        REFERENCE.accuracy(model, images, labels)
        return REFERENCE.train(model, images, labels, **options)

    assert found(SimpleNamespace(train=train), "train: the batches it feeds").credit == 1


@pytest.mark.parametrize("rubbish", RUBBISH, ids=range(len(RUBBISH)))
def test_rubbish_is_judged_and_earns_nothing(rubbish):
    case = case_of("train: its steps and its losses")
    wanted = PROBE["replay"](REFERENCE, rubbish, *case.args)
    assert judges.steps(case, wanted, rubbish).credit == 0
    assert judges.batches(case, None, rubbish).credit == 0
    assert judges.mode(case, None, rubbish).credit == 0
    assert judges.accuracy(Case("learn", kept=np.zeros(20, int)), None, rubbish).credit == 0


@pytest.mark.parametrize(
    "losses", [None, 3.0, [1.0], ["a", "b", "c"], [float("nan")] * 3, [[1.0]] * 3, [10**5000] * 3], ids=range(7)
)
def test_losses_that_are_no_losses_earn_nothing(losses):
    case = case_of("train: its steps and its losses")
    got = fed(REFERENCE, case)
    wanted = PROBE["replay"](REFERENCE, got, *case.args)
    assert judges.steps(case, wanted, {**got, "losses": losses}).credit == 0


@pytest.mark.parametrize(
    "edit", [{"batches": [[900]]}, {"modes": []}, {"labels": [[11]]}, {"batches": [[0, 1]] * 9999}]
)
def test_a_record_that_cannot_be_is_not_replayed(edit):
    case = case_of("train: its steps and its losses")
    got = {**fed(REFERENCE, case), **edit}
    assert PROBE["replay"](REFERENCE, got, *case.args) == {"loop": "", "losses": []}


# --- accuracy --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "slip", [None, "no_evaluation_mode", "mode_not_restored", "gradients_recorded_in_accuracy", "percent_for_fraction"]
)
def test_how_accuracy_uses_the_model(slip):
    case = case_of("accuracy: mode and gradients")
    student = MISTAKES[slip]() if slip else REFERENCE
    finding = judges.mode(case, None, PROBE["mode_of_accuracy"](student, *case.args))
    fault = None if slip == "percent_for_fraction" else slip and slip.replace("_", " ")
    assert (finding.credit, finding.mistake) == (0.0 if fault else 1.0, fault)


def scored(percent, count=2000):
    """Scores of which so many percent are right, and the case."""
    labels = np.random.default_rng(0).integers(0, 10, count)
    shown = np.where(np.arange(count) < count * percent / 100, labels, (labels + 1) % 10)
    images = np.zeros((count, 3, 32, 32), np.uint8)
    return Case("learn", (images, labels), unseen=(images,), kept=labels), np.eye(10, dtype=np.float32)[shown]


@pytest.mark.parametrize(("percent", "credit"), [(58, 1.0), (57.9, 0.5), (45, 0.5), (44.9, 0.0), (10, 0.0), (100, 1.0)])
def test_the_bands(percent, credit):
    case, scores = scored(percent)
    finding = judges.accuracy(case, {"scores": scores}, None)
    assert finding.credit == credit
    assert finding.again == (credit < 1)
    assert finding.measures["accuracy"] == pytest.approx(percent / 100)
    assert np.trace(finding.pictures["confusion"]) == pytest.approx(20 * percent)


def test_scores_that_are_no_scores_earn_nothing():
    case, scores = scored(90)
    for bad in (scores[:5], scores.astype(int), scores * np.nan, scores[:, :9], scores.tolist()):
        assert judges.accuracy(case, {"scores": bad}, None).credit == 0
    assert judges.accuracy(case, None, {"scores": scores}).credit == 0  # the child's own word counts for nothing


def test_pictures_that_are_no_pictures_are_left_out():
    case, scores = scored(90)
    found = {
        "scores": scores,
        "filters": np.zeros(3),
        "maps 1": "x",
        "maps 2": np.full((1, 1, 1, 1), np.inf),
    }
    assert set(judges.accuracy(case, found, {"losses": ["a"]}).pictures) == {"confusion"}


# --- training for real, in small --------------------------------------------------------------------------------------


@pytest.fixture
def few():
    rng = np.random.default_rng(0)
    return rng.integers(0, 256, (48, 3, 32, 32)).astype(np.uint8), rng.integers(0, 10, 48)


def test_learn_tells_how_far_it_is_and_what_it_found(few):
    images, labels = few
    news = []
    got = plain(PROBE["learn"](REFERENCE, images, labels, report=lambda *told: news.append(told)))
    fractions = [fraction for fraction, _, _ in news]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    assert {text for _, text, _ in news} == {"epoch 1 of 2", "epoch 2 of 2"}
    assert all(loss == pytest.approx(2.3, abs=0.3) for _, _, loss in news)
    case = Case("learn", (images, labels), unseen=(images[:20],), kept=labels[:20])
    drawn = judges.accuracy(case, plain(PROBE["scored"](REFERENCE, got, *case.unseen)), got).pictures
    shapes = {name: picture.shape for name, picture in drawn.items()}
    assert shapes["filters"] == (6, 3, 5, 5)
    assert (shapes["maps 1"], shapes["maps 2"]) == ((4, 6, 28, 28), (4, 16, 10, 10))
    assert shapes["images"] == (4, 3, 32, 32)


@pytest.mark.parametrize(
    "change",
    [
        lambda got: None,
        lambda got: {"weights": None},
        lambda got: {"weights": {**got["weights"], "fc3.bias": np.zeros(11, np.float32)}},
        lambda got: {"weights": {**got["weights"], "fc3.bias": np.zeros(10)}},
        lambda got: {"weights": {**got["weights"], "fc3.bias": [0.0] * 10}},
        lambda got: {"weights": {name: one for name, one in got["weights"].items() if name != "fc3.bias"}},
        lambda got: {"scores": np.zeros((20, 10), np.float32)},
    ],
)
def test_what_are_no_weights_of_the_network_are_not_scored(few, change):
    images, labels = few
    got = plain(PROBE["learn"](REFERENCE, images, labels, report=lambda *told: None))
    assert PROBE["scored"](REFERENCE, change(got), images) is None
    assert PROBE["scored"](REFERENCE, got, images)["scores"].shape == (48, 10)


def test_the_notebook_trains_a_net_of_the_students_own(few):
    class Net(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.layers = torch.nn.Sequential(
                torch.nn.LazyConv2d(4, 5, stride=4), torch.nn.ReLU(), torch.nn.Flatten(), torch.nn.LazyLinear(10)
            )

        def forward(self, images):
            return self.layers(images)

    images, labels = few
    news = []
    student = SimpleNamespace(Net=Net, train=REFERENCE.train)
    got = plain(
        NOTEBOOK["train_network"](
            student, images, labels, images[:20], epochs=3, device="cpu", report=lambda *told: news.append(told)
        )
    )
    assert len(got["losses"]) == 3
    assert news[-1][:2] == (1.0, "epoch 3 of 3")
    assert got["scores"].shape == (20, 10)
    assert set(got["weights"]) == {"layers.0.weight", "layers.0.bias", "layers.3.weight", "layers.3.bias"}
    assert got["filters"].shape == (4, 3, 5, 5)
    assert got["maps 1"].shape == (8, 4, 7, 7)
    assert "maps 2" not in got
