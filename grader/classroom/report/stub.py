"""Writes the first lines of a named mistake from a group of answers, for an exercise's `mistakes.py`. Pure."""

from __future__ import annotations

import ast
import keyword
import re
from collections.abc import Sequence

from grader.classroom.report.groups import Group
from grader.core.errors import UserError
from grader.core.text import one_line, plural


class StubError(UserError):
    """A name that no class can have: one line that says why."""


def class_name(words: str) -> str:
    """Return `padding_added_once` for "Padding added once". Raises StubError."""
    name = re.sub(r"\W+", "_", words.strip().lower(), flags=re.ASCII).strip("_")
    if not name.isidentifier() or keyword.iskeyword(name):
        raise StubError(f"'{one_line(words)}' gives no name for a class: use letters, digits and blanks")
    return name


def steps(mistakes_source: str) -> list[tuple[str, str]]:
    """Return the steps of the right answer that a mistake can override: (name, arguments)."""
    for node in ast.parse(mistakes_source).body:
        if isinstance(node, ast.ClassDef) and node.name == "Right":
            methods = [one for one in node.body if isinstance(one, ast.FunctionDef)]
            return [(one.name, ast.unparse(one.args)) for one in methods]
    return []


def stub(group: Group, words: str, mistakes_source: str, functions: Sequence[str]) -> str:
    """Return the class to complete and to paste into the exercise's `mistakes.py`. Raises StubError."""
    known = steps(mistakes_source)
    first = next((step for step in known if step[0] in functions), known[0] if known else ("answer", "self"))
    listed = "".join(f"    #   {name}({arguments})\n" for name, arguments in known)
    return (
        f"class {class_name(words)}(Right):\n"
        '    """Say what is right, in one sentence: students read it."""\n\n'
        f"    # {plural(len(group.answers), 'answer')} behave like this: {one_line(group.example)}\n"
        f"    # Override the one step that goes wrong:\n{listed}"
        f"    def {first[0]}({first[1]}):\n"
        "        raise NotImplementedError\n"
    )
