"""Training: one step of learning, the fraction of right answers, and the loop around them (the lecture's notebook).

Owns the cases and their points. What the probe sees of a loop is judged in `judges.py`.
"""

from __future__ import annotations

from dataclasses import replace

from exercises import digits
from exercises.arrays import np
from exercises.definition import Case, Check, Exercise, Hidden, Needs, Rule, WholeTraining
from exercises.training import judges
from exercises.training.questions import QUESTIONS

_RTOL, _ATOL = 1e-4, 1e-5


def _weights(rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Of the probe's small network; its batch norm has statistics that no batch has, so that the mode shows."""
    drawn = {
        "norm.weight": rng.uniform(0.5, 1.5, 48),
        "norm.bias": rng.normal(0, 0.3, 48),
        "norm.running_mean": rng.uniform(-1, 1, 48),
        "norm.running_var": rng.uniform(0.3, 2, 48),
        "hidden.weight": rng.normal(0, 0.2, (16, 48)),
        "hidden.bias": rng.normal(0, 0.2, 16),
        "last.weight": rng.normal(0, 0.4, (10, 16)),
        "last.bias": rng.normal(0, 0.2, 10),
    }
    return {name: array.astype(np.float32) for name, array in drawn.items()}


def _batch(rng: np.random.Generator, count: int) -> tuple[np.ndarray, np.ndarray]:
    coarse = rng.uniform(-1, 1, (count, 3, 4, 4)).repeat(8, axis=2).repeat(8, axis=3)
    images = coarse + rng.uniform(-0.2, 0.2, (count, 3, 32, 32))
    return images.astype(np.float32), rng.integers(0, 10, count)


def _step_case(function: str, rng: np.random.Generator, times: int, *args: object) -> Case:
    counts = rng.integers(9, 20, times)
    batches = [_batch(rng, int(count)) for count in counts]
    shown = "train_step(model, images, labels, optimizer)" + (f", call {times} of {times}" if times > 1 else "")
    return Case(function, (_weights(rng), batches, *args), shown=shown, owner="train_step")


def _weights_after(rng: np.random.Generator) -> list[Case]:
    return [_step_case("weights_after", rng, times, True) for times in (1, 2, 3)]


def _loss(rng: np.random.Generator) -> list[Case]:
    return [_step_case("loss_of_last_step", rng, times) for times in (1, 2)]


def _training_mode(rng: np.random.Generator) -> list[Case]:
    return [_step_case("weights_after", rng, 2, False)]


def _fraction(rng: np.random.Generator) -> list[Case]:
    return [_accuracy_case("fraction_right", rng, count) for count in (40, 131, 7)]


def _accuracy_case(function: str, rng: np.random.Generator, count: int) -> Case:
    images, labels = _batch(rng, count)
    labels[0] = 3  # with the score of 3 far above the others the first image is right, so the fraction is never 0
    weights = _weights(rng)
    weights["last.bias"][3] += 1
    shown = f"accuracy(model, images, labels), {count} images"
    return Case(function, (weights, images, labels), shown=shown, owner="accuracy")


def _mode(rng: np.random.Generator) -> list[Case]:
    return [_accuracy_case("mode_of_accuracy", rng, 60)]


def _splits_well(count: int, size: int) -> bool:
    """Whether the last batch holds a few images, and no usual slip leaves it a single one, which batch norm refuses.

    The slips: batches of 16, and a tenth or a fifth of the images held back.
    """
    left = {count - part for share in (5, 10) for part in (count // share, -(-count // share))}
    return 3 <= count % size <= size - 2 and 1 not in {count % 16, *(number % size for number in left)}


def _fed(rng: np.random.Generator) -> list[Case]:
    size, epochs = int(rng.choice([9, 11, 13])), 3
    count = int(rng.choice([n for n in range(5 * size + 3, 7 * size - 1) if _splits_well(n, size)]))
    images, labels = _batch(rng, count)
    images[:, 0, 0, 0] = np.arange(count) / 1000  # by which the probe tells the images apart
    lr = float(rng.choice([0.004, 0.005, 0.006]))
    shown = f"train(model, images, labels, epochs={epochs}, batch_size={size}, lr={lr}), {count} images"
    args = (_weights(rng), images, labels, epochs, size, lr)
    return [Case("feed", args, shown=shown, owner="train")]


def _learned(rng: np.random.Generator) -> list[Case]:
    images, labels = digits.cluttered(int(rng.integers(1 << 31)))
    return [Case("learn", (images, labels), shown="train(Net(), images, labels), 6,000 images", owner="train")]


def _hold_out(case: Case, hidden: Hidden) -> Case:
    images, labels = digits.held_out(hidden)
    return replace(case, unseen=(images,), kept=labels)


EXERCISE = Exercise(
    number=17,
    section="7.3 Architectures",
    title="Training",
    functions=("train_step", "accuracy", "train"),
    checks=(
        Check(
            "train_step: the weights it ends at",
            1.0,
            _weights_after,
            Rule.SAME,
            "one step, two steps, three, with SGD and momentum",
            _RTOL,
            _ATOL,
        ),
        Check(
            "train_step: the loss it returns", 1.0, _loss, Rule.FLOAT, "the batch's mean, before the step", _RTOL, _ATOL
        ),
        Check(
            "train_step: in training mode",
            1.0,
            _training_mode,
            Rule.SAME,
            "also for a model that comes in evaluation mode",
            _RTOL,
            _ATOL,
        ),
        Check("accuracy: a fraction", 1.0, _fraction, Rule.FLOAT, "right answers over all, between 0 and 1"),
        Check(
            "accuracy: mode and gradients",
            1.0,
            _mode,
            why="evaluation mode, no gradients, mode as before",
            judge=judges.mode,
            alone=True,
        ),
        Check(
            "train: the batches it feeds",
            1.0,
            _fed,
            why="every image once an epoch, in a new order",
            judge=judges.batches,
            alone=True,
        ),
        Check(
            "train: its steps and its losses",
            1.0,
            _fed,
            why="Adam on the same batches gives the same weights",
            replay="replay",
            judge=judges.steps,
        ),
        Check(
            "train: what the network learns",
            1.0,
            _learned,
            why="2 epochs of 6,000 digits, scored on 2,000 others",
            holds_out=_hold_out,
            replay="scored",
            judge=judges.accuracy,
        ),
    ),
    needs=Needs.TORCH,
    seconds=60.0,
    paced=True,
    whole_training=WholeTraining(("convnet", "training"), "notebook.py", "train_network"),
    questions=QUESTIONS,
)
