"""Says in one sentence what was recorded of a training that reached too little and shows no known slip. Pure."""

from __future__ import annotations

from exercises import held_out
from exercises.definition import Value

_OWN = 0.5
"""The share of images learned with their own labels below which the two are apart."""
_QUICK = 40.0
"""Seconds of processor time, of the 120 that there are, below which time was left over."""


def _count(value: Value) -> int | None:
    return value if type(value) is int and 0 <= value < 1 << 40 else None


def untrained(found: dict[str, Value]) -> str:
    """Return what of a training never happened, of a model whose weights are as they were."""
    if _count(found.get("seen")) == 0:
        return "backward() never reached the model that train was given: is another model trained, or none?"
    return "backward() was called, and no optimizer's step() ever" if _count(found.get("steps")) == 0 else ""


def mixed_up(found: dict[str, Value]) -> str:
    """Return what kept the model from learning at all, where that was recorded; else nothing."""
    own = found.get("own labels")
    if type(own) is float and 0 <= own < _OWN:
        return f"only {own:.0%} of the images that were looked at were learned with their own label: are both shuffled?"
    unmoved = found.get("unmoved")
    if isinstance(unmoved, list) and unmoved and all(isinstance(name, str) for name in unmoved):
        names = ", ".join(name[:30] for name in unmoved[:3]) + (", ..." if len(unmoved) > 3 else "")
        return f"{len(unmoved)} of the model's parameters never moved ({names}): does the optimizer get them all?"
    return ""


def too_little(found: dict[str, Value], images: int, accuracy: float) -> str:
    """Return how much the model learned from, and what the loss did, where it was recorded; else nothing."""
    seen = _count(found.get("seen"))
    if seen is not None and seen < images:
        return f"the model learned from {seen:,} images, and {images:,} are there, to be seen several times"
    losses, seconds = held_out.curve(found.get("losses")), found.get("seconds")
    if losses is None:
        return ""
    first, last = float(losses[0]), float(losses[-1])
    if last > 0.9 * first:
        return f"the loss hardly fell: {first:.2f} at first, {last:.2f} at the end"
    if type(seconds) is float and 0 <= seconds < _QUICK:
        return f"training ended after {seconds:.0f} of 120 seconds with a loss of {last:.2f}: there is time for more"
    return f"the loss on its own images ended at {last:.2f}, and {accuracy:.0f}% of new images are right"
