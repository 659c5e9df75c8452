"""The homework: what is asked of a model, and what its accuracy earns."""

import runpy
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch

from exercises.definition import Case, Hidden
from exercises.digits import Digits
from exercises.improve.exercise import CIFAR10, DIGITS, EXERCISE, judge, on_images, what_it_learned

ROOT = Path(__file__).resolve().parents[2]
PROBE = runpy.run_path(str(ROOT / "exercises/improve/probe.py"))
REFERENCE = SimpleNamespace(**runpy.run_path(str(ROOT / "reference/improve.py")))


def case_of(count=1000):
    rng = np.random.default_rng(0)
    images = rng.integers(0, 256, (count, 3, 32, 32)).astype(np.uint8)
    labels = rng.integers(0, 10, count)
    return Case("improve", (images, labels), unseen=(images,), kept=(labels, DIGITS))


def outcome(case, percent, **more):
    """What training and then scoring return; `more` goes into both."""
    labels, _ = case.kept
    shown = np.where(np.arange(len(labels)) < len(labels) * percent / 100, labels, (labels + 1) % 10)
    scores = 3 * np.eye(10, dtype=np.float32)[shown]
    learned = {"parameters": {"weight": np.zeros(40_000, np.float32)}, "kept": {}}
    return {**learned, "seconds": 20.0, "unchanged": False, **more}, {"scores": scores, **more}


def plain(value):
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    return value.numpy().copy() if isinstance(value, torch.Tensor) else value


def run(student, case):
    """Both acts, as two children play them: nothing goes from one to the other but what the parent passes on."""
    with torch.random.fork_rng():
        torch.manual_seed(0)
        first = plain(PROBE["improve"](student, *case.args, report=lambda *news: None))
        passed_on = what_it_learned(first)
        if passed_on is None:
            return first, None
        torch.manual_seed(0)
        return first, plain(PROBE["score"](student, passed_on, *case.unseen))


@pytest.mark.parametrize(
    ("percent", "points"), [(10, 0), (68, 0), (73, 0.625), (78, 1.25), (81, 2.5), (85, 3.75), (86, 4.375), (87, 5)]
)
def test_points_rise_with_accuracy(percent, points):
    case = case_of()
    finding = judge(case, None, outcome(case, percent))
    assert finding.credit * EXERCISE.max_score == pytest.approx(points)
    assert finding.measures["accuracy"] == pytest.approx(percent / 100)
    assert (finding.measures["baseline"], finding.measures["ceiling"]) == (0.68, 0.87)
    assert f"{percent:.1f}%" in finding.message
    assert "40,000 parameters, 20 s" in finding.message


def test_the_labels_stay_with_the_parent():
    case = case_of()
    test_labels, _ = case.kept
    assert len(case.args) == 2  # what the first child is given; the second gets `unseen`
    assert not any(argument is test_labels for argument in case.unseen)
    assert not case.kwargs


def test_too_many_parameters_earn_nothing_and_are_not_trained():
    class Student:
        def build_model():
            return torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(3072, 200), torch.nn.Linear(200, 10))

        train = None

    finding = judge(case_of(4), None, run(Student, case_of(4)))
    assert (finding.credit, finding.mistake) == (0, "too many parameters")
    assert "616,610" in finding.message


def test_a_model_left_untrained_is_told():
    student = SimpleNamespace(build_model=REFERENCE.build_model, train=lambda model, images, labels: None)
    case = case_of(30)
    assert judge(case, None, run(student, case)).mistake == "model left untrained"


