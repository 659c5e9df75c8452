"""Counts the rooms: what lies at the top of `grader`, long files, long functions, what says nothing of itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
LONG_FILE, LONG_FUNCTION = 300, 50


def code_files() -> list[Path]:
    """Every module of the program: `grader`, and the modules that exercises share."""
    return [*sorted(ROOT.glob("grader/**/*.py")), *sorted(ROOT.glob("exercises/*.py"))]


def functions(tree: ast.AST, *, public: bool) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """All functions of a module; `public` ones are neither private nor inside another function or a private class."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            if not (public and node.name.startswith("_")):
                yield node
            if not public:
                yield from functions(node, public=False)
        elif not (public and isinstance(node, ast.ClassDef) and node.name.startswith("_")):
            yield from functions(node, public=public)


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function, from its `def` to its last."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def main() -> None:
    """Print the counts, and what each of them counted."""
    top = sorted(path.name for path in (ROOT / "grader").glob("*.py"))
    long_files, long_functions, silent, count = [], [], [], 0
    lengths = []
    for path in code_files():
        text, name = path.read_text(), str(path.relative_to(ROOT))
        tree = ast.parse(text)
        if len(text.splitlines()) > LONG_FILE:
            long_files.append(name)
        for function in functions(tree, public=False):
            lines = length(function)
            lengths.append(lines)
            if lines > LONG_FUNCTION:
                long_functions.append(f"{name} {function.name} ({lines})")
        for function in functions(tree, public=True):
            count += 1
            if not ast.get_docstring(function):
                silent.append(f"{name} {function.name}")
    lengths.sort()
    rows = {
        "modules at the top of grader/": top,
        f"files over {LONG_FILE} lines": long_files,
        f"functions over {LONG_FUNCTION} lines": long_functions,
        "public functions without a docstring": silent,
    }
    for what, found in rows.items():
        print(f"{len(found):5}  {what}{': ' if found else ''}{', '.join(found[:8])}")
    print(f"{len(lengths):5}  functions, {count} of them public; the longest has {lengths[-1]} lines, ", end="")
    print(f"nine of ten at most {lengths[len(lengths) * 9 // 10]}")


if __name__ == "__main__":
    main()
