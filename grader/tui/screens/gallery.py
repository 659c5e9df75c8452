"""Shows architectures: ImageNet's networks by year with accuracy and parameters, LeNet-5 and AlexNet by layer."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from grader.core import paths
from grader.tui.drawing.figures import bar_text
from grader.tui.drawing.rows import BLANK, Row, padded, row, wrapped
from grader.tui.screens.page import Keys, Page


@cache
def architectures() -> dict[str, Any]:
    """Return the figures, read from torchvision's metadata once when the data file was made."""
    path = paths.exercises_folder() / "data" / "architectures.json"
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


class Gallery(Page):
    """Left and right turn between the networks by year and two of them layer by layer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "other(-1)", "Before", show=False),
        Binding("right", "other(1)", "Next", show=False),
        Binding("g", "dismiss", "Close"),
    ]
    KEYS: ClassVar[Keys] = (
        ("←", "Before"),
        ("→", "Next"),
        ("↑↓", "Scroll"),
        ("Esc", "Back"),
        ("q", "Quit"),
    )

    def __init__(self) -> None:
        super().__init__()
        self._at = 0

    @property
    def _titles(self) -> list[str]:
        return ["ImageNet, by year", *(network["name"] for network in architectures()["networks"])]

    def heading(self) -> str:
        """Return what is shown."""
        return f"Architectures: {self._titles[self._at]}"

    def heading_right(self) -> Row:
        """Return which of how many."""
        return row(f"{self._at + 1} of {len(self._titles)}")

    def content(self, width: int) -> Sequence[Row]:
        """Return the networks by year, or one network's layers."""
        if self._at == 0:
            return _by_year(width)
        return _layers(architectures()["networks"][self._at - 1], width)

    def action_other(self, by: int) -> None:
        """Go to another one."""
        self._at = (self._at + by) % len(self._titles)
        self.page.scroll_to(y=0, animate=False)
        self.lay_out()


def _by_year(width: int) -> list[Row]:
    models = architectures()["models"]
    most = max(model["parameters"] for model in models)
    bars = max((width - 44) // 2, 10)
    head = padded(row(("year  network", "muted")), 24)
    rows: list[Row] = [(*head, *padded(row(("top-1 accuracy", "muted")), bars + 8), *row(("parameters", "muted")))]
    for model in models:
        rows.append(
            (
                *padded(row((f"{model['year']}  ", "muted"), (model["name"], "strong")), 24),
                *padded(row((bar_text(model["top1"] / 100, bars), "good")), bars + 1),
                *row(f"{model['top1']:5.1f}%  "),
                *padded(row((bar_text(model["parameters"] / most, bars), "line-second")), bars + 1),
                *row(f"{model['parameters'] / 1e6:.1f} M"),
            )
        )
    note = (
        f"From the metadata of torchvision {architectures()['torchvision']}'s weights: one network, one "
        "central crop. The slide shows the contest's top-5 errors, where papers average many crops and networks. "
        "AlexNet won it in 2012, GoogLeNet in 2014 with VGG second, ResNet in 2015; the contest ended in 2017. More "
        "accurate does not mean larger: ResNet-152 beats VGG-16 with fewer than half the parameters. AlexNet is "
        "torchvision's here, a narrower one than exercise 16's."
    )
    return [*rows, BLANK, *wrapped(row((note, "muted")), min(width, 92))]


def _layers(network: dict[str, Any], width: int) -> list[Row]:
    layers = network["layers"]
    most = max(layer["parameters"] for layer in layers)
    bars = min(max(width - 60, 8), 40)
    head = row((f"  {'layer':<8}{'what':<26}{'output':<14}{'parameters':>12}", "muted"))
    rows: list[Row] = [*wrapped(row(network["about"]), min(width, 92)), BLANK, head]
    for layer in layers:
        count = f"{layer['parameters']:,}" if layer["parameters"] else "-"
        learned = "strong" if layer["parameters"] else "muted"
        rows.append(
            (
                *padded(row((f"  {layer['name']}", learned)), 10),
                *padded(row(layer["what"]), 26),
                *padded(row((layer["output"], "line-first")), 14),
                *row(f"{count:>12}  "),
                *row((bar_text(layer["parameters"] / most, bars), "line-second")),
            )
        )
    total = sum(layer["parameters"] for layer in layers)
    return [*rows, BLANK, row(("  total", "strong"), f"{total:>55,}")]
