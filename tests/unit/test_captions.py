"""Every caption of a figure that states a number is held against what a solution or a reference computes."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from functools import cache
from runpy import run_path
from typing import Any

import numpy as np
import pytest

from exercises.figures import Frame, Lines
from tests.unit.taught import FOLDER, NAMES, frames, reference_facts
from tests.unit.test_teaching import plain, sums, value
from tests.unit.test_told_numbers import without_activations

Held = Callable[[Frame, re.Match[str]], bool]


@cache
def part_of(name: str) -> dict[str, Any]:
    return run_path(str(FOLDER / name / "solution.py"))


def numbers(found: re.Match[str]) -> list[int]:
    return [int(one.replace(",", "")) for one in found.groups()]


def text_of(frame: Frame) -> str:
    """All lines of text in a frame."""
    return "\n".join(
        line.text for part in (*frame.parts, *frame.below) if isinstance(part, Lines) for line in part.lines
    )


# --- by hand ----------------------------------------------------------------------------------------------------------


def _scores(frame: Frame, found: re.Match[str]) -> bool:
    from exercises.fully_connected.figure import BIAS, IMAGE, THETA

    scores = part_of("fully_connected")["fully_connected"](IMAGE.ravel(), THETA, BIAS)
    place = ("first", "second", "third").index(found[1])
    return bool(int(found[2]) == IMAGE.size and int(found[3]) == scores[place])


def _places_apart(frame: Frame, found: re.Match[str]) -> bool:
    flat = part_of("fully_connected")["flatten"](np.arange(12).reshape(2, 2, 3)).tolist()
    return flat.index(6) - flat.index(0) == int(found[1])


def _sees(frame: Frame, found: re.Match[str]) -> bool:
    from exercises.receptive_field.exercise import LENET

    return bool(part_of("receptive_field")["receptive_field"](list(LENET[: int(found[1])])) == int(found[3]))


def _last_sees(frame: Frame, found: re.Match[str]) -> bool:
    from exercises.receptive_field.exercise import LENET

    return bool(part_of("receptive_field")["receptive_field"](list(LENET[int(found[2]) :])) == int(found[1]))


def _all_fields(frame: Frame, found: re.Match[str]) -> bool:
    from exercises.receptive_field.exercise import LENET

    fields = [part_of("receptive_field")["receptive_field"](list(LENET[:depth])) for depth in (4, 1, 2, 3, 4)]
    return fields == numbers(found)


def _stop(frame: Frame, found: re.Match[str]) -> bool:
    stop, stops, down, right = numbers(found)
    said = re.search(r"stride (\d), pad (\d)", text_of(frame))
    assert said
    stride, pad = int(said[1]), int(said[2])
    side = part_of("output_size")["output_size"](7, 3, stride, pad)
    return bool(stops == side**2 and divmod(stop - 1, side) == (down // stride, right // stride))


def _window_sum(frame: Frame, found: re.Match[str]) -> bool:
    from exercises.filtered_grid.exercise import GRID, KERNEL

    wanted = part_of("filtered_grid")["filtered_grid"](np.array(GRID), np.array(KERNEL), 3, 1).ravel()
    return bool(int(found[2]) == wanted.size and wanted[int(found[1]) - 1] == int(found[3]))


def _product(frame: Frame, found: re.Match[str]) -> bool:
    from exercises.filtered_grid.exercise import GRID, KERNEL

    _, product, _, cell, weight, total = numbers(found)
    row, column = divmod(product - 1, 3)
    padded = np.pad(np.array(GRID), 1)
    return bool((padded[row, column], KERNEL[row][column], cell * weight) == (cell, weight, total))


def _both_ways(frame: Frame, found: re.Match[str]) -> bool:
    from exercises.convolution.figure import FILTER, PADDED

    stop, stops, as_it_is, flipped = numbers(found)
    convolved = part_of("convolution")["convolve"](PADDED[1:-1, 1:-1], FILTER).ravel()
    filtered = part_of("filtered_grid")["filtered_grid"](PADDED, FILTER).ravel()
    return bool((filtered[stop - 1], convolved[stop - 1], convolved.size) == (as_it_is, flipped, stops))


def _only_zeros(frame: Frame, found: re.Match[str]) -> bool:
    from exercises.convolution.figure import FILTER, PADDED

    convolved = part_of("convolution")["convolve"](PADDED[1:-1, 1:-1], FILTER)
    return bool([(convolved == 0).sum(), convolved.size] == numbers(found))


def _flipped(frame: Frame, found: re.Match[str]) -> bool:
    from exercises.convolution.figure import FILTER

    shown = np.array(numbers(found)).reshape(2, 2)
    return bool(np.array_equal(shown, FILTER[::-1] if "up and down" in frame.caption else FILTER[::-1, ::-1]))


def _filters(frame: Frame, found: re.Match[str]) -> bool:
    count, _, one, total = numbers(found)
    parameters = part_of("parameter_count")["conv_parameters"]
    return bool(parameters(3, 1, 5) == one and parameters(3, count, 5) == total)


def _silent(frame: Frame, found: re.Match[str]) -> bool:
    from exercises.activation.figure import _map

    row, count, cells = numbers(found)
    before = _map()[row].astype(float)
    after = part_of("activation")["relu"](before)
    return bool(((after == 0) & (before < 0)).sum() == count and before.size == cells)


def _pooled(frame: Frame, found: re.Match[str]) -> bool:
    from exercises.max_pooling.figure import CELLS

    window, windows, top, bottom, left, right = numbers(found)
    pooled = part_of("max_pooling")["max_pool"](np.array(CELLS)).ravel()
    largest = re.search(r"\) = (\d)", text_of(frame))
    assert largest
    inside = np.array(CELLS)[top : bottom + 1, left : right + 1]
    return bool(windows == pooled.size and pooled[window - 1] == inside.max() == int(largest[1]))


def _at_place(frame: Frame, found: re.Match[str]) -> bool:
    from exercises.translation_invariance import figure

    y, x = numbers(found)
    answers = figure.response(figure._image(figure.ZERO, (y, x)), figure.detector_of(figure.ZERO))
    return bool(np.unravel_index(answers.argmax(), answers.shape) == (y, x))


def _so_far(frame: Frame, found: re.Match[str]) -> bool:
    layer, layers, learned = (int(found[k].replace(",", "")) for k in (2, 3, 4))
    name = {"LeNet-5": "lenet5", "AlexNet": "alexnet"}[found[1]]
    rows = without_activations(reference_facts()["networks"][name], flattened=name == "lenet5")
    counts = [count for _, count in rows]
    return layers == len(counts) and sum(counts[:layer]) == learned


# --- networks and trainings -------------------------------------------------------------------------------------------


def _known_numbers(name: str) -> set[int]:
    """Sides, channels and counts of a network, and what its kernels and pools are made of."""
    facts = reference_facts()["networks"][name]
    known = {number for shape, count in facts for number in (*shape, count)}
    counted = [count for _, count in facts if count]
    known |= {sum(counted), sum(counted[-3:]), *(count for _, count in reference_facts()["networks"]["convnet"])}
    return known | {3, 32, 227, 55, 227 - 11}


OTHERS = {"convnet": set[int](), "lenet5": {20}, "alexnet": {11}}
"""What a caption may say besides: the size of a digit, the side of a filter."""


def _of_network(name: str) -> Held:
    def held(frame: Frame, found: re.Match[str]) -> bool:
        caption = plain(re.sub(r"\d+%", "", frame.caption))
        counted = [value(one) for one in re.findall(r"\d+ \* \([^)]*\)", caption)]
        stated = {int(one) for one in re.findall(r"\d\d+", caption)}
        return stated <= _known_numbers(name) | OTHERS[name] and set(counted) <= _known_numbers(name)

    return held


def _fewer_than_the_convnet(frame: Frame, found: re.Match[str]) -> bool:
    lenet, convnet = (sum(count for _, count in reference_facts()["networks"][name]) for name in ("lenet5", "convnet"))
    return [lenet, convnet - lenet] == numbers(found)


def _batch(frame: Frame, found: re.Match[str]) -> bool:
    from exercises.training.figure import BATCHES, LABELS

    return BATCHES[int(found[2]) - 1][1] == int(found[3]) and sum(size for _, size in BATCHES) == len(LABELS)


def _always(frame: Frame, found: re.Match[str]) -> bool:
    return True


COUNTED = "held by test_told_numbers"
HELD: dict[str, dict[str, Held | str]] = {
    "fully_connected": {
        r"(first|second|third) score: (\d+) products and a bias sum to (-?\d+)": _scores,
        r"one above the other: (\d+) places": _places_apart,
        r"pixel \d: its red": _always,
        r"a 2x2 image": _always,
    },
    "receptive_field": {
        r"a unit of layer (\d) \((.*)\) sees (\d+) pixels": _sees,
        r"the last unit sees (\d+) of layer (\d)": _last_sees,
        r"and (\d+) pixels on each side: (\d+), (\d+), (\d+), (\d+)": _all_fields,
        r"a pixel sees itself: 1": _always,
    },
    "output_size": {r"stop (\d) of (\d): (\d) down, (\d) to the right": _stop},
    "filtered_grid": {
        r"window (\d) of (\d): the products sum to (\d+)": _window_sum,
        r"window (\d) of 9, product (\d) of (9): (\d+) × (\d) = (\d+)": _product,
    },
    "convolution": {
        r"stop (\d+) of (\d+): as it is (\d), flipped (\d)": _both_ways,
        r"(\d+) of the (\d+) stops see only zeros": _only_zeros,
        r"(?:up and down|left and right): (\d) (\d) / (\d) (\d)": _flipped,
        r"a single 1 gives back": _always,
    },
    "parameter_count": {
        r"(\d+) filters?: (\d+) × (\d+) = (\d+) parameters": _filters,
        r"25 weights for": lambda frame, found: part_of("parameter_count")["conv_parameters"](1, 1, 5) == 26,
    },
    "activation": {r"row (\d): (\d) of (\d) cells fall silent": _silent},
    "max_pooling": {
        r"window (\d) of (\d): rows (\d)-(\d), columns (\d)-(\d)": _pooled,
        r"windows of 2x2, moved by stride 2": _always,
    },
    "translation_invariance": {r"zero at row (\d), column (\d)": _at_place},
    "layer_shapes": {r"(LeNet-5|AlexNet), layer (\d+) of (\d+): ([\d,]+) parameters": _so_far},
    "conv_layer": {
        r"stop \d+ of 196: 3·3·3 products": lambda frame, found: (
            part_of("output_size")["output_size"](16, 3) ** 2 == 196
        ),
        r"one number of map 10: 9 \+ 9 \+ 9 products": COUNTED,
    },
    "conv_as_matrix": {r"stop|the same 9 weights|pixel|times x|stride 2 keeps": COUNTED},
    "convnet": {r"": _of_network("convnet")},
    "lenet5": {
        r"([\d,]+) parameters: (\d+) fewer than the ConvNet": _fewer_than_the_convnet,
        r"": _of_network("lenet5"),
    },
    "alexnet": {r"": _of_network("alexnet")},
    "training": {
        r"epoch (\d), batch (\d): (\d) images": _batch,
        r"epoch (\d): the last batch (holds) (2)": lambda frame, found: True,
        r"batch 1: ": _always,
    },
    "transfer_learning": {r"": COUNTED},
    "improve": {r"Adam at 0.001|batch norm, 16-32-64": COUNTED},
    "zero_padding": {},
}


@pytest.mark.parametrize("name", NAMES)
def test_a_caption_with_a_number_says_what_is_computed(name: str) -> None:
    wrong = []
    for frame in frames(name):
        if not re.search(r"\d", frame.caption):
            continue
        matched = [(check, found) for form, check in HELD[name].items() if (found := re.search(form, frame.caption))]
        summed = list(sums(frame.caption))
        assert matched or summed, f"nothing holds '{frame.caption}'"
        told = [check == COUNTED or (callable(check) and check(frame, found)) for check, found in matched[:1]]
        if not all(told) or not all(math.isclose(left, right) for _, left, right in summed):
            wrong.append(frame.caption)
    assert wrong == []


def test_the_loss_of_trainings_figure_begins_at_ln_10_and_covers_its_steps() -> None:
    from exercises.training.figure import LOSSES

    assert abs(LOSSES[0] - math.log(10)) < 0.05 and LOSSES[-1] < 1
    titles = {part.title for frame in frames("training") for part in frame.below}
    steps = {re.findall(r"(\d) epochs, (\d+) steps", title)[0] for title in titles if "epochs" in title}
    assert steps == {("2", str(2 * 6000 // 16))}


def test_the_line_in_improves_bars_is_where_all_points_are() -> None:
    from exercises.figures import Bars
    from exercises.improve.exercise import DIGITS
    from grader.tui.drawing.figures import GOAL, bar_rows

    (bars,) = (part for part in frames("improve")[-1].parts if isinstance(part, Bars))
    assert bars.title.endswith(f"{DIGITS.top:.0f}%") and bars.goal == DIGITS.top / 100
    drawn = ["".join(span.text for span in row) for row in bar_rows(bars)]
    assert len({row.index(GOAL) for row in drawn}) == 1
    reached = [bar.share >= bars.goal for bar in bars.bars]
    assert [row[row.index(GOAL) - 1] == "█" for row in drawn] == reached
