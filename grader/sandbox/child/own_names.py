"""Renames what the classes of a file call their own: methods, attributes, fields.

`self.weights` becomes `self.weights·3` in the third file, everywhere in that file. No library and no other file has
such a name, so whatever object it is set on, nobody else finds it there; and reading it finds nothing but the file's
own. A method whose name may be read of anything (`count`) keeps it, since it is on its class alone. Where it is not
certain whose attribute is meant, the file is not plain.
"""

from __future__ import annotations

import ast
import builtins
import keyword
from collections.abc import Iterator
from typing import Any

import numpy as np

from grader.sandbox.messages import RENAMED

_OF_VALUES = frozenset(
    name for kind in (np.ndarray, np.float64, float, int, complex, str, list, tuple, dict, set) for name in dir(kind)
)
"""What values have besides the listed names: where an owner is not certain, it may be one of these."""
_OF_RECORDS = frozenset(("_asdict", "_field_defaults", "_field_types", "_fields", "_make", "_replace", "_source"))
"""What a named tuple has, or may not be given."""


class NotOwnError(Exception):
    """A name may be the file's own or a library's, or is used in a way that can't be followed."""


def is_renamed(node: ast.AST) -> bool:
    """Return whether an attribute has a name of its file alone, or a class has only such."""
    return getattr(node, "is_renamed", False)


def is_main_block(node: ast.AST) -> bool:
    """Return whether it is `if __name__ == "__main__":`, whose body never runs here."""
    test = getattr(node, "test", None)
    if not (isinstance(node, ast.If) and isinstance(test, ast.Compare) and isinstance(test.left, ast.Name)):
        return False
    right = test.comparators[0]
    is_text = isinstance(right, ast.Constant) and right.value == "__main__"
    return test.left.id == "__name__" and is_text and [type(one) for one in test.ops] == [ast.Eq]


def rename(tree: ast.Module, number: int, known: frozenset[str]) -> None:
    """Rename in `tree` what its classes call their own, for the file of this `number`; `known` is what libraries have.

    Raises NotOwnError.
    """
    nodes = list(ast.walk(tree))
    classes = [node for node in nodes if isinstance(node, ast.ClassDef)]
    records = [node for node in nodes if isinstance(node, ast.Assign) and fields_of_record(node.value)]
    if not (classes or records):
        return
    stored = [node.attr for node in nodes if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)]
    modules = {one.asname or one.name for node in nodes if isinstance(node, ast.Import) for one in node.names}
    renamer = _Renamer(f"{RENAMED}{number}", known, classes, records, stored, modules)
    for base in (base for node in classes for base in node.bases):
        renamer.check_base(base)
    renamer.visit(tree, "")


def _is_special(name: str) -> bool:
    return name.startswith("__") and name.endswith("__")


def _targets(statement: ast.AST) -> list[ast.Name]:
    """Return the names that a statement binds to values."""
    found = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
    return [one for one in found if isinstance(one, ast.Name)]


def _members(node: ast.ClassDef) -> Iterator[str]:
    for statement in node.body:
        if isinstance(statement, ast.FunctionDef):
            yield statement.name
        yield from (one.id for one in _targets(statement))


def _fields(node: ast.ClassDef) -> Iterator[str]:
    for statement in node.body:
        if isinstance(statement, ast.AnnAssign):
            yield from (one.id for one in _targets(statement))


def fields_of_record(value: ast.AST) -> list[str]:
    """Return the fields of `namedtuple("Layer", "side depth")`; none of anything else."""
    if not (isinstance(value, ast.Call) and len(value.args) == 2 and not value.keywords):
        return []
    function, words = value.func, value.args[1]
    if isinstance(function, ast.Attribute):
        is_maker = function.attr == "namedtuple" and getattr(function.value, "id", "") == "collections"
    else:
        is_maker = getattr(function, "id", "") == "namedtuple"
    if not is_maker:
        return []
    texts: list[object] = []
    if isinstance(words, ast.List | ast.Tuple):
        texts += [getattr(one, "value", None) for one in words.elts]
    elif isinstance(words, ast.Constant) and isinstance(words.value, str):
        texts += words.value.replace(",", " ").split()
    names = [one for one in texts if isinstance(one, str) and one.isidentifier() and not keyword.iskeyword(one)]
    return names if len(names) == len(texts) and not any(one.startswith("_") for one in names) else []


def _names_in(nodes: list[Any]) -> set[str]:
    """Return the names that are read anywhere in some nodes."""
    found = [one for node in nodes for one in ast.walk(node) if isinstance(one, ast.Name)]
    return {one.id for one in found if isinstance(one.ctx, ast.Load)}


