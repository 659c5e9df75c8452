"""Splits a cell's text into statements: what each binds, and which names it needs at once or when called. Pure."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from grader.core.notebook.magics import Depth, parses
from grader.core.notebook.names import names_in

LONGEST_PARSED = 1 << 17
"""Characters of one cell that is looked into: no cell of an exercise comes near."""
_REFUSED = (SyntaxError, ValueError, RecursionError, MemoryError)
_MUTATORS = frozenset(("append", "extend", "insert", "update", "add", "setdefault", "sort", "reverse"))
_DEFINES = re.compile(r"(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)")
_GOES_ON = re.compile(r"[ \t)\]}#]|(?:else|elif|except|finally|case)\b|$")
_WRAPPERS = frozenset(("partial", "vectorize", "lru_cache", "cache", "jit", "njit", "no_grad", "compile"))


class StatementKind(Enum):
    """What a statement is to a slice."""

    FUTURE = "from __future__ import ..."
    IMPORT = "an import of one name"
    STAR = "from ... import *"
    DEFINITION = "a function or class"
    VALUE = "an assignment"
    CHANGE = "what changes a name bound before: x += 1, x[0] = 1, x.append(1)"
    BROKEN = "a function or class that is no Python"


@dataclass(frozen=True)
class CodeStatement:
    """One statement of a notebook.

    `order` is its place among all, `line` its first in the cell. `at_once` are the names that it needs when it runs,
    `later` those that its functions need when they are called, `called` those of both that are called.
    `stub`: a definition that is still to be written. `alias`: a value that may be a function. `maker`: what a value is
    made by, where that is a name that is called. `calls`: a class whose objects can be called.
    """

    order: int
    cell: int
    line: int
    text: str
    kind: StatementKind
    names: frozenset[str]
    at_once: frozenset[str] = frozenset()
    later: frozenset[str] = frozenset()
    called: frozenset[str] = frozenset()
    stub: bool = False
    alias: bool = False
    maker: str = ""
    calls: bool = False

    @property
    def uses(self) -> frozenset[str]:
        """Return all names that it needs."""
        return self.at_once | self.later


def statements_of(text: str, cell: int, order: int) -> list[CodeStatement]:
    """Return the statements of a cell that a slice may take, numbered from `order`."""
    if len(text) > LONGEST_PARSED:
        return []
    found = list(_parsed(text, 1) if parses(text) else _recovered(text))
    return [replace(one, cell=cell, order=order + at) for at, one in enumerate(found)]


def is_cut_in_two(before: str, text: str) -> bool:
    """Return whether a cell goes on inside the function in which the cell before it ends."""
    first = next((line for line in text.split("\n") if line.strip()), "")
    if first[:1] not in (" ", "\t") or not before.strip() or len(before) + len(text) > LONGEST_PARSED:
        return False
    return (not parses(_dedented(text)) or _returns(_dedented(text))) and parses(f"{before}\n{text}")


def _dedented(text: str) -> str:
    lines = text.split("\n")
    first = next((line for line in lines if line.strip()), "")
    indent = first[: len(first) - len(first.lstrip())]
    return "\n".join(line.removeprefix(indent) for line in lines)


def _returns(text: str) -> bool:
    """Return whether there is a `return` outside any function."""
    left: list[ast.AST] = [ast.parse(text)]
    while left:
        node = left.pop()
        if isinstance(node, ast.Return):
            return True
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
            left += ast.iter_child_nodes(node)
    return False


# --- what does not parse as a whole ----------------------------------------------------------------------------------


def _recovered(text: str) -> Iterator[CodeStatement]:
    """Yield what can be read of a cell that is no Python as a whole: its other statements."""
    lines = text.split("\n")
    for start, end in _chunks(lines, careful=True):
        chunk = "\n".join(lines[start:end])
        if parses(chunk):
            yield from _parsed(chunk, start + 1)
            continue
        for at, to in _chunks(lines[start:end], careful=False):
            inner = "\n".join(lines[start + at : start + to])
            yield from _parsed(inner, start + at + 1) if parses(inner) else _broken(inner, start + at + 1)


def _chunks(lines: Sequence[str], *, careful: bool) -> Iterator[tuple[int, int]]:
    """Return the line ranges that begin at the left. `careful`: not inside brackets and texts that are still open."""
    depth, start, decorated = Depth(), 0, False
    for number, line in enumerate(lines):
        begins = not _GOES_ON.match(line) and not decorated and (depth.is_start or not careful)
        if begins and number > start:
            yield start, number
            start = number
        if line.strip() and not line.startswith("#"):
            decorated = line.startswith("@")
        depth.pass_line(line)
    yield start, len(lines)


def _broken(text: str, line: int) -> Iterator[CodeStatement]:
    found = next(filter(None, map(_DEFINES.match, text.split("\n"))), None)
    if found is not None:
        yield CodeStatement(0, 0, line, text.rstrip(), StatementKind.BROKEN, frozenset((found[1],)))


# --- what parses -----------------------------------------------------------------------------------------------------


def _parsed(text: str, line: int) -> Iterator[CodeStatement]:
    """Yield the statements of Python text whose first line is `line` of the cell."""
    lines = text.split("\n")
    for node in ast.parse(text).body:
        try:
            for one in _read(node, lines):
                yield replace(one, line=one.line + line - 1)
        except _REFUSED:  # the parser takes some of what the compiler does not: two arguments of one name
            yield from (replace(one, line=_first(node) + line - 1) for one in _broken(_source(node, lines), 1))


def _first(node: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(one.lineno for one in decorators)])


def _source(node: ast.stmt, lines: Sequence[str]) -> str:
    first, last = _first(node), node.end_lineno or node.lineno
    part = [line.encode() for line in lines[first - 1 : last]]
    # columns are counted in bytes; the end first, since both may be on one line
    part[-1] = part[-1][: node.end_col_offset]
    part[0] = part[0][node.col_offset :]
    return b"\n".join(part).decode()


def _read(node: ast.stmt, lines: Sequence[str]) -> Iterator[CodeStatement]:
    if isinstance(node, ast.Import | ast.ImportFrom):
        yield from _imports(node)
        return
    kind = _kind(node)
    if kind is None:
        return
    made = CodeStatement(0, 0, _first(node), _source(node, lines), kind, frozenset())
    made = _with_names(made, node)
    if made.names:
        yield made


def _imports(node: ast.Import | ast.ImportFrom) -> Iterator[CodeStatement]:
    """Return one statement for each name, so that what is not needed is not imported."""
    for alias in node.names:
        if isinstance(node, ast.ImportFrom):
            one: ast.stmt = ast.ImportFrom(node.module, [alias], node.level)
            name = alias.asname or alias.name
        else:
            one, name = ast.Import([alias]), alias.asname or alias.name.partition(".")[0]
        kind = StatementKind.STAR if alias.name == "*" else StatementKind.IMPORT
        if isinstance(node, ast.ImportFrom) and node.module == "__future__":
            kind = StatementKind.FUTURE
        yield CodeStatement(0, 0, node.lineno, ast.unparse(one), kind, frozenset((name,)))


def _kind(node: ast.stmt) -> StatementKind | None:
    """Return what it is to a slice; None for what is never taken: calls,
    loops that do more than fill a table, tests.
    """
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return StatementKind.DEFINITION
    if isinstance(node, ast.Assign):
        if all(isinstance(target, ast.Subscript | ast.Attribute) for target in node.targets):
            return StatementKind.CHANGE
        return StatementKind.DEFINITION if isinstance(node.value, ast.Lambda) else StatementKind.VALUE
    if isinstance(node, ast.AnnAssign):
        return StatementKind.VALUE if node.value is not None else None
    if isinstance(node, ast.AugAssign):
        return StatementKind.CHANGE
    if isinstance(node, ast.If | ast.Try | ast.TryStar):
        defines = any(isinstance(one, ast.FunctionDef | ast.ClassDef) for one in ast.walk(node))
        whole = StatementKind.DEFINITION if defines else StatementKind.VALUE
        return whole if not isinstance(node, ast.If) or node.orelse or defines else StatementKind.CHANGE
    if isinstance(node, ast.For | ast.While | ast.With):
        return StatementKind.CHANGE if all(map(_is_simple, ast.walk(node))) else None
    if hasattr(ast, "TypeAlias") and isinstance(node, ast.TypeAlias):
        return StatementKind.VALUE
    return StatementKind.CHANGE if _changed(node) else None


def _is_simple(node: ast.AST) -> bool:
    """Return whether a loop's statement only fills a table."""
    if not isinstance(node, ast.stmt) or isinstance(node, ast.Expr):
        return not isinstance(node, ast.Expr) or bool(_changed(node))
    simple = ast.For | ast.While | ast.With | ast.If | ast.Assign | ast.AugAssign | ast.AnnAssign
    return isinstance(node, simple | ast.Pass | ast.Continue | ast.Break)