@pytest.mark.parametrize(
    ("percent", "recorded", "words"),
    [
        (16, {"seen": 640}, "learned from 640 images, and 1,000 are there"),
        (12, {"own labels": 0.1, "seen": 5000}, "only 10% of the images"),
        (
            30,
            {"unmoved": ["0.weight", "0.bias"], "seen": 5000},
            "never moved (0.weight, 0.bias)",
        ),
        (70, {"losses": [2.3, 2.3, 2.29], "seen": 5000}, "the loss hardly fell: 2.30 at first, 2.29 at the end"),
        (70, {"losses": [2.3, 1.2, 0.9], "seen": 5000}, "training ended after 20 of 120 seconds with a loss of 0.90"),
        (
            80,
            {"losses": [2.3, 1.2, 0.9], "seen": 5000, "seconds": 100.0},
            "ended at 0.90, and 80% of new",
        ),
    ],
)
def test_what_was_recorded_explains_where_no_mistake_does(percent, recorded, words):
    case = case_of()
    first, second = outcome(case, percent)
    finding = judge(case, None, ({**first, **recorded}, second))
    assert finding.mistake is None and words in finding.insight


@pytest.mark.parametrize(
    ("recorded", "words"),
    [({"seen": 0}, "backward() never reached"), ({"seen": 90, "steps": 0}, "no optimizer's step() ever")],
)
def test_what_never_happened_is_said_beside_an_untrained_model(recorded, words):
    case = case_of()
    first, second = outcome(case, 10)
    finding = judge(case, None, ({**first, "unchanged": True, **recorded}, second))
    assert finding.mistake == "model left untrained" and words in finding.insight


@pytest.mark.parametrize("rubbish", [{"seen": "many"}, {"own labels": 7.0}, {"unmoved": [3]}, {"losses": "none"}])
def test_records_that_are_none_explain_nothing_and_harm_nobody(rubbish):
    case = case_of()
    first, second = outcome(case, 70)
    assert judge(case, None, ({**first, **rubbish}, second)).insight == ""


def test_the_reference_runs_and_is_counted():
    def train(model, images, labels):
        REFERENCE.train(model, images, labels, epochs=1)

    case = case_of(70)
    first, second = run(SimpleNamespace(build_model=REFERENCE.build_model, train=train), case)
    assert first["unchanged"] is False
    assert second["scores"].shape == (70, 10)
    finding = judge(case, None, (first, second))
    assert finding.measures["parameters"] == 33_946
    assert finding.pictures["filters"].shape == (16, 3, 3, 3)


def test_a_model_that_is_none_is_told():
    student = SimpleNamespace(build_model=lambda: [1, 2], train=None)
    assert "returned list" in judge(case_of(4), None, run(student, case_of(4))).message


@pytest.mark.parametrize(
    "edit",
    [
        {"count": 500_001},
        {"parameters": {"weight": np.zeros(500_001, np.float32)}},
        {"kept": {"buffer": np.zeros(100_001, np.float32)}},
        {"another model": "layer.weight"},
        {"scores": None},
        {"scores": np.zeros((3, 10))},
        {"scores": np.full((1000, 10), np.nan)},
        {"returned": "x" * 10_000},
    ],
    ids=range(8),
)
def test_rubbish_earns_nothing(edit):
    case = case_of()
    assert judge(case, None, outcome(case, 99, **edit)).credit == 0
    for got in (None, (), (None, None), [*outcome(case, 99), 3], (outcome(case, 99)[0], None)):
        assert judge(case, None, got).credit == 0


@pytest.mark.parametrize("seconds", [None, float("nan"), float("inf"), -1.0, "soon"])
def test_seconds_that_are_none_are_not_shown(seconds):
    case = case_of()
    finding = judge(case, None, outcome(case, 87, seconds=seconds))
    assert finding.credit == DIGITS.credit(87) == 1
    assert "seconds" not in finding.measures


# --- nothing that was learned is scored but what the parent has counted


def classifier():
    """A model whose forward pass is all in its parameters."""
    return torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(3072, 10))


class Hoarder(torch.nn.Module):
    """Keeps what it learns where `parameters()` does not look."""

    def __init__(self, place):
        super().__init__()
        self.weight, self.place = torch.nn.Parameter(torch.zeros(1)), place
        self.hidden = [torch.zeros(3072, 10)]
        self.kept = torch.zeros(3072, 10)

    def parameters(self, recurse=True):
        return iter([self.weight])

    def forward(self, images):
        table = self.hidden[0] if self.place == "list" else self.kept
        return images.flatten(1) @ table + self.weight