class _Renamer:
    def __init__(
        self,
        suffix: str,
        known: frozenset[str],
        classes: list[ast.ClassDef],
        records: list[ast.Assign],
        stored: list[str],
        modules: set[str],
    ) -> None:
        self._suffix, self._known, self._modules = suffix, known, modules
        fields = [name for node in records for name in fields_of_record(node.value)]
        members = {*fields, *(name for node in classes for name in _members(node))}
        self._own = {name for name in members - known | set(stored) if not _is_special(name)}
        self._fields = {*fields, *(name for node in classes for name in _fields(node))}
        self._classes = {node.name for node in classes} | {one.id for node in records for one in _targets(node)}

    def check_base(self, base: ast.expr) -> None:
        """Raise NotOwnError where a class is made of something of a library's, or has names of what it is made of."""
        name = base.attr if isinstance(base, ast.Attribute) else getattr(base, "id", "")
        kind = getattr(builtins, name, None)
        is_error = isinstance(kind, type) and issubclass(kind, BaseException)
        theirs = _OF_RECORDS if name == "NamedTuple" else frozenset(dir(kind) if is_error else ())
        if self._own & theirs or not (is_error or name in self._classes | {"NamedTuple", "object"}):
            raise NotOwnError

    def visit(self, node: ast.AST, me: str) -> None:
        """Rename in a node; `me` is what a method calls its object, empty outside of methods."""
        if isinstance(node, ast.ClassDef):
            self._class(node, me)
            return
        if isinstance(node, ast.Attribute):
            self._attribute(node, me)
        elif isinstance(node, ast.Call):
            self._call(node)
        for field, value in ast.iter_fields(node):
            if field == "body" and is_main_block(node):
                continue
            for child in value if isinstance(value, list) else (value,):
                if isinstance(child, ast.AST):
                    self.visit(child, me)

    def _renamed(self, name: str) -> str:
        return f"{name}{self._suffix}" if name in self._own else name

    def _class(self, node: ast.ClassDef, me: str) -> None:
        """Rename a class's members; where its body reads one by its bare name, that can't be followed."""
        own = set(_members(node))
        for outside in (*node.decorator_list, *node.bases):
            self.visit(outside, me)
        for statement in node.body:
            if isinstance(statement, ast.FunctionDef):
                self._method(statement, own)
            elif own & _names_in([statement]):
                raise NotOwnError
            else:
                self.visit(statement, me)
            for target in _targets(statement):
                target.id = self._renamed(target.id)
        node.is_renamed = True  # type: ignore[attr-defined]

    def _method(self, node: ast.FunctionDef, own: set[str]) -> None:
        arguments = node.args
        outside = [*arguments.defaults, *filter(None, arguments.kw_defaults), node.returns, *_annotations(arguments)]
        decorators = _names_in(node.decorator_list)
        if own & (decorators | _names_in([*filter(None, outside)])):
            raise NotOwnError
        first = [] if "staticmethod" in decorators else [*arguments.posonlyargs, *arguments.args][:1]
        node.name = self._renamed(node.name)
        self.visit(node, first[0].arg if first else "")

    def _attribute(self, node: ast.Attribute, me: str) -> None:
        if node.attr not in self._own:
            return
        if not self._is_of_own_class(node.value, me):
            if getattr(node.value, "id", "") in self._modules:
                return
            if node.attr in self._known or node.attr in _OF_VALUES:
                raise NotOwnError
        node.attr = self._renamed(node.attr)
        node.is_renamed = True  # type: ignore[attr-defined]

    def _is_of_own_class(self, value: ast.expr, me: str) -> bool:
        """Return whether an attribute's owner is written as a method's own object, a class here, or one just made."""
        if isinstance(value, ast.Call):
            value = value.func
            return isinstance(value, ast.Name) and (value.id in self._classes or value.id == "super")
        return isinstance(value, ast.Name) and (value.id in self._classes or (bool(me) and value.id == me))

    def _call(self, node: ast.Call) -> None:
        """Rename the fields that a call names: of a class of the file, or of a named tuple that it makes."""
        texts = {one.value for one in node.args if isinstance(one, ast.Constant)}
        if getattr(node.func, "id", "") == "hasattr" and texts & self._own:
            raise NotOwnError
        fields = fields_of_record(node)
        if fields:
            words = ast.Constant(" ".join(map(self._renamed, fields)))
            node.args[1] = ast.copy_location(words, node.args[1])
        if isinstance(node.func, ast.Name) and node.func.id in self._classes:
            for given in node.keywords:
                if given.arg in self._fields:
                    given.arg = self._renamed(given.arg)


def _annotations(arguments: ast.arguments) -> list[ast.expr | None]:
    every = (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg)
    return [one.annotation for one in every if one is not None]
