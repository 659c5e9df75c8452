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
from typing import Any

import numpy as np

from grader.sandbox import messages as said
from grader.sandbox.child import plain

_SPACES = tuple(vars(module) for module in (builtins, math, itertools, functools, np, np.linalg))
_USABLE = tuple(tuple((plain.NAMES | plain.BUILTINS) & set(space)) for space in _SPACES)


def _named() -> list[Any]:
    """Return what a plain file's names lead to. Looking at one more touches its page, which costs each child a copy."""
    found = [*map(sys.modules.get, plain.MODULES)]
    for space, names in zip(_SPACES, _USABLE, strict=True):
        found += map(space.get, names)
    return found


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


class Watched:
    """What a process is like, as far as a plain file can find it: the names that it may use, and the settings."""

    def __init__(self) -> None:
        self._named, self._settings, self._objects = _named(), _settings(), _objects()
        self._sizes = [*map(len, _SPACES)]

    def is_untouched(self, *, printed: bool) -> bool:
        """Return whether everything is as it was, after a file that `printed` something or nothing."""
        return not (printed and _has_warned()) and (
            all(map(_is, _named(), self._named))
            and [*map(len, _SPACES)] == self._sizes
            and _settings() == self._settings
            and all(map(_is, _objects(), self._objects))
        )


def _has_warned() -> bool:
    """Return whether a library gave a warning, which it gives once a process."""
    return any("__warningregistry__" in getattr(module, "__dict__", ()) for module in sys.modules.values())


def _is(one: Any, other: Any) -> bool:
    return one is other
