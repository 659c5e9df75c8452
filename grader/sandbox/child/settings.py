"""Sets anew, before each call, what a process holds besides a student's names: random numbers, torch's defaults."""

from __future__ import annotations

import random
import sys
import warnings
from collections.abc import Callable, Sequence

import numpy as np


def may_draw(sources: Sequence[bytes]) -> bool:
    """Return whether a file could use Python's or NumPy's random numbers: seeding them for each call takes its time."""
    return "torch" in sys.modules or any(b"rand" in source.lower() for source in sources)


def reseed(seed: int, *, draws: bool, on_devices: bool) -> None:
    """Seed Python's and NumPy's random numbers where a file `draws`, and torch's where it is there."""
    if draws:
        random.seed(seed)
        np.random.seed(seed & 0xFFFFFFFF)
    torch = sys.modules.get("torch")
    if torch is not None:
        # torch.manual_seed looks for every kind of device, which takes milliseconds in a fork
        (torch.manual_seed if on_devices else torch.default_generator.manual_seed)(seed)


def torch_as_it_was(threads: int) -> Callable[[], None]:
    """Return a function that undoes the settings that a file made for its process, for a probe's own networks."""
    torch = sys.modules.get("torch")
    if torch is None:
        return lambda: None
    filters = warnings.filters[:]
    number, device = torch.get_default_dtype(), torch.get_default_device()

    def restore() -> None:
        if torch.get_default_dtype() is not number:
            torch.set_default_dtype(number)
        if torch.get_default_device() != device:
            torch.set_default_device(None)
        if torch.are_deterministic_algorithms_enabled():
            torch.use_deterministic_algorithms(False)
        if torch.get_num_threads() != threads:
            torch.set_num_threads(threads)
        torch.set_grad_enabled(True)
        warnings.filters[:] = filters  # type: ignore[index]

    return restore
