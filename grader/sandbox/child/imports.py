"""What a student's file may import, held inside the child: the guard on imports, and the modules that must not show.

For honest code: it gives the verdict its words. What keeps a hostile file from a library is Landlock, not this.
"""

from __future__ import annotations

import builtins
import importlib.abc
import os
import sys
import types
from collections.abc import Callable, Sequence
from typing import Any


def _passes_on(filename: str) -> bool:
    """Frames that import for somebody else: the import system's, ours, and code made from a string."""
    return filename[:1] == "<" or filename == __file__ or "/importlib/" in filename


class Guard(importlib.abc.MetaPathFinder):
    """Reports an import that the exercise does not allow, and ends the run."""

    def __init__(self, forbid: Callable[[str], None], known: frozenset[str], files: frozenset[str]) -> None:
        self._forbid, self._known, self._files = forbid, known, files
        self._own = {os.path.basename(path).removesuffix(".py") for path in files}  # pickle imports its own classes
        self._import = builtins.__import__

    def _refuse(self, name: str) -> None:
        top = name.partition(".")[0]
        if top not in self._known and top not in self._own:
            self._forbid(top)

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> None:
        """Asked for every module that is not loaded yet; finds none, but refuses what the file may not have."""
        frame: types.FrameType | None = sys._getframe(1)
        while frame is not None and _passes_on(frame.f_code.co_filename):
            frame = frame.f_back
        if frame is not None and frame.f_code.co_filename in self._files:
            self._refuse(name)

    def load(self, name: str, globals: Any = None, locals: Any = None, fromlist: Any = (), level: int = 0) -> Any:
        """In the place of `__import__`: sees also what is already loaded."""
        if level == 0 and isinstance(globals, dict) and globals.get("__file__") in self._files:
            self._refuse(name)
        return self._import(name, globals, locals, fromlist, level)


def known_modules(allowed: Sequence[str]) -> frozenset[str]:
    """What a file may import: the packages `allowed`, and the standard library."""
    return frozenset(allowed) | sys.stdlib_module_names | {"__main__"}


def hide_modules(known: frozenset[str]) -> list[types.ModuleType]:
    """For the server, once it has imported everything: take what no file may import out of sys.modules.

    The modules live on in what is returned. Of torch's many companions only ours are hidden: it needs the others.
    """
    kept = known | {"sitecustomize", "usercustomize"}
    tops = {name: name.partition(".")[0] for name in sys.modules}
    hidden = [name for name, top in tops.items() if (top == "grader" if "torch" in known else top not in kept)]
    return [sys.modules.pop(name) for name in hidden]