def _changed(node: ast.AST) -> str:
    """Return `x` of `x.append(1)`."""
    call = node.value if isinstance(node, ast.Expr) else None
    function = call.func if isinstance(call, ast.Call) else None
    if isinstance(function, ast.Attribute) and function.attr in _MUTATORS:
        return _base(function.value)
    return ""


def _base(node: ast.AST) -> str:
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def _with_names(made: CodeStatement, node: ast.stmt) -> CodeStatement:
    names, at_once, later = names_in(made.text)
    called = set()
    for one in ast.walk(node):
        if isinstance(one, ast.Call) and isinstance(one.func, ast.Name):
            called.add(one.func.id)
        if made.kind is StatementKind.CHANGE and isinstance(one, ast.Attribute | ast.Subscript):
            names.add(_base(one) if isinstance(one.ctx, ast.Store) else "")
        names.add(_changed(one) if made.kind is StatementKind.CHANGE else "")
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        names = {node.name}
    return replace(
        made,
        names=frozenset(names) - {""},
        at_once=frozenset(at_once | names if made.kind is StatementKind.CHANGE else at_once) - {""},
        later=frozenset(later),
        called=frozenset(called),
        stub=_is_stub(node),
        alias=isinstance(node, ast.Assign) and _is_alias(node.value),
        maker=_maker(node),
        calls=isinstance(node, ast.ClassDef) and any(_is_call(one) for one in node.body),
    )


