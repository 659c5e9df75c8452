"""Finds which names Python text binds and needs, from the compiler's own tables of scopes. Pure."""

from __future__ import annotations

import symtable

_COMPREHENSIONS = frozenset(("listcomp", "setcomp", "dictcomp", "genexpr"))


def names_in(text: str) -> tuple[set[str], set[str], set[str]]:
    """Return the names that Python text binds, those that it needs when it runs, and those that its functions need.

    Raises SyntaxError for what the parser takes and the compiler does not.
    """
    table = symtable.symtable(text, "cell", "exec")
    bound = {one.get_name() for one in table.get_symbols() if one.is_assigned() or one.is_imported()}
    at_once: set[str] = set()
    later: set[str] = set()
    left = [(table, True)]
    while left:
        scope, runs_now = left.pop()
        into = at_once if runs_now else later
        is_module = scope.get_type() == "module"
        for one in scope.get_symbols():
            if is_module:
                free = one.is_referenced()
            elif scope.get_type() == "class":
                free = (one.is_referenced() and not one.is_assigned()) or one.is_declared_global()
            else:
                free = one.is_global() or one.is_declared_global()
            if free:
                into.add(one.get_name())
        for child in scope.get_children():
            goes_on = child.get_type() != "function" or child.get_name() in _COMPREHENSIONS
            left.append((child, runs_now and goes_on))
    return bound, at_once, later
