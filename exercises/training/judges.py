"""What the parent thinks of a training loop, from what the probe saw. Pure NumPy; the probe's word is untrusted.

Each judge names the slip where it can, in the words of `mistakes.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from exercises import held_out
from exercises.arrays import np
from exercises.definition import Case, Finding, Value

FULL, HALF = 58.0, 45.0
"""Accuracies in %: the README beside this file has what right and wrong loops reach."""

DEFAULT_BATCH, DEFAULT_EPOCHS = 16, 2


def _wrong(message: str, mistake: str | None = None, got: str = "", wanted: str = "") -> Finding:
    said = message.partition(". ")[0].rstrip(".")
    insight = "" if mistake else f"t{said[1:]}" if said.startswith("The ") else said
    return Finding(0.0, message, mistake, insight=insight, got=got, wanted=wanted)


def _field(value: Value, name: str) -> Value:
    return value.get(name) if isinstance(value, dict) else None


def _number(value: Value) -> float | None:
    """A real number or an array that holds one alone; else None."""
    if isinstance(value, np.ndarray) and value.ndim == 0:
        value = value[()]
    if isinstance(value, bool | np.bool_) or not isinstance(value, int | float | np.integer | np.floating):
        return None
    try:
        return float(value)
    except OverflowError:  # an int of hundreds of digits
        return None


# --- accuracy ---------------------------------------------------------------------------------------------------------


def mode(case: Case, wanted: Value, got: Value) -> Finding:
    """`accuracy` measures in evaluation mode, without gradients, and leaves the mode as it was."""
    uses = got if isinstance(got, list) and got else [None]
    found = [_mode(use, given) for use, given in zip(uses, (True, False), strict=False)]
    return min(found, key=lambda finding: finding.credit)


def _mode(use: Value, given: bool) -> Finding:
    if _field(use, "ran") is not True:
        return _wrong("accuracy never ran the model on the images.", got="not run")
    if _field(use, "training during") is not False:
        told = "accuracy ran the model in training mode, where dropout and batch norm behave otherwise."
        return _wrong(told, "no evaluation mode", "training mode", "evaluation mode")
    if _field(use, "training after") is not given:
        modes = ("evaluation mode", "training mode")
        told = f"accuracy was given a model in {modes[given]} and left it in {modes[not given]}."
        return _wrong(told, "mode not restored", modes[not given], modes[given])
    if _field(use, "gradients") is not False:
        told = "accuracy ran the model with gradients recorded: measuring needs none, and they cost time and memory."
        return _wrong(told, "gradients recorded in accuracy", "with gradients", "without gradients")
    return Finding(1.0)


# --- train: what it feeds the model -----------------------------------------------------------------------------------


def batches(case: Case, wanted: Value, got: Value) -> Finding:
    """Every image once an epoch, in a new order each time, in batches of the asked size with the last partial one."""
    fed = _recorded(_field(got, "batches"))
    images, epochs, size = len(case.args[1]), int(case.args[3]), int(case.args[4])
    if not fed:
        return _wrong("train learned from no batch: backward() was never called on a loss of the model's scores.")
    sizes = [len(batch) for batch in fed]
    if sizes != _sizes(images, size) * epochs:
        return _held_back(fed, images, epochs, size) or _wrong_sizes(sizes, images, epochs, size)
    order = [image for batch in fed for image in batch]
    passes = [order[start : start + images] for start in range(0, len(order), images)]
    for number, once in enumerate(passes, start=1):
        if sorted(once) != list(range(images)):
            return _not_each_once(once, number, images, anew=any(len(set(batch)) < len(batch) for batch in fed))
    if list(range(images)) in passes:
        return _wrong("The images went in in the order in which they were given.", "not shuffled", "order as given")
    if len({tuple(once) for once in passes}) < epochs:
        return _wrong("Two epochs had their images in the same order.", "shuffled once only", "same order again")
    return Finding(1.0)


def _recorded(value: Value) -> list[list[int]]:
    if not isinstance(value, list) or not all(isinstance(batch, list) and batch for batch in value):
        return []
    if not all(type(image) is int for batch in value for image in batch):
        return []
    return value


def _sizes(images: int, size: int) -> list[int]:
    return [size] * (images // size) + [images % size] * bool(images % size)


def _wrong_sizes(sizes: Sequence[int], images: int, epochs: int, size: int) -> Finding:
    whole = [size] * (images // size)
    wanted = f"{len(whole)} of {size}, 1 of {images % size}"
    got = ", ".join(map(str, sizes[:6])) + (", ..." if len(sizes) > 6 else "")
    told = f"{images} images in batches of {size}, {epochs} times over, make {len(_sizes(images, size)) * epochs}"
    told += f" batches. Yours: {len(sizes)} batches, of {got} images."
    if list(sizes) == whole * epochs:
        left = f"The last {images % size} images of each epoch were left out. "
        return _wrong(left + told, "last partial batch dropped", got, wanted)
    if list(sizes) == _sizes(images, DEFAULT_BATCH) * epochs:
        return _wrong(told, "batch size ignored", got, wanted)
    if list(sizes) == _sizes(images, size) * DEFAULT_EPOCHS:
        return _wrong(told, "epochs ignored", f"{DEFAULT_EPOCHS} epochs", f"{epochs} epochs")
    return _wrong(told, None, got, wanted)


def _held_back(fed: Sequence[Sequence[int]], images: int, epochs: int, size: int) -> Finding | None:
    """What to say where the same images are left out of every epoch, and those that go in are fed rightly."""
    order = [image for batch in fed for image in batch]
    used = sorted(set(order))
    if len(used) == images or [len(batch) for batch in fed] != _sizes(len(used), size) * epochs:
        return None
    if len(used) == images // size * size:  # then it may be the last partial batch of an order that never changes
        return None
    if any(sorted(order[start : start + len(used)]) != used for start in range(0, len(order), len(used))):
        return None
    told = f"{images - len(used)} of the {images} images were never learned from, in no epoch."
    return _wrong(told, "images held back for validation", f"{len(used)} images", f"{images} images")


def _not_each_once(once: Sequence[int], number: int, images: int, *, anew: bool) -> Finding:
    """`anew`: a batch holds an image twice, which no order of the images, cut in whatever way, can give."""
    if not all(0 <= image < images for image in once):
        return _wrong("train fed the model images that it was not given.", got="other images")
    twice = next((image for image in once if once.count(image) > 1), 0)
    told = f"In epoch {number} image {twice} went in {once.count(twice)} times, and others never did."
    mistake = "images drawn anew for each batch" if anew else None
    return _wrong(told, mistake, "some images twice", "every image once")


# --- train: what it learns from them ----------------------------------------------------------------------------------

_LOOPS: Mapping[str, str] = {
    "softmax before cross entropy": "cross_entropy applies the softmax itself, so give it the raw scores.",
    "gradients not zeroed": "Each backward() adds to the gradients of the batches before.",
    "step before backward": "Each step used the gradients of the batch before.",
    "no step with a gradient": "The weights never changed: step() was not called, or no gradient was left when it ran.",
    "step taken twice": "Each batch moved the weights twice.",
    "evaluation mode while training": "The model was in evaluation mode while it learned.",
    "optimizer made anew each step": "A new Adam for each batch forgets its averages.",
    "optimizer made anew each epoch": "A new Adam for each epoch forgets its averages.",
    "SGD instead of Adam": "The weights are those that plain SGD reaches.",
    "loss summed over the batch": "The loss was each batch's sum, not its mean.",
    "learning rate ignored": "The weights are those of lr=0.001, whatever lr was asked.",
    "images shuffled without labels": "Each image was paired with another image's label.",
}


def steps(case: Case, wanted: Value, got: Value) -> Finding:
    """The right loop on the very same batches ends at the same weights, with the same mean losses."""
    if not _recorded(_field(got, "batches")):
        return _wrong("train learned from no batch: backward() was never called on a loss of the model's scores.")
    loop = _field(wanted, "loop")
    if loop in _LOOPS:
        return _wrong(_LOOPS[loop], loop)
    if loop != "right":
        return _wrong(
            "Adam on the very batches that your loop fed ends at other weights. For each batch: zero_grad(), the"
            " cross-entropy of the raw scores, backward(), step(); one optimizer for the whole training."
        )
    return _losses(case, wanted["losses"], _field(got, "losses"), [len(batch) for batch in got["batches"]])


def _losses(case: Case, by_batch: Sequence[float], returned: Value, sizes: Sequence[int]) -> Finding:
    epochs = int(case.args[3])
    if not isinstance(returned, list | tuple | np.ndarray):
        return _wrong(f"train returned {type(returned).__name__}, not a list of one mean loss an epoch.")
    numbers = [_number(loss) for loss in returned]
    if len(numbers) != epochs or len(sizes) % epochs:
        ignored = "epochs ignored" if len(numbers) == DEFAULT_EPOCHS else None
        return _wrong(f"train returned {len(numbers)} losses for {epochs} epochs.", ignored)
    losses, weights = (np.reshape(values, (epochs, -1)) for values in (by_batch, sizes))
    mean = losses.mean(axis=1)
    accepted = (mean, (losses * weights).sum(axis=1) / weights.sum(axis=1))
    if any(_same(numbers, means) for means in accepted):
        return Finding(1.0)
    shown = ", ".join("no number" if loss is None else f"{loss:.4f}" for loss in numbers)
    told = f"The mean losses are {', '.join(f'{loss:.4f}' for loss in mean)}; train returned {shown}."
    images, size, total = len(case.args[1]), int(case.args[4]), losses.sum(axis=1)
    slips = (
        ("loss of the last batch", losses[:, -1]),
        ("losses summed over the epoch", total),
        ("losses divided by the number of images", total / images),
        ("losses divided by images over batch size", total / (images / size)),
        ("losses divided by images over batch size", total / max(1, images // size)),
    )
    named = (name for name, values in slips if _same(numbers, values))
    return _wrong(told, next(named, None), shown[:20], f"{mean[0]:.4f}, ...")


def _same(numbers: Sequence[float | None], wanted: np.ndarray) -> bool:
    if None in numbers:
        return False
    return bool(np.allclose(np.array(numbers, dtype=float), wanted, rtol=2e-3, atol=1e-4))


# --- train: for real --------------------------------------------------------------------------------------------------


def _why_so_few(losses: np.ndarray | None) -> str:
    """Say what the loss did while the network learned; nothing where it fell as it should."""
    if losses is None or losses[-1] < 0.9 * losses[0]:
        return ""
    return f"the loss hardly fell while train was learning: {losses[0]:.2f} at first, {losses[-1]:.2f} at the end"


def accuracy(case: Case, wanted: Value, got: Value) -> Finding:
    """The held-out images' labels against the scores that the returned weights give on the reference's side."""
    labels = np.asarray(case.kept)
    if not isinstance(wanted, dict):
        return Finding(0.0, "What came back are not the weights of the network that train was given.", again=True)
    classes = held_out.predicted(wanted.get("scores"), len(labels))
    if isinstance(classes, str):
        return Finding(0.0, classes, again=True)
    percent = 100 * int((classes == labels).sum()) / len(labels)
    told = f"{percent:.1f}% of {len(labels)} images that your network had never seen are right."
    if percent < HALF:
        credit, more = 0.0, f" It hardly learns: a right loop reaches {FULL:.0f}% and more."
    elif percent < FULL:
        credit, more = 0.5, f" It learns, but something is off: a right loop reaches {FULL:.0f}% and more."
    else:
        credit, more = 1.0, ""
    drawn = held_out.pictures(wanted, {"filters": 4, "maps 1": 4, "maps 2": 4})
    losses = held_out.curve(_field(got, "losses"))
    if losses is not None:
        drawn |= {"losses": losses, "epochs": np.array(DEFAULT_EPOCHS)}
    drawn["confusion"] = held_out.confusion(labels, classes)
    if "maps 1" in drawn:
        shown = len(drawn["maps 1"])
        drawn["images"] = np.asarray(case.unseen[0][:shown], dtype=np.float32) / 255
        drawn |= {"truth": labels[:shown], "answers": classes[:shown]}
    return Finding(
        credit,
        told + more,
        again=credit < 1,
        insight=_why_so_few(losses) if credit < 1 else "",
        measures={"accuracy": percent / 100},
        pictures=drawn,
        wanted=f"{FULL:.0f}% or more",
        got=f"{percent:.1f}%",
    )