def _maker(node: ast.stmt) -> str:
    """Return `Pool` of `max_pool = Pool(2)`."""
    value = node.value if isinstance(node, ast.Assign) else None
    return value.func.id if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) else ""


def _is_call(node: ast.stmt) -> bool:
    return isinstance(node, ast.FunctionDef) and node.name == "__call__"


def _is_alias(value: ast.expr) -> bool:
    """Return whether a value may well be a function: another's name, or one wrapped."""
    if isinstance(value, ast.Call):
        name = value.func.attr if isinstance(value.func, ast.Attribute) else _base(value.func)
        return name in _WRAPPERS
    return isinstance(value, ast.Name | ast.Attribute)


def _is_stub(node: ast.stmt) -> bool:
    """Return whether a function, or a method of a class, is still to be written."""
    if isinstance(node, ast.ClassDef):
        return any(_raises_todo(one) for one in node.body if isinstance(one, ast.FunctionDef))
    if not isinstance(node, ast.FunctionDef):
        return False
    empty = all(isinstance(one, ast.Pass) or _is_constant(one) for one in node.body)
    return empty or _raises_todo(node)


def _is_constant(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _raises_todo(function: ast.FunctionDef) -> bool:
    last = function.body[-1]
    return isinstance(last, ast.Raise) and last.exc is not None and "NotImplementedError" in ast.dump(last.exc)
