"""The house rules that a machine can hold: who imports whom, how long files are."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections import defaultdict
from importlib.metadata import packages_distributions
from pathlib import Path

from tests.bench.rooms import LONG_FUNCTION, code_files, functions, length

ROOT = Path(__file__).parents[2]
LONGEST_FILE = 300


def _modules_after(code: str) -> set[str]:
    program = f"import sys\n{code}\nprint('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(done.stdout.split())


def test_the_import_contract_holds():
    done = subprocess.run([Path(sys.executable).parent / "lint-imports"], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stdout[-3000:]


def test_the_grading_side_never_imports_torch_or_textual():
    loaded = _modules_after("import grader.grading.exercise, grader.classroom.schedule, grader.commands.grade")
    assert not {"torch", "torchvision", "textual"} & loaded


def test_the_ui_never_imports_torch():
    assert not {"torch", "torchvision"} & _modules_after("import grader.tui.app")


def test_the_server_imports_nothing_of_ours_but_the_sandbox():
    loaded = _modules_after("import grader.sandbox.child.server")
    ours = {name for name in loaded if name.split(".")[0] in ("grader", "exercises", "reference")}
    shared = {f"grader.sandbox.{name}" for name in ("wire", "encoding", "messages", "process")}
    assert {name for name in ours if not name.startswith("grader.sandbox.child")} <= {
        "grader",
        "grader.sandbox",
        *shared,
    }


def test_every_library_that_is_imported_is_declared():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    optional = project["optional-dependencies"]
    declared = {
        re.split(r"[^\w.-]", line)[0].casefold() for line in [*project["dependencies"], *optional["similarity"]]
    }
    distributions, missing = packages_distributions(), set()
    for path in [*ROOT.glob("grader/**/*.py"), *ROOT.glob("exercises/*.py"), *ROOT.glob("exercises/*/*.py")]:
        for name in (
            _imported(ast.parse(path.read_text())) - sys.stdlib_module_names - {"grader", "exercises", "reference"}
        ):
            if not {one.casefold() for one in distributions.get(name, [name])} & declared:
                missing.add(f"{path.relative_to(ROOT)} imports {name}")
    assert missing == set()


def _imported(tree: ast.AST) -> set[str]:
    """Return the top packages that a module imports anywhere."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


def test_nothing_lies_flat_at_the_top_of_grader():
    assert {path.name for path in (ROOT / "grader").glob("*.py")} == {"__init__.py", "__main__.py", "cli.py"}


def test_files_hold_one_idea_each():
    files = [*ROOT.glob("grader/**/*.py"), *ROOT.glob("exercises/**/*.py"), *ROOT.glob("reference/*.py")]
    too_long = {
        str(path.relative_to(ROOT)): n for path in files if (n := len(path.read_text().splitlines())) > LONGEST_FILE
    }
    assert not {name: n for name, n in too_long.items() if not name.endswith("mistakes.py")}


def test_every_picture_is_shown_and_drawn_anew_and_every_shown_one_is_there():
    shown = set(re.findall(r"\]\(docs/img/([\w-]+)\.svg\)", (ROOT / "README.md").read_text()))
    drawn = re.findall(r'draw\(app, "([\w-]+)"\)', (ROOT / "docs" / "pictures.py").read_text())
    assert {path.stem for path in (ROOT / "docs" / "img").iterdir()} == set(drawn) == shown


def test_a_class_has_a_name_of_its_own():
    """One word for one thing: a class that two modules define would be read as the other one."""
    homes = defaultdict(list)
    for path in ROOT.glob("grader/**/*.py"):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.ClassDef):
                homes[node.name].append(str(path.relative_to(ROOT)))
    assert {name: files for name, files in homes.items() if len(files) > 1} == {}


def test_modules_say_what_they_own():
    files = [*ROOT.glob("grader/**/*.py"), *ROOT.glob("exercises/**/*.py"), *ROOT.glob("reference/*.py")]
    assert [str(path) for path in files if path.stat().st_size and '"""' not in path.read_text()[:10]] == []


def test_nothing_in_the_grader_names_an_exercise():
    """What an exercise needs is said in its own folder: a new one is a folder and a reference, nothing else."""
    names = {path.parent.name for path in (ROOT / "exercises").glob("*/exercise.py")}
    found = []
    for path in (ROOT / "grader").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and _is_named(node.value, names):
                found.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.value[:40]!r}")
    assert found == []


def _is_named(text: str, names: set[str]) -> bool:
    return text in names or text.removesuffix(".py") in names or (text.startswith("exercises.") and text[10:] in names)


_NO_VERB = re.compile(
    "(a|an|the|what|how|who|whose|whom|which|whether|where|when|why|of|that|this|these|those|for|by|in|on|at|to|from"
    "|with|without|as|below|one|two|each|every|all|any|another|other|both|some|something|everything|no|its|their|it"
    "|there|line|lines|points|rows|columns|[^a-z].*)[,.:;]?"
)
"""What a docstring cannot begin with when it begins with what the thing does."""


def test_docstrings_begin_with_what_the_thing_does():
    """Of modules and functions, private ones too: "Return ...", "Write ...", "Reads ...". A class may be a noun."""
    found = []
    for path in [*ROOT.glob("grader/**/*.py"), *ROOT.glob("exercises/*.py"), *ROOT.glob("reference/*.py")]:
        tree = ast.parse(path.read_text())
        for node in [tree, *functions(tree, public=False)]:
            first = (ast.get_docstring(node) or "nothing").split()[0]
            if _NO_VERB.fullmatch(first.lower()):
                found.append(f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 1)} {first}")
    assert found == []


def test_functions_are_short_and_say_what_they_do():
    for path in code_files():
        tree = ast.parse(path.read_text())
        assert [one.name for one in functions(tree, public=True) if not ast.get_docstring(one)] == [], path
        assert [one.name for one in functions(tree, public=False) if length(one) > LONG_FUNCTION] == [], path
