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

from tests.unit.filled_hints import whole_file

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


def built(source: str, name: str) -> Any:
    known: dict[str, Any] = {}
    exec(source, known)
    return known[name]


def filled_network(name: str, function: str, image: tuple[int, ...]) -> dict[str, Any]:
    """The network of the last hint: its parameters, and how far its scores are from the reference's."""
    hinted = built(whole_file(name), function)().eval()
    wanted = runpy.run_path(str(ROOT / "reference" / f"{name}.py"))[function]().eval()
    wanted.load_state_dict(dict(zip(wanted.state_dict(), hinted.state_dict().values(), strict=True)))
    images = torch.randn(2, *image)
    with torch.no_grad():
        difference = (hinted(images) - wanted(images)).abs().max()
    return {"parameters": counts(hinted), "largest difference": float(difference)}


def filled_training() -> dict[str, Any]:
    """What the loop of the last hint and the reference do otherwise, on a small network with dropout."""
    found = {}
    images, labels = torch.randn(70, 3, 32, 32), torch.arange(70) % 10
    for who, source in (
        ("hinted", whole_file("training")),
        ("wanted", (ROOT / "reference" / "training.py").read_text(encoding="utf-8")),
    ):
        torch.manual_seed(3)
        model = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Dropout(0.2), torch.nn.Linear(3072, 10)).eval()
        optimizer = torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9)
        losses = [built(source, "train_step")(model, images[:16], labels[:16], optimizer) for _ in range(2)]
        losses += built(source, "train")(model, images, labels, epochs=2, batch_size=16)
        accuracy = built(source, "accuracy")(model, images, labels)
        found[who] = (model.state_dict(), losses, accuracy, model.training)
    (hinted, wanted) = found.values()
    return {
        "weights differ": [name for name in wanted[0] if not torch.allclose(hinted[0][name], wanted[0][name])],
        "losses differ": [one for one, other in zip(hinted[1], wanted[1], strict=True) if abs(one - other) > 1e-5],
        "accuracy": hinted[2] == wanted[2],
        "mode": hinted[3] == wanted[3],
    }


def filled_transfer() -> dict[str, list[int]]:
    """The sizes of the layers that still learn after the last hint's function, by model."""
    transfer, found = built(whole_file("transfer_learning"), "transfer"), {}
    with torch.device("meta"):
        models = {
            "vgg16": torchvision.models.vgg16(),
            "resnet18": torchvision.models.resnet18(),
            "small": torch.nn.Sequential(torch.nn.Linear(6, 4), torch.nn.ReLU(), torch.nn.Linear(4, 7)),
        }
        for name, model in models.items():
            layers = [
                layer for layer in transfer(model, 3 if name == "small" else 5).modules() if not [*layer.children()]
            ]
            learning = ([one.numel() for one in layer.parameters() if one.requires_grad] for layer in layers)
            found[name] = [sum(sizes) for sizes in learning if sizes]
    return found


def filled_recipe() -> dict[str, Any]:
    """The parameters of the recipe in the last hint, and its loss on a few images before and after some epochs."""
    torch.manual_seed(0)
    source = whole_file("improve")
    model = built(source, "build_model")()
    images = torch.randn(20, 3, 1, 1).expand(-1, -1, 32, 32) + 0.1 * torch.randn(20, 3, 32, 32)
    labels, losses = torch.arange(20) % 10, []
    for epochs in (0, 12):
        if epochs:
            built(source, "train")(model, images, labels, epochs=epochs, batch_size=5)
        with torch.no_grad():
            losses.append(float(torch.nn.functional.cross_entropy(model.eval()(images), labels)))
    return {"parameters": sum(one.numel() for one in model.parameters()), "losses": losses}


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
    torch.set_num_threads(1)
    with torch.device("meta"):
        found = {
            "vgg16": counts(torchvision.models.vgg16()),
            "narrow alexnet": counts(torchvision.models.alexnet()),
            "networks": networks(),
        }
    found["filled"] = {
        "convnet": filled_network("convnet", "Net", (3, 32, 32)),
        "lenet5": filled_network("lenet5", "LeNet5", (1, 32, 32)),
        "alexnet": filled_network("alexnet", "AlexNet", (3, 227, 227)),
        "training": filled_training(),
        "transfer_learning": filled_transfer(),
        "improve": filled_recipe(),
    }
    recipe = runpy.run_path(str(ROOT / "reference" / "improve.py"))["build_model"]()
    found["recipe"] = sum(parameter.numel() for parameter in recipe.parameters())
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
