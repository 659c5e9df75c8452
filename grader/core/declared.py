"""Reads the misconceptions that a `mistakes.py` declares, without running it: names, hints, and what each changes."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from exercises.definition import Mistake

RIGHT = "Right"
_SAYS = "says"

_Members = Mapping[str, ast.stmt]


def _members(node: ast.ClassDef) -> _Members:
    """Return what a class defines, by name: methods, and attributes that are assigned."""
    found: dict[str, ast.stmt] = {}
    for item in node.body:
        if isinstance(item, ast.FunctionDef | ast.ClassDef):
            found[item.name] = item
        targets = item.targets if isinstance(item, ast.Assign) else []
        for target in targets:
            names = target.elts if isinstance(target, ast.Tuple) else [target]
            found.update({name.id: item for name in names if isinstance(name, ast.Name)})
    return found


def _below_right(name: str, classes: Mapping[str, ast.ClassDef]) -> Iterator[str]:
    """Yield a class and those that it derives from, as far as `Right`; the nearest first."""
    if name == RIGHT or name not in classes:
        return
    yield name
    for base in classes[name].bases:
        if isinstance(base, ast.Name):
            yield from _below_right(base.id, classes)


@lru_cache(maxsize=4096)  # the steps of `Right` are asked about once for each mistake, and this is the start-up's time
def _uses(member: ast.stmt) -> set[str] | None:
    """Return the names that a method takes from `self`; None where it hands `self` on, and so may use them all."""
    if not isinstance(member, ast.FunctionDef) or not member.args.args:
        return set()
    own = member.args.args[0].arg
    mentions, names = 0, []
    for node in ast.walk(member):
        mentions += isinstance(node, ast.Name) and node.id == own
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == own:
            names.append(node.attr)
    return set(names) if mentions == len(names) else None


def _reached(function: str, levels: Sequence[_Members]) -> set[str] | None:
    """Return every name that a function may come by, over all its definitions; None for all of them."""
    seen, left = {function}, [function]
    while left:
        name = left.pop()
        for members in levels:
            used = _uses(members[name]) if name in members else set()
            if used is None:
                return None
            left += used - seen
            seen |= used
    return seen


def _text_of(member: ast.stmt | None) -> str:
    value = member.value if isinstance(member, ast.Assign) else None
    return value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else ""


def _mistake(node: ast.ClassDef, classes: Mapping[str, ast.ClassDef], functions: Sequence[str]) -> Mistake:
    right = _members(classes[RIGHT])
    chain = list(dict.fromkeys(_below_right(node.name, classes)))
    levels = [_members(classes[name]) for name in chain]
    steps: dict[str, str] = {}
    for name, members in zip(chain, levels, strict=True):
        for member in members:
            if member in right and member != _SAYS:
                steps.setdefault(member, name)
    reached = {name: _reached(name, [*levels, right]) for name in functions if name in right}
    touched = tuple(name for name, found in reached.items() if found is None or found & set(steps))
    hint = " ".join((ast.get_docstring(node) or "").split())
    says = _text_of(levels[0].get(_SAYS)) or node.name
    return Mistake(says.replace("_", " "), hint, node.name, touched, tuple(sorted(steps.items())))


def read_mistakes(source: str, functions: Sequence[str]) -> tuple[Mistake, ...]:
    """Return the misconceptions that a `mistakes.py` declares, in its order; `functions` are the student's."""
    classes = {node.name: node for node in ast.parse(source).body if isinstance(node, ast.ClassDef)}
    found = [
        _mistake(node, classes, functions)
        for name, node in classes.items()
        if name != RIGHT and RIGHT in _bases(name, classes) and not name.startswith("_")
    ]
    _uses.cache_clear()  # it holds the whole file's syntax tree
    hints = {one.name: one.hint for one in reversed(found) if one.hint}  # those of one name share its hint
    return tuple(replace(one, hint=one.hint or hints.get(one.name, "")) for one in found)


def steps_of(source: str, functions: Sequence[str]) -> tuple[str, ...]:
    """Return the names of the steps of the right answer, in the file's order."""
    classes = {node.name: node for node in ast.parse(source).body if isinstance(node, ast.ClassDef)}
    members = _members(classes[RIGHT]) if RIGHT in classes else {}
    return tuple(name for name, node in members.items() if isinstance(node, ast.FunctionDef) and name not in functions)


def _bases(name: str, classes: Mapping[str, ast.ClassDef]) -> set[str]:
    """Return the names of everything that a class derives from."""
    direct = {base.id for base in classes[name].bases if isinstance(base, ast.Name)} if name in classes else set()
    return direct.union(*(_bases(base, classes) for base in direct))


def combine(one: Mistake, other: Mistake) -> bool:
    """Return whether two mistakes can be made at once: no step has two versions, and neither contains the other."""
    mine, theirs = dict(one.steps), dict(other.steps)
    if not mine or not theirs or one.name == other.name:
        return False
    both = mine.keys() & theirs.keys()
    contained = mine.items() <= theirs.items() or theirs.items() <= mine.items()
    return not contained and all(mine[step] == theirs[step] for step in both)
