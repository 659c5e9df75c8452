"""Examples, tables, accuracies and pictures in the texts are what the references compute and what was measured."""

from __future__ import annotations

import importlib
import json
import re
from typing import Any

import numpy as np
import pytest

from exercises.figures import Bars, Grid, Lines
from tests.unit.taught import FOLDER, NAMES, flat, frames, reference_facts, text


@pytest.fixture(scope="module")
def facts() -> Any:
    return reference_facts()


@pytest.mark.parametrize("name", NAMES)
def test_a_starters_examples_hold_for_the_reference_with_the_starters_own_imports(name: str, facts: Any) -> None:
    assert facts["examples"][name]["wrong"] == ""
    assert facts["examples"][name]["examples"] or name in ("training", "improve")


@pytest.mark.parametrize("name", NAMES)
def test_the_reference_proves_the_answer_to_each_question(name: str, facts: Any) -> None:
    asked = importlib.import_module(f"exercises.{name}.exercise").EXERCISE.questions
    assert facts["answers"][name] == [question.answer for question in asked]


def test_the_solutions_by_hand_give_what_the_references_give(facts: Any) -> None:
    assert len(facts["solutions differ"]) == 13
    assert {name: checks for name, checks in facts["solutions differ"].items() if checks} == {}


def test_pytorch_in_ten_lines_runs_and_has_ten_lines(facts: Any) -> None:
    assert facts["page"]["lines"] == 10
    assert facts["page"]["shape"] == [4, 10]
    assert facts["page"]["gradient"] > 0


# --- tables of layers -------------------------------------------------------------------------------------------------


def shape_of(words: str) -> tuple[int, ...] | None:
    found = re.search(r"(\d+) ?x +(\d+) ?x +(\d+)", words) or re.search(r"\((\d+), (\d+), (\d+)\)", words)
    if found:
        return tuple(map(int, found.groups()))
    single = re.search(r"\((\d+),\)", words)
    return (int(single.group(1)),) if single else None


def tables(statement: str) -> list[list[tuple[tuple[int, ...], int]]]:
    """Each Markdown table's rows after the image: shape and parameters."""
    blocks = re.findall(r"(?:^\|.*\n)+", statement, flags=re.MULTILINE)
    found = []
    for block in blocks:
        rows = [[cell.strip() for cell in line.strip("|\n").split("|")] for line in block.splitlines()[3:]]
        found.append([(shape_of(row[1]) or (), int(row[2].replace(",", ""))) for row in rows])
    return found


def without_activations(rows: list[Any], flattened: bool = True) -> list[tuple[tuple[int, ...], int]]:
    """The traced layers that a table shows: those that change the shape or learn."""
    kept, before = [], None
    for shape, count in rows:
        flat = before is not None and len(before) == 3 and len(shape) == 1
        if (shape != before or count) and (flattened or not flat):
            kept.append((tuple(shape), count))
        before = shape
    return kept


def test_the_tables_of_layer_shapes_are_what_trace_gives(facts: Any) -> None:
    wanted = [without_activations(facts["networks"][name]) for name in ("lenet5", "slide 10", "slide 24")]
    assert tables(text("layer_shapes", "statement.md")) == wanted
    totals = [sum(count for _, count in rows) for rows in wanted]
    assert all(f"{total:,} in all" in text("layer_shapes", "statement.md") for total in (totals[0], totals[2]))


@pytest.mark.parametrize("name", ["lenet5", "alexnet"])
def test_the_listing_of_a_network_is_what_it_computes(name: str, facts: Any) -> None:
    listing = re.findall(r"```\n(.*?)```", text(name, "statement.md"), flags=re.DOTALL)[0].splitlines()[1:]
    wanted = without_activations(facts["networks"][name], flattened=False)
    assert len(listing) == len(wanted)
    for line, (shape, count) in zip(listing, wanted, strict=True):
        numbers = [int(number.replace(",", "")) for number in re.findall(r"(?<![@\w])[\d,]+(?![@\w])", line)]
        assert (shape_of(line) or (numbers[-2],)) == shape, line
        assert numbers[-1] == (count or shape[-1]), line
    assert f"{sum(count for _, count in wanted):,} parameters" in text(name, "statement.md")


