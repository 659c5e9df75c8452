"""Stands in for packages that only show (plots, progress bars, summaries), and for locks between processes.

The packages do nothing here, so that code written in a notebook runs on. There are no other processes here: a lock
between threads does all that `multiprocessing.pool.ThreadPool` asks of one between processes.
"""

from __future__ import annotations

import _multiprocessing  # type: ignore[import-not-found]
import importlib.abc
import importlib.machinery
import opcode
import sys
import threading
import types
from collections.abc import Iterator
from typing import Any

_SHOWING = (
    "tqdm",
    "matplotlib",
    "mpl_toolkits",
    "seaborn",
    "torchsummary",
    "torchinfo",
    "tensorboard",
    "IPython",
    "google.colab",
    "torch.utils.tensorboard",
)
_UNPACK = opcode.opmap["UNPACK_SEQUENCE"]


def only_shows(name: str) -> str:
    """Return the package that a module of this name belongs to, if all it does is to show something; else nothing."""
    return next((one for one in _SHOWING if name == one or name.startswith(f"{one}.")), "")


class Nothing:
    """Does nothing, whatever is asked of it; taken apart (`fig, ax = plt.subplots()`), gives as many as are wanted."""

    def __init__(self, *_: Any, **__: Any) -> None:
        pass

    def __call__(self, *_: Any, **__: Any) -> Nothing:  # noqa: D102
        return Nothing()

    def __getattr__(self, name: str) -> Nothing:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return Nothing()

    def __getitem__(self, _: Any) -> Nothing:
        return Nothing()

    def __setitem__(self, *_: Any) -> None:
        pass

    def __len__(self) -> int:
        return 0

    def __bool__(self) -> bool:
        return True

    def __iter__(self) -> Iterator[Nothing]:
        frame = sys._getframe(1)
        code, at = frame.f_code.co_code, frame.f_lasti
        wanted = code[at + 1] if code[at] == _UNPACK else 0
        return iter([Nothing() for _ in range(wanted)])

    def __enter__(self) -> Nothing:
        return self

    def __exit__(self, *_: Any) -> None:
        pass


class Passing(Nothing):
    """A progress bar that hands its iterable through."""

    def __init__(self, iterable: Any = (), *_: Any, **__: Any) -> None:
        self._iterable = () if iterable is None else iterable

    def __iter__(self) -> Iterator[Any]:
        return iter(self._iterable)

    def __len__(self) -> int:
        return len(self._iterable)


class StandIn(types.ModuleType):
    """A module of a package that only shows."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "stands in for a package that only shows")
        self.__path__: list[str] = []

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        if self.__name__.partition(".")[0] == "tqdm" and name in ("tqdm", "tqdm_notebook"):
            return Passing
        if name == "trange":
            return lambda *numbers, **_: Passing(range(*numbers))
        return Nothing()

    def __call__(self, *arguments: Any, **_: Any) -> Any:  # noqa: D102
        return Passing(*arguments) if self.__name__.startswith("tqdm") else Nothing()


class Loader(importlib.abc.Loader):
    """Makes stand-ins."""

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        """Return the stand-in for a module."""
        return StandIn(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        """Leave it as it is."""


def forget_the_real_one(package: str) -> None:
    """Take a package out of sys.modules, where a library of ours has imported it."""
    names = [name for name in sys.modules if name == package or name.startswith(f"{package}.")]
    for name in names:
        if not isinstance(sys.modules[name], StandIn):
            del sys.modules[name]


# --- locks -----------------------------------------------------------------------------------------------------------


class _Semaphore:
    """In the place of `_multiprocessing.SemLock`: between threads alone."""

    SEM_VALUE_MAX = 2**31 - 1

    def __init__(self, kind: int, value: int, maxvalue: int, name: str, unlink: bool) -> None:
        self.kind, self.maxvalue, self.name, self.handle = kind, maxvalue, None, 0
        self._value = value
        self._owner: int | None = None
        self._depth = 0
        self._free = threading.Semaphore(value)

    def acquire(self, block: bool = True, timeout: float | None = None) -> bool:
        """Do as `threading.Semaphore.acquire`; whoever holds a recursive one gets it again."""
        if self.kind == 0 and self._is_mine():
            self._depth += 1
            return True
        taken = self._free.acquire(block, timeout if block else None)
        if taken:
            self._value, self._owner, self._depth = self._value - 1, threading.get_ident(), 1
        return taken

    def release(self) -> None:
        """Do as `threading.Semaphore.release`."""
        self._depth -= 1
        if self.kind == 0 and self._depth > 0:
            return
        self._value, self._owner = self._value + 1, None
        self._free.release()

    def __enter__(self) -> bool:
        return self.acquire()

    def __exit__(self, *_: Any) -> None:
        self.release()

    def _is_mine(self) -> bool:
        return self._depth > 0 and self._owner == threading.get_ident()

    def _count(self) -> int:
        return self._depth

    def _get_value(self) -> int:
        return self._value

    def _is_zero(self) -> bool:
        return self._value == 0

    def _after_fork(self) -> None:
        pass


def lock_between_threads() -> None:
    """Let `multiprocessing` make locks between threads, since nothing here starts a process. For the server."""
    _multiprocessing.SemLock = _Semaphore
