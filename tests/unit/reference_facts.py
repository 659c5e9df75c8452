"""What the texts of the exercises say, as the references and torchvision have it. Run as a program: JSON on stdout.

A process of its own, so that the tests beside it need no torch.
"""

from __future__ import annotations

import ast
import copy
import doctest
import functools
import importlib
import io
import json
import runpy
import sys
import textwrap
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torchvision

ROOT = Path(__file__).resolve().parents[2]
NAMES = sorted(path.parent.name for path in (ROOT / "exercises").glob("*/exercise.py"))


def as_numpy(function: Any) -> Any:
    """The reference's function with arrays for tensors, as a by-hand exercise returns them."""

    @functools.wraps(function)
    def called(*args: Any, **kwargs: Any) -> Any:
        found = function(*args, **kwargs)
        return found.numpy() if isinstance(found, torch.Tensor) else found

    return called


def imported(source: str) -> dict[str, Any]:
    """What the starter's own import lines bring in, and nothing else."""
    lines = [node for node in ast.parse(source).body if isinstance(node, ast.Import | ast.ImportFrom)]
    names: dict[str, Any] = {}
    exec(compile(ast.Module(lines, []), "starter", "exec"), names)
    return names


def run_examples(name: str) -> dict[str, Any]:
    """How many examples the starter shows, and what the reference answers differently."""
    source = (ROOT / "exercises" / name / "starter.py").read_text(encoding="utf-8")
    reference = runpy.run_path(str(ROOT / "reference" / f"{name}.py"))
    defined = [node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    runner, said, count = doctest.DocTestRunner(verbose=False), io.StringIO(), 0
    for node in defined:
        function = reference[node.name]
        known = {**imported(source), **{one.name: as_numpy(reference[one.name]) for one in defined}}
        if isinstance(node, ast.ClassDef):
            known[node.name] = function
        test = doctest.DocTestParser().get_doctest(ast.get_docstring(node) or "", known, node.name, name, 0)
        count += len(test.examples)
        runner.run(test, out=said.write)
    return {"examples": count, "wrong": said.getvalue()}


def traced(shape: tuple[int, ...], layers: list[tuple[Any, ...]]) -> list[Any]:
    trace = runpy.run_path(str(ROOT / "reference" / "layer_shapes.py"))["trace"]
    return [[list(out), count] for out, count in trace(shape, layers)]


def networks() -> dict[str, Any]:
    from exercises.layer_shapes.exercise import ALEXNET, LENET5

    chain = [("conv", 6, 5, 1, 0), ("conv", 10, 5, 1, 0)]
    rounds = [layer for filters in (16, 32, 64) for layer in (("conv", filters, 3, 1, 1), ("pool", 2, 2))]
    return {
        "lenet5": traced((1, 32, 32), LENET5),
        "convnet": traced((3, 32, 32), LENET5),
        "alexnet": traced((3, 227, 227), ALEXNET),
        "slide 10": traced((3, 32, 32), chain),
        "slide 24": traced((3, 32, 32), [*rounds, ("flatten",), ("fc", 10)]),
    }


def counts(model: torch.nn.Module) -> list[int]:
    """Parameters of each learned layer, in order."""
    layers = (layer for layer in model.modules() if isinstance(layer, torch.nn.Conv2d | torch.nn.Linear))
    return [sum(parameter.numel() for parameter in layer.parameters()) for layer in layers]


BLANKS = {"convnet": "1", "lenet5": "16 * 5 * 5", "alexnet": "256 * 6 * 6"}
"""What belongs in the blank of a network's last hint."""


def hinted(name: str) -> list[int]:
    """Parameters of each learned layer of the network in the last hint, with its blank filled, as it runs."""
    hint = (ROOT / "exercises" / name / "hints.md").read_text(encoding="utf-8").split("# Nearly the code")[1]
    body = hint.split("```python\n")[1].split("```")[0].replace("...", BLANKS[name])
    if "def __init__" not in body:
        body = (
            f"def __init__(self):\n{textwrap.indent(body, '    ')}\ndef forward(self, x):\n    return self.layers(x)\n"
        )
    known: dict[str, Any] = {"torch": torch, "nn": torch.nn, "F": torch.nn.functional}
    exec(f"class Net(nn.Module):\n{textwrap.indent(body, '    ')}", known)
    model = known["Net"]()
    model(torch.empty(1, *{"convnet": (3, 32, 32), "lenet5": (1, 32, 32), "alexnet": (3, 227, 227)}[name]))
    return counts(model)


def exercise_of(name: str) -> Any:
    return importlib.import_module(f"exercises.{name}.exercise").EXERCISE


def proven(name: str) -> list[Any]:
    """What the reference answers to each question of an exercise."""
    reference = runpy.run_path(str(ROOT / "reference" / f"{name}.py"))
    found = []
    for question in exercise_of(name).questions:
        known = {**reference, "np": np, "torch": torch}
        exec(textwrap.dedent(question.proof), known)
        found.append(known["answer"])
    return found


def result_of(function: Any, case: Any) -> Any:
    try:
        return function(*copy.deepcopy(case.args), **copy.deepcopy(dict(case.kwargs)))
    except ValueError:
        return "ValueError"


def same(one: Any, other: Any) -> bool:
    if isinstance(one, torch.Tensor):
        one = one.numpy()
    if isinstance(one, np.ndarray | float) and not isinstance(other, str):
        return np.shape(one) == np.shape(other) and bool(np.allclose(one, other))
    return bool(one == other)


def solution_differs(name: str) -> list[str]:
    """The checks for one of whose cases the solution in NumPy and the reference do not give the same."""
    paths = (ROOT / "reference" / f"{name}.py", ROOT / "exercises" / name / "solution.py")
    reference, solution = (runpy.run_path(str(path)) for path in paths)
    return [
        check.name
        for check in exercise_of(name).checks
        for case in check.cases(np.random.default_rng(17))
        if not same(result_of(reference[case.function], case), result_of(solution[case.function], case))
    ]


def page_run() -> dict[str, Any]:
    """What is known when all code of "PyTorch in ten lines" has run: the scores' shape, the loss, a gradient's size."""
    page = (ROOT / "exercises" / "pages" / "pytorch.md").read_text(encoding="utf-8")
    pieces = [piece.split("```")[0] for piece in page.split("```python\n")[1:]]
    known: dict[str, Any] = {}
    exec("\n".join(pieces), known)
    gradient = known["model"].fc.weight.grad
    lines = [line for line in pieces[0].splitlines() if line.strip()]
    return {"lines": len(lines), "shape": list(known["scores"].shape), "gradient": float(gradient.abs().sum())}


def main() -> None:
    with torch.device("meta"):
        found = {
            "vgg16": counts(torchvision.models.vgg16()),
            "narrow alexnet": counts(torchvision.models.alexnet()),
            "networks": networks(),
            "hinted": {name: hinted(name) for name in BLANKS},
        }
    found["conv_as_matrix"] = (
        runpy.run_path(str(ROOT / "reference" / "conv_as_matrix.py"))["conv_matrix"](np.ones((3, 3)), 6, 6)
        .numpy()
        .tolist()
    )
    by_hand = [path.parent.name for path in (ROOT / "exercises").glob("*/solution.py")]
    found["solutions differ"] = {name: solution_differs(name) for name in by_hand}
    found["answers"] = {name: proven(name) for name in NAMES}
    found["page"] = page_run()
    found["examples"] = {name: run_examples(name) for name in NAMES}
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