def test_the_convnets_listing_and_counts(facts: Any) -> None:
    statement = text("convnet", "statement.md")
    rows = without_activations(facts["networks"]["convnet"], flattened=False)
    shapes = [shape for shape, _ in rows if len(shape) == 3]
    listing = re.findall(r"```\n(.*?)```", statement, flags=re.DOTALL)[0].splitlines()
    assert [shape_of(line) for line in listing if shape_of(line)] == [(3, 32, 32), *shapes]
    counts = [f"{count:,}" for _, count in rows if count]
    assert f"{', '.join(counts[:-1])} and {counts[-1]}\nparameters: {sum(count for _, count in rows):,}" in statement


@pytest.mark.parametrize(("name", "rows"), [("convnet", "convnet"), ("lenet5", "lenet5"), ("alexnet", "alexnet")])
def test_a_networks_figure_shows_its_parameters(name: str, rows: str, facts: Any) -> None:
    last = frames(name)[-1]
    (bars,) = (part for part in last.parts if isinstance(part, Bars))
    shown = [int(bar.text.replace(",", "")) for bar in bars.bars if bar.text]
    assert shown == [count for _, count in facts["networks"][rows] if count]
    assert f"{sum(shown):,}" in last.caption


def test_the_figure_of_layer_shapes_and_the_gallery_have_the_same_layers(facts: Any) -> None:
    from exercises.layer_shapes import figure

    for rows, name in ((figure.LENET5, "lenet5"), (figure.ALEXNET, "alexnet")):
        wanted = without_activations(facts["networks"][name], flattened=name == "lenet5")
        assert [(tuple(map(int, shape.split("x"))), count) for _, shape, count in rows] == wanted
    shown = json.loads((FOLDER / "data" / "architectures.json").read_text(encoding="utf-8"))["networks"]
    for network, name in zip(shown, ("lenet5", "alexnet"), strict=True):
        counts = [layer["parameters"] for layer in network["layers"] if layer["parameters"]]
        assert counts == [count for _, count in facts["networks"][name] if count]


def test_the_parameters_told_of_alexnet_and_vgg16(facts: Any) -> None:
    ours = [count for _, count in facts["networks"]["alexnet"] if count]
    statement = text("alexnet", "statement.md")
    assert f"{sum(ours[-3:]) / 1e6:.1f} million" in statement
    assert f"{sum(facts['narrow alexnet']):,} parameters" in statement
    assert f"{100 * sum(ours[-3:]) / sum(ours):.0f}% of them" in frames("alexnet")[-1].caption
    old = facts["vgg16"]
    new = 5 * 4097
    assert f"{(sum(old) - old[-1] + new) / 1e6:.0f} million parameters, 4096·5 + 5 = {new:,}" in text(
        "transfer_learning", "statement.md"
    )


def test_the_figure_of_transfer_learning_has_vgg16s_parameters(facts: Any) -> None:
    (bars,) = (part for part in frames("transfer_learning")[0].parts if isinstance(part, Bars))
    shown, old = [int(bar.text.replace(",", "")) for bar in bars.bars], facts["vgg16"]
    groups = [sum(old[start:end]) for start, end in ((0, 2), (2, 4), (4, 7), (7, 10), (10, 13))]
    assert shown == [*groups, *old[13:]]
    assert f"{sum(old) / 1e6:.0f} million" in frames("transfer_learning")[0].caption


# --- what was measured ------------------------------------------------------------------------------------------------


def measured(readme: str, row: str) -> float:
    """The mean accuracy in % in the row of a README's table that begins so."""
    (line,) = (line for line in readme.splitlines() if line.startswith(f"| {row}"))
    found = re.search(r"(\d+\.\d)(?: ±[^|]*)? \[", line) or re.search(r"\| (\d+\.\d) \|", line)
    assert found, line
    return float(found.group(1))


def test_the_accuracies_of_training_are_those_measured() -> None:
    from exercises.training import judges

    statement, right = text("training", "statement.md"), measured(text("training", "README.md"), "right")
    said = [int(number) for number in re.findall(r"(\d+)%", statement)]
    assert said[:2] == [judges.FULL, judges.HALF]
    assert abs(right - said[2]) < 1


