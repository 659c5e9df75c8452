"""Chooses which of a notebook's definitions are whose: each exercise's functions, and the names they need. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from grader.core.notebook.statements import CodeStatement, StatementKind

_BOUND = (StatementKind.IMPORT, StatementKind.DEFINITION, StatementKind.VALUE)
_MOST_BINDINGS = 64
"""Of one name, each of functions and of anything else: the last so many are looked at."""


@dataclass(frozen=True)
class Notebook:
    """All statements in order, the exercise that each is marked for (or nothing), and the exercises' functions."""

    statements: tuple[CodeStatement, ...]
    marks: tuple[str, ...]
    functions: Mapping[str, tuple[str, ...]]

    @cached_property
    def binding(self) -> Mapping[str, tuple[CodeStatement, ...]]:
        """Return the statements that bind or change each name, in order."""
        found: dict[str, list[CodeStatement]] = defaultdict(list)
        for one in self.statements:
            for name in one.names:
                found[name].append(one)
        return {name: _last(ones) for name, ones in found.items()}

    @cached_property
    def _defined(self) -> frozenset[str]:
        return frozenset(name for one in self.statements if one.kind is StatementKind.DEFINITION for name in one.names)

    @cached_property
    def _callable(self) -> frozenset[str]:
        """Return the classes whose objects can be called."""
        return frozenset(name for one in self.statements if one.calls for name in one.names)

    @cached_property
    def shared(self) -> frozenset[str]:
        """Return function names that several exercises use."""
        seen: list[str] = [name for names in self.functions.values() for name in names]
        return frozenset(name for name in seen if seen.count(name) > 1)

    @cached_property
    def chosen(self) -> Mapping[str, Mapping[str, CodeStatement]]:
        """Return the definition of each function of each exercise that the notebook stands for."""
        alone = {name: dict(self._own(name)) for name in self.functions}
        return {name: made for name in self.functions if (made := self._all(name, alone))}

    def _own(self, exercise: str) -> Iterator[tuple[str, CodeStatement]]:
        """Yield the definitions of functions that no other exercise has, or that are marked for this one."""
        for name in self.functions[exercise]:
            found = self._candidates(name)
            if name in self.shared:
                found = [one for one in found if self.marks[one.order] == exercise]
            if found:
                yield name, max(found, key=lambda one: self._rank(one, exercise))

    def _all(self, exercise: str, alone: Mapping[str, Mapping[str, CodeStatement]]) -> dict[str, CodeStatement]:
        """Add the definitions of names that exercises share: the one that stands with this one's other functions."""
        made = dict(alone[exercise])
        for name in self.functions[exercise]:
            rivals = [other for other, names in self.functions.items() if name in names and other != exercise]
            found = [one for one in self._candidates(name) if self.marks[one.order] not in rivals]
            if name in made or name not in self.shared or not found:
                continue
            if not made and any(alone[other] for other in rivals):
                continue
            near = [one for one in found if self._stands_with(one, exercise, rivals, alone)]
            made[name] = max(near or found, key=lambda one: self._rank(one, exercise))
        return made

    def _stands_with(
        self, one: CodeStatement, exercise: str, rivals: Sequence[str], alone: Mapping[str, Mapping[str, CodeStatement]]
    ) -> bool:
        own = _distance(one, alone[exercise].values())
        return all(own <= _distance(one, alone[rival].values()) for rival in rivals)

    def _candidates(self, name: str) -> list[CodeStatement]:
        definitions = (StatementKind.DEFINITION, StatementKind.BROKEN)
        return [one for one in self.binding.get(name, ()) if one.kind in definitions or self._is_function(one)]

    def _is_function(self, one: CodeStatement) -> bool:
        """Return whether an assignment gives a function another name, or makes an object that can be called."""
        is_made = one.maker in self._callable
        return is_made or (one.alias and bool(one.at_once & self._defined - one.names))

    def _rank(self, one: CodeStatement, exercise: str) -> tuple[int, int, bool, int]:
        written = 1 if one.kind is StatementKind.BROKEN else 0 if one.stub else 2
        mark = self.marks[one.order]
        return written, 2 if mark == exercise else 1 if not mark else 0, one.kind is not StatementKind.VALUE, one.order

    # --- what the functions need -------------------------------------------------------------------------------------

    @cached_property
    def _owners(self) -> Mapping[int, str]:
        return {one.order: exercise for exercise, made in self.chosen.items() for one in made.values()}

    @cached_property
    def _reach(self) -> Mapping[str, frozenset[str]]:
        """Return all names that an exercise's functions come to use."""
        reached = {}
        for exercise, made in self.chosen.items():
            left = [name for one in made.values() for name in one.uses]
            seen: set[str] = set()
            while left:
                name = left.pop()
                if name not in seen:
                    seen.add(name)
                    left += [other for one in self.binding.get(name, ()) for other in one.uses]
            reached[exercise] = frozenset(seen)
        return reached

    @cached_property
    def claims(self) -> tuple[str, ...]:
        """Return the exercise whose functions each statement serves, as it stands; nothing where nobody knows."""
        before: list[CodeStatement | None] = []
        after: list[CodeStatement | None] = []
        last: CodeStatement | None = None
        for one in self.statements:
            before.append(last)
            last = one if one.order in self._owners else last
        last = None
        for one in reversed(self.statements):
            after.append(last)
            last = one if one.order in self._owners else last
        pairs = zip(self.statements, before, reversed(after), strict=True)
        return tuple(self._claim(one, earlier, later) for one, earlier, later in pairs)

    def _claim(self, one: CodeStatement, earlier: CodeStatement | None, later: CodeStatement | None) -> str:
        if self.marks[one.order] or one.order in self._owners:
            return self.marks[one.order] or self._owners[one.order]
        near = [other for other in (earlier, later) if other is not None and other.cell == one.cell]
        for other in (*near, *([later] if later is not None else [])):
            if one.names & self._reach[self._owners[other.order]]:
                return self._owners[other.order]
        return ""

    def bound(self, name: str, exercise: str, before: int | None, *, called: bool) -> list[CodeStatement]:
        """Return the statements that give a name its value for an exercise's functions, in order.

        `before`: for a statement there that needs it at once; where nothing is bound by then, what is bound later.
        """
        ones = self.binding.get(name, ())
        if before is not None:
            ones = tuple(one for one in ones if one.order < before) or ones
        whole = self._whole(name, [one for one in ones if one.kind in _BOUND], exercise, called=called)
        if whole is None:
            return [one for one in ones if one.kind in (StatementKind.CHANGE, StatementKind.BROKEN)]
        changes = [one for one in ones if one.kind is StatementKind.CHANGE and one.order > whole.order]
        ours = [one for one in changes if self.claims[one.order] in (exercise, "")]
        return [*self._packages(name, whole, ones), whole, *ours]

    def _whole(self, name: str, ones: Sequence[CodeStatement], exercise: str, *, called: bool) -> CodeStatement | None:
        own = self.chosen[exercise].get(name)
        if own is not None and own in ones:
            return own
        if called:
            ones = [one for one in ones if one.kind is not StatementKind.VALUE] or ones
        ours = [one for one in ones if self.claims[one.order] == exercise]
        made = next((made[name] for made in self.chosen.values() if name in made and name not in self.shared), None)
        if made is not None and made in ones and not ours:
            return made
        free = [one for one in ones if self.claims[one.order] in (exercise, "")]
        if ours and free[-1].kind in (StatementKind.VALUE, StatementKind.IMPORT):
            return ours[-1]
        return next(reversed(free or list(ones)), None)

    @staticmethod
    def _packages(name: str, whole: CodeStatement, ones: Sequence[CodeStatement]) -> list[CodeStatement]:
        """Return `import a.b` beside `import a`: each brings a part of it."""
        if whole.kind is not StatementKind.IMPORT or not whole.text.startswith(f"import {name}"):
            return []
        return [
            one
            for one in ones
            if one is not whole and one.text.startswith(f"import {name}.") and " as " not in one.text
        ]


def _last(ones: Sequence[CodeStatement]) -> tuple[CodeStatement, ...]:
    if len(ones) <= _MOST_BINDINGS:
        return tuple(ones)
    definitions = [one for one in ones if one.kind is StatementKind.DEFINITION][-_MOST_BINDINGS:]
    others = [one for one in ones if one.kind is not StatementKind.DEFINITION][-_MOST_BINDINGS:]
    return tuple(sorted((*definitions, *others), key=lambda one: one.order))


def _distance(one: CodeStatement, others: Iterable[CodeStatement]) -> tuple[int, int]:
    """Return how far a definition is from the nearest of others: in cells, then in statements."""
    distances = [(abs(one.cell - other.cell), abs(one.order - other.order)) for other in others]
    return min(distances, default=(1 << 30, 0))
