"""The last hint of an exercise by hand is one blank from an answer: filled, it passes the starter's examples."""

from __future__ import annotations

import ast
import doctest
import re
import textwrap
from runpy import run_path
from typing import Any

import numpy as np
import pytest

from tests.unit.taught import FOLDER, text

BLANKS: dict[tuple[str, int], tuple[str, str]] = {
    # exercise and piece of code: the head of the function that it is the body of, and what belongs in the blank
    ("fully_connected", 0): ("flatten(image)", "-1"),
    ("fully_connected", 1): ("fully_connected(x, theta, bias)", "bias"),
    ("fully_connected", 2): ("fully_connected_parameters(inputs, outputs)", "1"),
    ("receptive_field", 0): ("receptive_field(layers)", "jump"),
    ("output_size", 0): ("output_size(n, f, stride=1, pad=0)", "2"),
    ("zero_padding", 0): ("zero_pad(image, pad)", "pad : pad + W"),
    ("filtered_grid", 0): ("filtered_grid(grid, kernel, stride=1, pad=0)", "(window * kernel).sum()"),
    ("convolution", 0): ("convolve(image, kernel)", "n : n + G"),
    ("parameter_count", 0): ("conv_parameters(in_channels, filters, kernel_size)", "in_channels"),
    ("parameter_count", 1): (
        "output_volume(height, width, filters, kernel_size, stride=1, pad=0)",
        "(width - kernel_size + 2 * pad) // stride + 1",
    ),
    ("conv_layer", 0): ("conv_layer(image, filters, bias, stride=1, pad=0)", "filters[k]"),
    ("conv_as_matrix", 0): ("conv_matrix(kernel, height, width, stride=1, pad=0)", "y * width + x"),
    ("activation", 0): ("relu(x)", "0"),
    ("max_pooling", 0): ("max_pool(image, size=2, stride=2)", "window.max()"),
    ("max_pooling", 1): ("max_pool_volume(volume, size=2, stride=2)", "max_pool(one_map, size, stride)"),
    ("translation_invariance", 0): ("detector_response(image, kernel)", "(window * kernel).sum()"),
}


def pieces(name: str) -> list[str]:
    return re.findall(r"```python\n(.*?)```", text(name, "hints.md").split("# Nearly the code")[1], flags=re.DOTALL)


def filled(name: str, number: int) -> tuple[str, str]:
    """The function's name, and its source with the blank filled; a piece that only assigns returns what it assigns."""
    head, blank = BLANKS[name, number]
    body = pieces(name)[number].replace("...", blank)
    last = ast.parse(body).body[-1]
    if isinstance(last, ast.Assign):
        body += f"return {ast.unparse(last.targets[0])}\n"
    return head.partition("(")[0], f"def {head}:\n{textwrap.indent(body, '    ')}"


@pytest.mark.parametrize(("name", "number"), BLANKS)
def test_the_filled_hint_passes_the_starters_examples(name: str, number: int) -> None:
    function, source = filled(name, number)
    known: dict[str, Any] = {**run_path(str(FOLDER / name / "solution.py")), "np": np}
    exec(source, known)
    starter = ast.parse(text(name, "starter.py"))
    node = next(one for one in starter.body if isinstance(one, ast.FunctionDef) and one.name == function)
    examples = doctest.DocTestParser().get_doctest(ast.get_docstring(node) or "", known, function, name, 0)
    said: list[str] = []
    doctest.DocTestRunner(verbose=False).run(examples, out=said.append)
    assert said == []
    assert examples.examples or name == "fully_connected"


def test_every_piece_of_an_exercise_by_hand_is_filled_but_that_of_layer_shapes() -> None:
    by_hand = [path.parent.name for path in FOLDER.glob("*/solution.py")]
    counted = {(name, number) for name in by_hand for number in range(len(pieces(name)))}
    assert counted - set(BLANKS) == {("layer_shapes", 0)}  # which has branches to write, too