def test_the_points_of_improve_are_the_ladders() -> None:
    from exercises.improve.exercise import DIGITS, EXERCISE

    rows = re.findall(r"^(accuracy|points) +([\d. ]+)$", text("improve", "statement.md"), flags=re.MULTILINE)
    accuracies, points = ([float(number) for number in numbers.split()] for _, numbers in rows)
    assert [DIGITS.credit(accuracy) * EXERCISE.max_score for accuracy in accuracies] == points
    assert (accuracies[0], accuracies[-1]) == (DIGITS.floor, DIGITS.top)
    said = re.search(r"about (\d+)%", text("improve", "statement.md"))
    assert said and abs(int(said.group(1)) - measured(text("improve", "README.md"), "the notebook's")) < 1


@pytest.mark.parametrize(
    ("bar", "row"),
    [
        ("notebook", "the notebook's"),
        ("longer", "`Net`, four"),
        ("one cycle", "`Net`, eight"),
        ("batch norm", "the ref"),
    ],
)
def test_the_bars_of_improve_are_those_measured(bar: str, row: str) -> None:
    from exercises.improve.figure import RECIPES

    (shown,) = (accuracy for name, accuracy, _, _ in RECIPES if name == bar)
    assert abs(shown - measured(text("improve", "README.md"), row)) < 1


def test_the_parameters_beside_improves_bars_are_those_of_net_and_of_the_reference(facts: Any) -> None:
    from exercises.improve.figure import RECIPES

    net = sum(count for _, count in facts["networks"]["convnet"])
    assert [parameters for _, _, parameters, _ in RECIPES] == [net, net, net, facts["recipe"]]


def test_the_accuracies_of_transfer_learning_are_those_measured() -> None:
    source = text("transfer_learning", "exercise.py")
    frozen = re.search(r"Frozen and pretrained: (\d+\.\d)", source)
    random = re.search(r"Frozen and random: (\d+\.\d)", source)
    assert frozen and random
    wanted = [float(frozen.group(1)), float(random.group(1))]
    for words in (text("transfer_learning", "statement.md"), frames("transfer_learning")[-1].caption):
        said = [int(number) for number in re.findall(r"(\d+)%", words)]
        assert all(abs(one - other) <= 0.51 for one, other in zip(said[-2:], wanted, strict=True))


def test_resnet_152_is_better_than_vgg_16_with_fewer_than_half_the_parameters() -> None:
    models = json.loads((FOLDER / "data" / "architectures.json").read_text(encoding="utf-8"))["models"]
    vgg, resnet = (next(model for model in models if model["name"] == name) for name in ("VGG-16", "ResNet-152"))
    assert resnet["top1"] > vgg["top1"] and 2 * resnet["parameters"] < vgg["parameters"]


# --- pictures ---------------------------------------------------------------------------------------------------------

SCENES = {
    # rows go down: an edge that rises to the right is bright above a line from the lower left to the upper right
    "left edges, all channels alike": lambda y, x: x > 4,
    "upper edges": lambda y, x: y > 4,
    "lower edges": lambda y, x: y < 4,
    "edges that rise to the right": lambda y, x: y + x < 8,
    "edges that fall to the right": lambda y, x: y < x,
}


@pytest.mark.parametrize("name", SCENES)
def test_a_filter_of_conv_layer_answers_most_to_what_its_caption_says(name: str) -> None:
    from exercises.conv_layer.figure import FILTERS

    image = np.fromfunction(SCENES[name], (9, 9)).astype(float)
    windows = np.lib.stride_tricks.sliding_window_view(image, (3, 3))
    shown = [scene for scene, _, channels in FILTERS if scene in SCENES and channels == (1, 1, 1)]
    answers = {scene: np.abs(np.einsum("ijab,ab->ij", windows, np.array(kernel))).sum() for scene, kernel, _ in FILTERS}
    upright = {
        "left edges, all channels alike",
        "upper edges",
        "edges that rise to the right",
        "edges that fall to the right",
    }
    best = max((scene for scene in shown if scene in upright), key=lambda scene: answers[scene] / norm(scene))
    same = {"lower edges": "upper edges"}
    assert best == same.get(name, name)


