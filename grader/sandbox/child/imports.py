"""Guards what a student's file may import, inside the child, and hides the modules that must not show.

For honest code: it gives the verdict its words. What keeps a hostile file from a library is Landlock, not this.
"""

from __future__ import annotations

import builtins
import importlib.abc
import importlib.machinery
import linecache
import os
import sys
import types
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from grader.sandbox.child.stand_ins import Loader, StandIn, forget_the_real_one, only_shows


def _passes_on(filename: str) -> bool:
    """Frames that import for somebody else: the import system's, ours, and code made from a string."""
    return filename[:1] == "<" or filename == __file__ or "/importlib/" in filename


class Guard(importlib.abc.MetaPathFinder):
    """Reports an import that the exercise does not allow, and ends the run.

    An import whose names are never used is left out, and a package that only shows is stood in for: each with a note.
    """

    def __init__(
        self, forbid: Callable[[str], None], note: Callable[[str], None], known: frozenset[str], files: frozenset[str]
    ) -> None:
        self._forbid, self._note, self._known, self._files = forbid, note, known, files
        self._own = {os.path.basename(path).removesuffix(".py") for path in files}  # pickle imports its own classes
        self._import = builtins.__import__
        self._noted: set[str] = set()

    def _say(self, line: str) -> None:
        if line not in self._noted:
            self._noted.add(line)
            self._note(line)

    def _is_allowed(self, name: str) -> bool:
        top = name.partition(".")[0]
        return top in self._known or top in self._own

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> importlib.machinery.ModuleSpec | None:
        """Find a stand-in for a module that is not loaded yet, and refuse what the file may not have."""
        frame: types.FrameType | None = sys._getframe(1)
        while frame is not None and _passes_on(frame.f_code.co_filename):
            frame = frame.f_back
        if frame is None or frame.f_code.co_filename not in self._files:
            return None
        if only_shows(name) or name == "google":
            return importlib.machinery.ModuleSpec(name, Loader(), is_package=True)
        if not self._is_allowed(name):
            self._forbid(name.partition(".")[0])
        return None

    def load(self, name: str, globals: Any = None, locals: Any = None, fromlist: Any = (), level: int = 0) -> Any:
        """Import in the place of `__import__`: sees also what is already loaded."""
        if level == 0 and isinstance(globals, dict) and globals.get("__file__") in self._files:
            package = only_shows(name)
            if package:
                forget_the_real_one(package)
                self._say(f"{package} only shows things, and does nothing while this is graded")
            elif not self._is_allowed(name):
                top = name.partition(".")[0]
                if not is_unused(globals["__file__"], top):
                    self._forbid(top)
                self._say(f"import {top} is left out: nothing of it is used")
                return StandIn(name if fromlist else top)
        return self._import(name, globals, locals, fromlist, level)


@lru_cache
def is_unused(path: str, package: str) -> bool:
    """Return whether a file imports names of a package and never uses them."""
    import ast

    tree = ast.parse("".join(linecache.getlines(path)))
    bound: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found = [one for one in node.names if one.name.partition(".")[0] == package]
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and (node.module or "").partition(".")[0] == package:
            found = node.names
        else:
            continue
        bound.update(one.asname or one.name.partition(".")[0] for one in found)
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return bool(bound) and "*" not in bound and not bound & used


def known_modules(allowed: Sequence[str]) -> frozenset[str]:
    """Return what a file may import: the packages `allowed`, and the standard library."""
    return frozenset(allowed) | sys.stdlib_module_names | {"__main__"}


def hide_modules(known: frozenset[str]) -> list[types.ModuleType]:
    """Take what no file may import out of sys.modules, once the server has imported everything.

    The modules live on in what is returned. Of torch's many companions only ours are hidden: it needs the others.
    """
    kept = known | {"sitecustomize", "usercustomize"}
    tops = {name: name.partition(".")[0] for name in sys.modules}
    hidden = [name for name, top in tops.items() if (top == "grader" if "torch" in known else top not in kept)]
    return [sys.modules.pop(name) for name in hidden]