def learned_by(build, learn, case):
    return run(SimpleNamespace(build_model=build, train=learn), case)


def test_what_a_model_learned_outside_its_tensors_is_gone():
    def learn(model, images, labels):
        model.hidden[0] = torch.ones(3072, 10)

    case = case_of(20)
    _, second = learned_by(lambda: Hoarder("list"), learn, case)
    assert not second["scores"].any()


def test_a_tensor_that_is_no_parameter_comes_along_and_is_counted():
    def learn(model, images, labels):
        model.kept = torch.ones(3072, 10)

    case = case_of(20)
    first, second = learned_by(lambda: Hoarder("attribute"), learn, case)
    assert second["scores"].any()
    assert first["kept"]["kept"].size == 30_720

    def hoard(model, images, labels):
        model.kept = torch.ones(3072, 40)

    finding = judge(case, None, learned_by(lambda: Hoarder("attribute"), hoard, case))
    assert (finding.credit, "122,880 numbers besides" in finding.message) == (0, True)


def test_a_model_that_hides_its_parameters_is_counted_all_the_same():
    class Shy(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.large = torch.nn.Linear(3072, 200)

        def parameters(self, recurse=True):
            return iter(())

        named_parameters = state_dict = parameters

        def forward(self, images):
            return self.large(images.flatten(1))[:, :10]

    finding = judge(case_of(4), None, learned_by(Shy, lambda *given: None, case_of(4)))
    assert (finding.credit, finding.mistake) == (0, "too many parameters")


def test_statistics_buffers_and_lazy_layers_go_over():
    def build():
        return torch.nn.Sequential(
            torch.nn.LazyConv2d(4, 5), torch.nn.BatchNorm2d(4), torch.nn.Flatten(), torch.nn.LazyLinear(10)
        )

    trained = []

    def learn(model, images, labels):
        with torch.no_grad():
            model(images)
            model[3].weight += 0.1
        trained.append(model.eval())

    case = case_of(20)
    _, second = learned_by(build, learn, case)
    with torch.no_grad():
        wanted = trained[0]((torch.tensor(case.unseen[0]).float() / 255 - 0.5) / 0.5)
    assert np.allclose(second["scores"], wanted.numpy(), atol=1e-5)


def test_a_model_in_float64_and_one_with_shared_weights_go_over():
    def build():
        model = torch.nn.Sequential(classifier(), torch.nn.Linear(10, 10), torch.nn.BatchNorm1d(10)).double()
        again = torch.nn.Linear(10, 10).double()
        again.weight = model[1].weight
        return torch.nn.Sequential(Doubled(), model, again)

    class Doubled(torch.nn.Module):
        def forward(self, images):
            return images.double()

    case = case_of(20)
    first, second = learned_by(build, lambda *given: None, case)
    assert second["scores"].shape == (20, 10)
    assert sum(array.size for array in first["parameters"].values()) == 30_730 + 110 + 20 + 10


def test_layers_replaced_while_training_are_told():
    def learn(model, images, labels):
        model[1] = torch.nn.Sequential(torch.nn.Linear(3072, 10))

    finding = judge(case_of(4), None, learned_by(classifier, learn, case_of(4)))
    assert finding.credit == 0
    assert "no place for '1.0.weight'" in finding.message


def test_other_images_are_held_out_in_a_hidden_order_and_judged_by_their_own_ladder():
    images = np.arange(6 * 3072).reshape(6, 3, 32, 32).astype(np.uint8)
    labels = np.arange(6)
    (check,) = on_images(Digits(images, labels, images, labels))
    (case,) = check.cases(np.random.default_rng(0))
    orders = []
    for seed in range(4):
        held = check.holds_out(case, Hidden(np.random.default_rng(seed), np.random.default_rng(9)))
        (shown,), (truth, ladder) = held.unseen, held.kept
        assert np.array_equal(shown, images[truth])
        assert ladder is CIFAR10
        orders.append(tuple(truth))
    assert len(set(orders)) > 1