def norm(scene: str) -> float:
    from exercises.conv_layer.figure import FILTERS

    return float(np.linalg.norm(next(np.array(kernel) for name, kernel, _ in FILTERS if name == scene)))


@pytest.mark.parametrize("name", ["left edges, all channels alike", "upper edges", "lower edges"])
def test_a_filter_of_conv_layer_answers_with_the_right_sign(name: str) -> None:
    from exercises.conv_layer.figure import FILTERS

    image = np.fromfunction(SCENES[name], (9, 9)).astype(float)
    windows = np.lib.stride_tricks.sliding_window_view(image, (3, 3))
    kernel = next(np.array(kernel) for scene, kernel, _ in FILTERS if scene == name)
    assert np.einsum("ijab,ab->ij", windows, kernel).sum() > 0


def test_the_captions_of_conv_as_matrix_count_what_is_there(facts: Any) -> None:
    theta = np.array(facts["conv_as_matrix"])
    captions = [frame.caption for frame in frames("conv_as_matrix")]
    stops = [caption for caption in captions if caption.startswith("stop")]
    for caption in stops:
        i, j, row, weights, zeros = map(int, re.findall(r"\d+", caption))
        assert (np.count_nonzero(theta[row]), (theta[row] == 0).sum(), 4 * i + j) == (weights, zeros, row)
    assert len(stops) >= 8 and len(theta) == 16
    assert any("same 9 weights in all 16 rows" in caption for caption in captions)
    (pixel,) = (caption for caption in captions if caption.startswith("pixel"))
    i, j, column, met = map(int, re.findall(r"\d+", pixel))
    assert (6 * i + j, np.count_nonzero(theta[:, column])) == (column, met)
    assert "rows 0, 2, 8 and 10" in captions[-1]


def test_the_product_in_conv_as_matrix_is_the_filtered_grids() -> None:
    from runpy import run_path

    from exercises.conv_as_matrix.figure import IMAGE, KERNEL

    filtered = run_path(str(FOLDER / "filtered_grid" / "solution.py"))["filtered_grid"](IMAGE, KERNEL)
    (told,) = (frame.caption for frame in frames("conv_as_matrix") if "times x" in frame.caption)
    _, total, i, j = map(int, re.findall(r"\d+", told))
    assert filtered[i, j] == total


def test_the_one_number_of_conv_layer_is_its_three_channels_sum() -> None:
    (grid,) = (part for part in frames("conv_layer")[-2].parts if isinstance(part, Grid))
    *summed, total = [float(str(row[1])) for row in grid.cells if str(row[1]).strip("-")]
    assert len(summed) == 4 and sum(summed) == pytest.approx(total)


def test_a_detectors_answers_are_as_the_figure_says() -> None:
    from exercises.translation_invariance import figure

    moved = next(part for part in frames("translation_invariance")[5].parts if isinstance(part, Lines))
    assert [line.text[-4:] for line in moved.lines] == ["1.00"] * len(figure.PLACES)
    fives = figure.fives()
    for way, five in fives.items():
        answers = {other: (figure.detector_of(one) * five).sum() for other, one in fives.items()}
        assert max(answers, key=lambda other: answers[other]) == way
        assert sorted(answers.values())[-2] < 0.8


def test_the_windows_over_a_corner_and_over_the_middle() -> None:
    covered = np.zeros((2, 9, 9), int)
    for border in (0, 1):
        for i in range(1 - border, 7 + border - 1):
            for j in range(1 - border, 7 + border - 1):
                covered[border, i : i + 3, j : j + 3] += 1
    corners, middle = covered[:, 1, 1], covered[1, 4, 4]
    said = re.findall(r"lies under (\d) of them where it was under\s+(\d).*?lies under (\d)", flat("zero_padding"))
    assert [tuple(map(int, numbers)) for numbers in said] == [(corners[1], corners[0], middle)]


# --- the lecture ------------------------------------------------------------------------------------------------------


def test_slide_10_chains_in_conv_layer_as_trace_does(facts: Any) -> None:
    chain = [shape for shape, _ in facts["networks"]["slide 10"]]
    written = re.findall(r"->  (\d+)x(\d+)x(\d+)\n", text("conv_layer", "statement.md"))
    assert [[int(c), int(h), int(w)] for h, w, c in written] == chain
