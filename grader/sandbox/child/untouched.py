"""Brings a process back to what it was after a file, and tells whether it is: what the next one could find changed."""

from __future__ import annotations

import _thread
import builtins
import functools
import gc
import itertools
import math
import operator
import os
import signal
import sys
import typing
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

    def is_untouched(self) -> bool:
        """Return whether everything is as it was."""
        return (
            all(map(operator.is_, _named(), self._named))
            and [*map(len, _SPACES)] == self._sizes
            and _settings() == self._settings
            and all(map(operator.is_, _objects(), self._objects))
        )


def forget() -> None:
    """Let go of what Python keeps for those who ask again: the types that were written, and who was warned of what."""
    for cleanup in typing._cleanups:  # type: ignore[attr-defined]
        cleanup()
    with warnings.catch_warnings():  # whatever changes the filters lets every warning be given anew
        pass
