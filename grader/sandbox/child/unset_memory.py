"""Fills memory that NumPy would leave unset, for a file that runs after another one and must not find what that left.

The numbers are drawn, so that no answer can count on them: what is right with any numbers is right with those of a
fresh process.
"""

from __future__ import annotations

import ast
import os
from collections.abc import Callable
from typing import Any

import numpy as np

_MAKERS = ("empty", "empty_like")
_NAME = "_(filled)"
"""Of a function of ours among the file's names: one that no file can write, so none binds it anew."""


def fill_unset(tree: ast.Module) -> bool:
    """Let what a file calls as `np.empty` go through `filled`; whether there was any."""
    filler = _Filler()
    filler.visit(tree)
    return filler.found


def is_filled(node: ast.AST) -> bool:
    """Return whether an attribute goes through `filled`."""
    return getattr(node, "is_filled", False)


class _Filler(ast.NodeTransformer):
    found = False

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        """Return the attribute, handed through `filled` where it may be one of the makers."""
        self.generic_visit(node)
        if node.attr not in _MAKERS or not isinstance(node.ctx, ast.Load):
            return node
        self.found = node.is_filled = True  # type: ignore[attr-defined]
        call = ast.Call(ast.copy_location(ast.Name(_NAME, ast.Load()), node), [node], [])
        return ast.copy_location(call, node)


def _filled(maker: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that makes an array and fills it, for one that leaves it unset; any other as it is."""
    if maker is not np.empty and maker is not np.empty_like:
        return maker

    def made(*args: Any, **kwargs: Any) -> np.ndarray:
        """Return a new array of drawn numbers. Raises TypeError for kinds that are rarely asked for."""
        array: np.ndarray = maker(*args, **kwargs)
        drawn = int.from_bytes(os.urandom(4), "little")
        if array.dtype.kind in "fc" and array.dtype.itemsize >= 4:
            array.fill((drawn + 0.5) * 2.0 ** (drawn % 64 - 48) * (-1) ** (drawn >> 8))
        elif array.dtype.kind in "iu" and array.dtype.itemsize >= 4:
            whole = drawn % (1 << 30) + (1 << 30)
            array.fill(-whole if drawn >> 31 and array.dtype.kind == "i" else whole)
        else:
            raise TypeError
        return array

    return made


NAMES: dict[str, Callable[..., Any]] = {_NAME: _filled}
"""What a file that `fill_unset` has changed needs among its names."""
