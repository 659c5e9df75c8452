"""Judges what shows only once a whole file has been seen: what its calls hand on, and what it leaves for later.

Some functions that a file may call show memory as it was left when they are asked to: a ufunc with `where=`,
`np.pad` with the mode "empty", `str` of an array with padding. They are asked with arguments that can be read here.
"""

from __future__ import annotations

import ast
from typing import Any

from grader.sandbox.child.own_names import is_renamed


class Whole:
    """What a file names, binds, defines and calls."""

    def __init__(self) -> None:
        self.named = set[str]()
        self._bound, self._defined = set[str](), set[str]()
        self._given_any, self._relied_on = set[str](), set[str]()
        self._understood = set[ast.AST]()
        self._yields = self._cleans_up = self._fails = False

    def see(self, node: Any) -> None:
        """Take in a node; those above it come first."""
        kind = type(node)
        if kind is ast.Name:
            self._name(node)
        elif kind is ast.Call:
            self._call(node)
        elif kind is ast.Attribute:
            self._fails |= node.attr == "pad" and not is_renamed(node) and node not in self._understood
        elif kind is ast.alias:
            self._bound.add(node.asname or node.name)
            self._fails |= node.name == "pad"
        elif kind is ast.Constant:
            self._fails |= isinstance(node.value, bytes)
        elif kind in (ast.FunctionDef, ast.ClassDef):
            is_bare = kind is ast.ClassDef or not node.decorator_list
            (self._defined if is_bare else self._bound).add(node.name)
        elif kind in (ast.Yield, ast.YieldFrom):
            self._yields = True
        elif kind is ast.Try:
            self._cleans_up |= bool(node.finalbody) or any(one.type is None for one in node.handlers)
        elif kind is not ast.keyword:
            self._bound |= {getattr(node, field, None) or "" for field in ("arg", "name", "rest")}

    def is_plain(self) -> bool:
        """Return whether all calls are understood, and no generator has anything to do when it is thrown away."""
        unknown = self._given_any - (self._defined - self._bound) | self._relied_on & (self._defined | self._bound)
        return not (self._fails or unknown or (self._yields and self._cleans_up))

    def _name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Load):
            self.named.add(node.id)
            self._fails |= node.id == "str" and node not in self._understood
        else:
            self._bound.add(node.id)

    def _call(self, node: ast.Call) -> None:
        function, given = node.func, [one.arg for one in node.keywords]
        self._fails |= "where" in given
        if None in given:  # f(**options), with whatever names: to functions of the file alone
            self._given_any.add(getattr(function, "id", ""))
        if isinstance(function, ast.Attribute) and function.attr == "pad" and _has_known_mode(node):
            self._understood.add(function)
        if isinstance(function, ast.Name):
            self._understood |= self._texts(function, node.args, given)

    def _texts(self, function: ast.Name, arguments: list[ast.expr], given: list[str | None]) -> set[ast.AST]:
        """Return where a call names `str` and gives it one argument at most."""
        is_fixed = not given and not any(isinstance(one, ast.Starred) for one in arguments)
        if function.id == "str" and is_fixed and len(arguments) < 2:
            return {function}
        if function.id in ("map", "isinstance") and is_fixed and len(arguments) == 2:
            self._relied_on.add(function.id)
            kinds = arguments[function.id == "isinstance"]
            return {kinds, *(kinds.elts if isinstance(kinds, ast.Tuple) else ())}
        return set()


def _has_known_mode(node: ast.Call) -> bool:
    """Return whether it is written out how an array is padded."""
    modes = [*node.args[2:], *(one.value for one in node.keywords if one.arg == "mode")]
    is_fixed = not any(isinstance(one, ast.Starred) for one in node.args)
    return is_fixed and all(isinstance(one, ast.Constant) and one.value != "empty" for one in modes)
