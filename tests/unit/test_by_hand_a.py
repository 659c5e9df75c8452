"""The references of the exercises 1 to 7 against independent computations in NumPy and plain Python."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

REFERENCES = Path(__file__).resolve().parents[2] / "reference"

few = settings(max_examples=40, deadline=None)
quarters = st.integers(-36, 36).map(lambda n: n / 4)
sides = st.integers(1, 6)
strides = st.integers(1, 5)
pads = st.integers(0, 3)
layers = st.lists(st.tuples(st.integers(1, 5), st.integers(1, 3)), max_size=5)


@cache
def reference(exercise: str) -> dict[str, Any]:
    return runpy.run_path(str(REFERENCES / f"{exercise}.py"))


def answer(exercise: str, function: str, *args: Any) -> Any:
    """What the reference returns, after a look at whether it left its arguments alone."""
    before = [np.array(arg) for arg in args]
    got = reference(exercise)[function](*args)
    assert all(np.array_equal(old, arg) for old, arg in zip(before, args, strict=True))
    return got if isinstance(got, int | tuple) else np.asarray(got)


@st.composite
def matrices(draw: Callable[..., Any], least: int = 1) -> np.ndarray:
    """Small matrices: contiguous, transposed, or every other row of a larger one."""
    height, width = draw(st.integers(least, 6)), draw(st.integers(least, 6))
    view = draw(st.sampled_from(("whole", "transposed", "every other row")))
    if view == "transposed":
        return draw(arrays(float, (width, height), elements=quarters)).T
    if view == "every other row":
        return draw(arrays(float, (2 * height, width), elements=quarters))[::2]
    return draw(arrays(float, (height, width), elements=quarters))


def inside(array: np.ndarray, row: int, column: int) -> float:
    """The cell, or 0 outside of the array."""
    within = 0 <= row < array.shape[0] and 0 <= column < array.shape[1]
    return float(array[row, column]) if within else 0.0


def starts(n: int, f: int, stride: int, pad: int) -> list[int]:
    """Where the filter can stand along one side, counted from the first cell that is no padding."""
    return [start for start in range(-pad, n + pad - f + 1) if (start + pad) % stride == 0]


@few
@given(st.tuples(sides, sides, sides).flatmap(lambda shape: arrays(float, shape, elements=quarters)), st.booleans())
def test_flatten_goes_along_channels_then_columns_then_rows(image: np.ndarray, transposed: bool) -> None:
    image = image.transpose(1, 2, 0) if transposed else image
    height, width, channels = image.shape
    wanted = [image[i, j, c] for i in range(height) for j in range(width) for c in range(channels)]
    got = answer("fully_connected", "flatten", image)
    assert got.shape == (height * width * channels,)
    assert got.tolist() == wanted


@few
@given(matrices(), st.data())
def test_fully_connected_is_one_dot_product_and_one_bias_a_row(theta: np.ndarray, data: st.DataObject) -> None:
    outputs, inputs = theta.shape
    x = data.draw(arrays(float, inputs, elements=quarters))
    bias = data.draw(arrays(float, outputs, elements=quarters))
    wanted = [sum(theta[k, d] * x[d] for d in range(inputs)) + bias[k] for k in range(outputs)]
    assert answer("fully_connected", "fully_connected", x, theta, bias) == pytest.approx(np.array(wanted))


@few
@given(st.integers(1, 4000), st.integers(1, 50))
def test_fully_connected_parameters_count_weights_and_biases(inputs: int, outputs: int) -> None:
    got = answer("fully_connected", "fully_connected_parameters", inputs, outputs)
    assert got == np.ones((outputs, inputs)).size + outputs


@few
@given(layers)
def test_receptive_field_is_the_span_of_the_pixels_that_can_be_reached(net: list[tuple[int, int]]) -> None:
    units = {0}
    for kernel_size, stride in reversed(net):
        units = {unit * stride + step for unit in units for step in range(kernel_size)}
    assert reference("receptive_field")["receptive_field"](list(net)) == max(units) - min(units) + 1


@few
@given(st.integers(1, 30), st.integers(1, 12), strides, pads)
def test_output_size_counts_the_places_of_the_filter(n: int, f: int, stride: int, pad: int) -> None:
    wanted = len(starts(n, f, stride, pad))
    if wanted:
        assert answer("output_size", "output_size", n, f, stride, pad) == wanted
    else:
        with pytest.raises(ValueError, match="fit"):
            answer("output_size", "output_size", n, f, stride, pad)


@few
@given(matrices(), st.integers(0, 4))
def test_zero_pad_is_the_image_inside_and_zero_outside(image: np.ndarray, pad: int) -> None:
    height, width = image.shape
    wanted = [[inside(image, i, j) for j in range(-pad, width + pad)] for i in range(-pad, height + pad)]
    assert answer("zero_padding", "zero_pad", image, pad).tolist() == wanted


@few
@given(matrices(least=2), matrices(), strides, pads)
def test_filtered_grid_is_a_dot_product_at_every_stop(
    grid: np.ndarray, kernel: np.ndarray, stride: int, pad: int
) -> None:
    kernel = kernel[: grid.shape[0] + 2 * pad, : grid.shape[1] + 2 * pad]
    rows, columns = (starts(n, f, stride, pad) for n, f in zip(grid.shape, kernel.shape, strict=True))
    wanted = [
        [sum(inside(grid, top + m, left + n) * weight for (m, n), weight in np.ndenumerate(kernel)) for left in columns]
        for top in rows
    ]
    got = answer("filtered_grid", "filtered_grid", grid, kernel, stride, pad)
    assert got.shape == (len(rows), len(columns))
    assert got == pytest.approx(np.array(wanted))


@few
@given(matrices(), matrices())
def test_convolve_is_the_lectures_formula(image: np.ndarray, kernel: np.ndarray) -> None:
    height, width = (a + b - 1 for a, b in zip(image.shape, kernel.shape, strict=True))
    wanted = np.zeros((height, width))
    for x, y in product(range(height), range(width)):
        wanted[x, y] = sum(pixel * inside(kernel, x - m, y - n) for (m, n), pixel in np.ndenumerate(image))
    got = answer("convolution", "convolve", image, kernel)
    assert got.shape == (height, width)
    assert got == pytest.approx(wanted)


@few
@given(st.integers(1, 30), st.integers(1, 30), st.integers(1, 7))
def test_conv_parameters_count_every_weight_and_bias(in_channels: int, filters: int, kernel_size: int) -> None:
    weights = np.ones((filters, in_channels, kernel_size, kernel_size))
    got = answer("parameter_count", "conv_parameters", in_channels, filters, kernel_size)
    assert got == weights.size + len(weights)


@few
@given(st.integers(7, 40), st.integers(7, 40), st.integers(1, 20), st.integers(1, 7), strides, pads)
def test_output_volume_counts_the_places_down_and_across(
    height: int, width: int, filters: int, kernel_size: int, stride: int, pad: int
) -> None:
    got = answer("parameter_count", "output_volume", height, width, filters, kernel_size, stride, pad)
    down, right = (len(starts(n, kernel_size, stride, pad)) for n in (height, width))
    assert got == (down, right, filters)


def test_the_lectures_own_numbers() -> None:
    lenet = [(5, 1), (2, 2), (5, 1), (2, 2)]
    fields = [reference("receptive_field")["receptive_field"](lenet[:depth]) for depth in range(5)]
    assert fields == [1, 5, 6, 14, 16]
    assert answer("fully_connected", "flatten", np.zeros((32, 32, 3))).shape == (3072,)
    assert answer("fully_connected", "fully_connected_parameters", 3072, 10) == 10 * 3073
    assert [answer("output_size", "output_size", 7, 3, *rest) for rest in ((2,), (3, 1))] == [3, 3]
    assert answer("parameter_count", "conv_parameters", 3, 10, 5) == 760
    assert answer("parameter_count", "output_volume", 32, 32, 10, 5, 1, 2) == (32, 32, 10)


def test_the_lectures_grid() -> None:
    grid = np.array(
        [
            [1, 2, 3, 4, 12, 9, 8],
            [5, 2, 3, 4, 12, 9, 8],
            [5, 2, 1, 4, 10, 9, 8],
            [7, 2, 1, 4, 12, 7, 8],
            [7, 2, 1, 4, 14, 9, 8],
            [5, 2, 3, 4, 12, 7, 8],
            [5, 2, 1, 1, 12, 9, 8],
        ],
        dtype=float,
    )
    kernel = np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]], dtype=float)
    got = answer("filtered_grid", "filtered_grid", grid, kernel, 3, 1)
    assert got.tolist() == [[20, 69, 75], [60, 84, 96], [36, 53, 73]]
