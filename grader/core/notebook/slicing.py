"""Cuts one exercise's slice from a notebook: its functions and what they need, in the notebook's order. Pure."""

from __future__ import annotations

import builtins
from collections.abc import Sequence

from grader.core.notebook.choosing import Notebook
from grader.core.notebook.statements import CodeStatement, StatementKind

_BUILTIN = frozenset(dir(builtins))
_MOST_MOMENTS = 5000
"""Beyond so many, what a call at once needs is what a call at the end needs."""


class _Slice:
    """Statements are taken one after another, each after what it needs at once."""

    def __init__(self, notebook: Notebook, exercise: str) -> None:
        self._notebook, self._exercise = notebook, exercise
        self.wanted: dict[int, CodeStatement] = {}
        self.unbound: set[str] = set()

    def want(self, functions: Sequence[CodeStatement]) -> None:
        """Find all statements that the functions need, at once or later."""
        # (statement, the place of the one that calls it as it runs: by then, what it needs must be bound)
        left: list[tuple[CodeStatement, int | None]] = [(one, None) for one in functions]
        seen: set[tuple[int, int | None]] = set()
        while left:
            one, moment = left.pop()
            moment = moment if len(seen) < _MOST_MOMENTS else None
            if (one.order, moment) in seen:
                continue
            seen.add((one.order, moment))
            self.wanted[one.order] = one
            for name in one.uses:
                left += self._found(one, name, moment)

    def _found(self, one: CodeStatement, name: str, moment: int | None) -> list[tuple[CodeStatement, int | None]]:
        found: list[tuple[CodeStatement, int | None]] = []
        if name in one.at_once:
            found += [(other, one.order) for other in self._bound(one, name, one.order)]
        if name in one.later:
            found += [(other, moment) for other in self._bound(one, name, moment)]
        if not found and name not in _BUILTIN:
            self.unbound.add(name)
        return found

    def _bound(self, one: CodeStatement, name: str, before: int | None) -> list[CodeStatement]:
        return self._notebook.bound(name, self._exercise, before, called=name in one.called)

    def needs(self, one: CodeStatement, name: str) -> list[CodeStatement]:
        """Return the statements that bind a name for one that uses it."""
        at_once = self._bound(one, name, one.order) if name in one.at_once else []
        later = self._bound(one, name, None) if name in one.later else []
        return [other for other in (*at_once, *later) if other.order in self.wanted]

    def ordered(self) -> list[CodeStatement]:
        """Return what was wanted in the notebook's order, but nothing before what it needs at once."""
        done: dict[int, CodeStatement] = {}
        for order in sorted(self.wanted):
            self._place(self.wanted[order], done)
        return list(done.values())

    def _place(self, one: CodeStatement, done: dict[int, CodeStatement]) -> None:
        # (statement, whether what it needs later is needed by now too: something runs that may call it)
        left: list[tuple[CodeStatement, bool, bool]] = [(one, False, False)]
        begun: set[int] = set()
        while left:
            top, whole, ready = left.pop()
            if ready:
                done.setdefault(top.order, top)
                continue
            if top.order in done or top.order in begun:
                continue
            begun.add(top.order)
            left.append((top, whole, True))
            for name in top.uses if whole else top.at_once:
                left += [(other, True, False) for other in self.needs(top, name) if other.order not in done]


def slice_of(notebook: Notebook, exercise: str) -> list[CodeStatement]:
    """Return the statements of an exercise that the notebook stands for, in the order in which they run."""
    taken = _Slice(notebook, exercise)
    taken.want(list(notebook.chosen[exercise].values()))
    futures = [one for one in notebook.statements if one.kind is StatementKind.FUTURE]
    stars = [one for one in notebook.statements if one.kind is StatementKind.STAR] if taken.unbound else []
    return _once([*futures, *stars, *taken.ordered()])


def _once(statements: Sequence[CodeStatement]) -> list[CodeStatement]:
    """Leave out an import that stands there already."""
    imports = (StatementKind.FUTURE, StatementKind.STAR, StatementKind.IMPORT)
    seen: set[str] = set()
    left = []
    for one in statements:
        if one.kind not in imports or one.text not in seen:
            left.append(one)
        seen.add(one.text)
    return left
