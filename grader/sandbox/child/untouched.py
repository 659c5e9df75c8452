"""Tells whether a process still is as it was: what a file could have changed for the one that runs after it."""

from __future__ import annotations

import _thread
import builtins
import functools
import gc
import itertools
import math
import os
import signal
import sys
import warnings
from types import ModuleType
from typing import Any, Protocol

import numpy as np

from grader.sandbox import messages as said

_MODULES: tuple[ModuleType, ...] = (builtins, math, itertools, functools, np, np.linalg)


def _settings() -> list[Any]:
    """Return what is compared by value."""
    free = os.dup(0)  # the lowest descriptor that is not in use
    os.close(free)
    return [
        np.geterr(),
        np.get_printoptions(),
        warnings.filters[:],
        sys.getrecursionlimit(),
        sys.gettrace(),
        sys.getprofile(),
        gc.isenabled(),
        gc.callbacks[:],
        sys.meta_path[:],
        sys.path_hooks[:],
        _thread._count(),
        free,
    ]


def _objects() -> list[Any]:
    """Return what must be the very same object."""
    handler = signal.getsignal(said.WHERE)
    return [np.geterrcall(), warnings.showwarning, sys.stdin, sys.stdout, sys.stderr, sys.excepthook, handler]


class Untouched(Protocol):
    """Says whether everything is as it was, after a file that `printed` something or nothing."""

    def __call__(self, *, printed: bool) -> bool:
        """Return whether it is."""


def watched() -> Untouched:
    """Return a function that says whether everything is as it is now. Modules may have been added."""
    spaces = [vars(module) for module in _MODULES]
    before = [dict(space) for space in spaces]
    modules, settings, objects = dict(sys.modules), _settings(), _objects()

    def is_untouched(*, printed: bool) -> bool:
        return not (printed and _has_warned(modules)) and (
            all(map(_is_same, before, spaces))
            and all(sys.modules.get(name) is module for name, module in modules.items())
            and _settings() == settings
            and all(map(_is, _objects(), objects))
        )

    return is_untouched


def _has_warned(modules: dict[str, ModuleType]) -> bool:
    """Return whether a library gave a warning, which it gives once a process."""
    return any("__warningregistry__" in getattr(module, "__dict__", ()) for module in modules.values())


def _is_same(before: dict[str, Any], now: dict[str, Any]) -> bool:
    return len(before) == len(now) and all(now.get(name) is value for name, value in before.items())


def _is(one: Any, other: Any) -> bool:
    return one is other
