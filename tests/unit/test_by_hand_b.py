"""The references of exercises 8 to 13 against independent NumPy computations, on arrays that hypothesis draws."""

import runpy
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exercises.layer_shapes.exercise import ALEXNET, LENET5

REFERENCE = Path(__file__).parents[2] / "reference"
few = settings(max_examples=30, deadline=None)


def reference(name):
    return runpy.run_path(str(REFERENCE / f"{name}.py"))


conv_layer = reference("conv_layer")["conv_layer"]
conv_matrix = reference("conv_as_matrix")["conv_matrix"]
relu = reference("activation")["relu"]
max_pool = reference("max_pooling")["max_pool"]
max_pool_volume = reference("max_pooling")["max_pool_volume"]
detector_response = reference("translation_invariance")["detector_response"]
trace = reference("layer_shapes")["trace"]

sides = st.integers(1, 7)
strides = st.integers(1, 4)
pads = st.integers(0, 3)
generators = st.builds(np.random.default_rng, st.integers(0, 2**32 - 1))


def values(rng, *shape):
    """An array of both signs; every other time a view that is not in C order."""
    if rng.random() < 0.5:
        return rng.normal(0, 3, shape)
    return rng.normal(0, 3, tuple(2 * n for n in reversed(shape))).T[tuple(slice(None, None, 2) for _ in shape)]


def positions(n, size, stride, pad=0):
    """Where windows start, in the padded input."""
    return range(0, n + 2 * pad - size + 1, stride)


def filtered(grid, kernel, stride=1, pad=0):
    """One channel, one filter: the sum of products at each stop, cell by cell."""
    padded = np.zeros((grid.shape[0] + 2 * pad, grid.shape[1] + 2 * pad))
    padded[pad : pad + grid.shape[0], pad : pad + grid.shape[1]] = grid
    height, width = kernel.shape
    return np.array(
        [
            [
                sum(padded[y + a, x + b] * kernel[a, b] for a in range(height) for b in range(width))
                for x in positions(grid.shape[1], width, stride, pad)
            ]
            for y in positions(grid.shape[0], height, stride, pad)
        ]
    )


def close(got, wanted):
    got, wanted = np.asarray(got), np.asarray(wanted)
    assert got.shape == wanted.shape
    np.testing.assert_allclose(got, wanted, rtol=1e-9, atol=1e-9)


@few
@given(generators, st.integers(1, 4), st.integers(1, 4), sides, sides, st.integers(1, 5), strides, pads)
def test_conv_layer_sums_the_channels_of_each_filter(rng, channels, count, height, width, size, stride, pad):
    size = min(size, height + 2 * pad, width + 2 * pad)
    image, filters = values(rng, channels, height, width), values(rng, count, channels, size, size)
    bias = values(rng, count)
    kept = image.copy(), filters.copy(), bias.copy()
    maps = [
        sum(filtered(image[c], f[c], stride, pad) for c in range(channels)) + b
        for f, b in zip(filters, bias, strict=True)
    ]
    close(conv_layer(image, filters, bias, stride, pad), maps)
    for before, after in zip(kept, (image, filters, bias), strict=True):
        np.testing.assert_array_equal(before, after)


@few
@given(generators, sides, sides, st.integers(1, 5), st.integers(1, 5), strides, pads)
def test_conv_matrix_times_an_image_is_the_filtered_image(rng, height, width, rows, columns, stride, pad):
    kernel = values(rng, min(rows, height + 2 * pad), min(columns, width + 2 * pad))
    theta = np.asarray(conv_matrix(kernel, height, width, stride, pad))
    for _ in range(2):
        image = values(rng, height, width)
        close(theta @ image.ravel(), filtered(image, kernel, stride, pad).ravel())


def test_conv_matrix_of_the_lectures_grid():
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
    theta = np.asarray(conv_matrix(kernel, 7, 7, stride=3, pad=1))
    assert theta.shape == (9, 49)
    close(theta @ grid.ravel(), [20, 69, 75, 60, 84, 96, 36, 53, 73])
    close(conv_layer(grid[None], kernel[None, None], np.zeros(1), 3, 1)[0].ravel(), theta @ grid.ravel())


@few
@given(generators, st.lists(st.integers(1, 4), min_size=1, max_size=4))
def test_relu_is_the_larger_of_zero_and_each_cell(rng, shape):
    x = values(rng, *shape)
    before = x.copy()
    got = np.asarray(relu(x))
    assert got.shape == x.shape
    assert all(got[at] == (x[at] if x[at] > 0 else 0.0) for at in np.ndindex(x.shape))
    np.testing.assert_array_equal(x, before)


