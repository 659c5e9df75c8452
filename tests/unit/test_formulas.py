"""The formulas in the statements, read from the texts and worked out, give what the solutions give."""

from __future__ import annotations

import re
from runpy import run_path
from typing import Any

import numpy as np
import pytest

from tests.unit.taught import FOLDER, text
from tests.unit.test_teaching import plain


def solution(name: str) -> Any:
    return run_path(str(FOLDER / name / "solution.py"))[name if name != "convolution" else "convolve"]


def formulas(name: str) -> str:
    """The statement's pieces that are no Python, with signs as Python writes them."""
    fences = re.findall(r"```(\w*)\n(.*?)```", text(name, "statement.md"), flags=re.DOTALL)
    return plain("\n".join(piece for language, piece in fences if not language)).replace("2P", "2 * P")


def said(name: str, pattern: str) -> str:
    found = re.search(pattern, formulas(name), flags=re.DOTALL)
    assert found, f"{name} no longer says {pattern}"
    return " ".join(found[1].split())


@pytest.mark.parametrize(("stride", "pad"), [(1, 0), (2, 1), (3, 2)])
def test_the_sum_in_conv_layer(stride: int, pad: int) -> None:
    rng = np.random.default_rng(0)
    image, filters, bias = rng.normal(size=(2, 6, 7)), rng.normal(size=(3, 2, 3, 3)), rng.normal(size=3)
    padded = np.pad(image, ((0, 0), (pad, pad), (pad, pad)))
    wanted = solution("conv_layer")(image, filters, bias, stride, pad)
    first, term, y_is, x_is = (
        said("conv_layer", pattern)
        for pattern in (
            r"= (bias\[k\]) \+ sum over c, a, b",
            r"sum over c, a, b of\n(.*?)\nwith",
            r"with y = (.*?),",
            r", x = (i .*?|j .*?)\n",
        )
    )
    for k, i, j in np.ndindex(*wanted.shape):
        known = {"padded": padded, "filters": filters, "bias": bias, "k": k, "i": i, "j": j, "stride": stride}
        known |= {"y": eval(y_is, known), "x": eval(x_is, known)}
        total = eval(first, known) + sum(
            eval(term, known | {"c": c, "a": a, "b": b}) for c, a, b in np.ndindex(*filters.shape[1:])
        )
        assert total == pytest.approx(wanted[k, i, j])


def test_the_sum_in_filtered_grid() -> None:
    rng = np.random.default_rng(1)
    grid, kernel = rng.normal(size=(6, 8)), rng.normal(size=(3, 2))
    wanted = solution("filtered_grid")(grid, kernel, 2, 1)
    term = said("filtered_grid", r"sum over m, n of\n(.*?)\n")
    for i, j in np.ndindex(*wanted.shape):
        known = {"padded": np.pad(grid, 1), "kernel": kernel, "i": i, "j": j, "S": 2}
        total = sum(eval(term, known | {"m": m, "n": n}) for m, n in np.ndindex(*kernel.shape))
        assert total == pytest.approx(wanted[i, j])


class _ZeroOutside:
    """An array that is 0 outside of its cells, as the lecture's I and F are."""

    def __init__(self, cells: np.ndarray) -> None:
        self.cells = cells

    def __getitem__(self, place: tuple[int, int]) -> float:
        inside = all(0 <= one < side for one, side in zip(place, self.cells.shape, strict=True))
        return float(self.cells[place]) if inside else 0.0


def test_the_lectures_sum_in_convolution() -> None:
    rng = np.random.default_rng(2)
    image, kernel = rng.normal(size=(3, 4)), rng.normal(size=(2, 3))
    wanted = solution("convolution")(image, kernel)
    term = said("convolution", r"sum over m, n of (.*?)\n")
    for x, y in np.ndindex(*wanted.shape):
        known = {"I": _ZeroOutside(image), "F": _ZeroOutside(kernel), "x": x, "y": y}
        total = sum(eval(term, known | {"m": m, "n": n}) for m, n in np.ndindex(*image.shape))
        assert total == pytest.approx(wanted[x, y])