@few
@given(generators, st.integers(1, 4), sides, sides, st.integers(1, 4), strides)
def test_max_pooling_takes_the_largest_of_each_whole_window(rng, channels, height, width, size, stride):
    size = min(size, height, width)
    volume = values(rng, channels, height, width)
    before = volume.copy()
    pooled = [
        [
            [max(one[y : y + size, x : x + size].ravel().tolist()) for x in positions(width, size, stride)]
            for y in positions(height, size, stride)
        ]
        for one in volume
    ]
    close(max_pool_volume(volume, size, stride), pooled)
    close(max_pool(volume[0], size, stride), pooled[0])
    np.testing.assert_array_equal(volume, before)


def test_max_pooling_of_the_lecture():
    grid = np.array([[1, 3, 3, 4], [2, 5, 8, 2], [3, 0, 1, 0], [2, 2, 1, 2]], dtype=float)
    close(max_pool(grid), [[5, 8], [3, 2]])
    assert max_pool_volume(np.zeros((64, 256, 256))).shape == (64, 128, 128)


@few
@given(generators, sides, sides, st.integers(1, 5), st.integers(1, 5))
def test_the_detector_gives_the_largest_response_or_none(rng, height, width, rows, columns):
    image, kernel = values(rng, height, width), values(rng, min(rows, height), min(columns, width))
    got = detector_response(image, kernel)
    assert isinstance(got, float)
    assert got == pytest.approx(max(0.0, filtered(image, kernel).max()), rel=1e-9, abs=1e-9)


@few
@given(generators, st.integers(1, 3), st.integers(1, 3), st.data())
def test_the_detector_finds_a_moved_pattern(rng, rows, columns, data):
    pattern = values(rng, rows, columns)
    top, left = data.draw(st.integers(0, 8 - rows)), data.draw(st.integers(0, 9 - columns))
    image = np.zeros((8, 9))
    image[top : top + rows, left : left + columns] = pattern
    assert detector_response(image, pattern) == pytest.approx((pattern**2).sum())


def layer_after(shape):
    """A layer that fits a shape; None where none does any more."""
    if len(shape) == 1:
        return st.one_of(st.just(("relu",)), st.tuples(st.just("fc"), st.integers(1, 20)))
    side = min(shape[1:])
    sizes = st.integers(1, min(side, 5))
    conv = st.tuples(st.just("conv"), st.integers(1, 8), sizes, strides, pads)
    return st.one_of(conv, st.tuples(st.just("pool"), sizes, strides), st.just(("relu",)), st.just(("flatten",)))


def measured(layer, batch):
    """What a layer makes of real numbers, and how many numbers it needs for that: nothing by formula."""
    kind, *numbers = layer
    if kind == "relu":
        return np.maximum(batch, 0), 0
    if kind == "flatten":
        return batch.ravel(), 0
    if kind == "fc":
        theta, bias = np.ones((numbers[0], batch.size)), np.ones(numbers[0])
        return theta @ batch + bias, theta.size + bias.size
    if kind == "pool":
        size, stride = numbers
        return np.lib.stride_tricks.sliding_window_view(batch, (size, size), (1, 2))[:, ::stride, ::stride, 0, 0], 0
    count, size, stride, pad = numbers
    filters, bias = np.ones((count, len(batch), size, size)), np.ones(count)
    padded = np.pad(batch, ((0, 0), (pad, pad), (pad, pad)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (size, size), (1, 2))[:, ::stride, ::stride]
    return np.einsum("cijab,kcab->kij", windows, filters) + bias[:, None, None], filters.size + bias.size


@few
@given(st.data())
def test_trace_tells_what_real_layers_give_and_need(data):
    shape = data.draw(st.tuples(st.integers(1, 3), st.integers(1, 14), st.integers(1, 14)))
    batch, layers, wanted = np.zeros(shape), [], []
    for _ in range(data.draw(st.integers(0, 6))):
        layers.append(data.draw(layer_after(batch.shape)))
        batch, parameters = measured(layers[-1], batch)
        wanted.append((batch.shape, parameters))
    assert trace(shape, layers) == wanted


@pytest.mark.parametrize(
    ("net", "image", "scores", "parameters"),
    [(LENET5, (1, 32, 32), 10, 61_706), (ALEXNET, (3, 227, 227), 1000, 62_378_344)],
    ids=["LeNet-5", "AlexNet"],
)
def test_trace_of_the_lectures_networks(net, image, scores, parameters):
    rows = trace(image, net)
    assert sum(count for _, count in rows) == parameters
    assert rows[-1][0] == (scores,)