def test_the_two_steps_in_receptive_field() -> None:
    layers = [(5, 1), (2, 2), (3, 3), (4, 2)]
    field_is, jump_is = (said("receptive_field", rf"{name} += (.*?)\n") for name in ("field", "jump"))
    known = {"field": 1, "jump": 1}
    for kernel, stride in layers:
        known |= {"kernel": kernel, "stride": stride}
        known["field"] = eval(field_is, {}, known)
        known["jump"] = eval(jump_is, {}, known)
    assert known["field"] == solution("receptive_field")(layers)


@pytest.mark.parametrize(("N", "F", "stride", "P"), [(7, 3, 2, 0), (7, 5, 1, 2), (9, 3, 4, 0), (10, 4, 3, 2)])
def test_the_formula_of_a_side(N: int, F: int, stride: int, P: int) -> None:
    wanted, known = solution("output_size")(N, F, stride, P), {"N": N, "F": F, "stride": stride, "P": P}
    assert eval(said("layer_shapes", r"side +(\(N .*?)\n"), known) == wanted
    whole = said("output_size", r"= (\(N - F \+ 2 \* P\) / stride \+ 1) =")
    assert int(eval(whole, known)) == wanted
    pooled = said("max_pooling", r"H' = (.*?) +rounded down")
    assert int(eval(pooled, {"H": N, "size": F, "stride": stride})) == solution("output_size")(N, F, stride)


def test_the_counts_in_layer_shapes() -> None:
    rows = solution_of_trace((3, 9, 9), [("conv", 7, 5, 1, 0), ("flatten",), ("fc", 4)])
    conv, full = (
        said("layer_shapes", rf"{kind} +(.*?) parameters" if kind == "conv" else r"fc +(.*?)\n")
        for kind in ("conv", "fc")
    )
    assert eval(conv, {"K": 7, "C": 3, "F": 5}) == rows[0][1]
    assert eval(full, {"outputs": 4, "inputs": rows[1][0][0]}) == rows[2][1]


def solution_of_trace(shape: tuple[int, ...], layers: list[tuple[Any, ...]]) -> Any:
    return run_path(str(FOLDER / "layer_shapes" / "solution.py"))["trace"](shape, layers)


def test_the_numbers_of_stops_and_cells_in_conv_as_matrix() -> None:
    statement = plain(text("conv_as_matrix", "statement.md"))
    cell = re.search(r"becomes number `(.*?)`", statement)
    stop = re.search(r"is\s+row `(.*?)`", statement)
    assert cell and stop
    kernel = np.arange(1.0, 7.0).reshape(2, 3)
    theta = solution_of_matrix(kernel, 4, 5)
    width, stops = 5, 3
    for i, j in np.ndindex(3, stops):
        row = eval(stop[1].replace("W'", "stops"), {"i": i, "j": j, "stops": stops})
        for a, b in np.ndindex(2, 3):
            column = eval(cell[1], {"y": i + a, "x": j + b, "width": width})
            assert theta[row, column] == kernel[a, b]


def solution_of_matrix(kernel: np.ndarray, height: int, width: int) -> Any:
    return run_path(str(FOLDER / "conv_as_matrix" / "solution.py"))["conv_matrix"](kernel, height, width)


def test_neighbours_above_one_another_are_as_far_apart_as_fully_connected_says() -> None:
    flatten = run_path(str(FOLDER / "fully_connected" / "solution.py"))["flatten"]
    places = flatten(np.arange(32 * 32 * 3).reshape(32, 32, 3)).tolist()
    apart = places.index(32 * 3) - places.index(0)
    statement = " ".join(text("fully_connected", "statement.md").split())
    assert f"one above the other end up {apart} places apart" in statement
