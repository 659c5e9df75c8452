"""The last hints as files: each piece of code with its blank filled, within what a student has around it."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass

from tests.unit.taught import text


@dataclass(frozen=True)
class Filled:
    """What belongs in the blank of each piece, and the file around them: a line `<n>` stands for piece n."""

    blanks: tuple[str, ...]
    file: str


def _function(head: str, blank: str, returned: str = "", imports: str = "import numpy as np\n") -> Filled:
    """One piece, which is a function's body; `returned` is what it assigns, where it does not return it."""
    tail = f"    return {returned}\n" if returned else ""
    return Filled((blank,), f"{imports}\n\ndef {head}:\n    <0>\n{tail}")


_SEQUENTIAL = """
import torch
from torch import nn

class {name}(nn.Module):
    def __init__(self):
        <0>

    def forward(self, images):
        return self.layers(images)
"""

FILLED = {
    "fully_connected": Filled(
        ("-1", "bias", "1"),
        """
def flatten(image):
    <0>
    return flat

def fully_connected(x, theta, bias):
    <1>
    return scores

def fully_connected_parameters(inputs, outputs):
    <2>
    return count
""",
    ),
    "receptive_field": _function("receptive_field(layers)", "jump"),
    "output_size": _function("output_size(n, f, stride=1, pad=0)", "2"),
    "zero_padding": _function("zero_pad(image, pad)", "pad : pad + W"),
    "filtered_grid": _function("filtered_grid(grid, kernel, stride=1, pad=0)", "(window * kernel).sum()"),
    "convolution": _function("convolve(image, kernel)", "n : n + G"),
    "parameter_count": Filled(
        ("in_channels", "(width - kernel_size + 2 * pad) // stride + 1"),
        """
def conv_parameters(in_channels, filters, kernel_size):
    <0>

def output_volume(height, width, filters, kernel_size, stride=1, pad=0):
    <1>
""",
    ),
    "conv_layer": _function("conv_layer(image, filters, bias, stride=1, pad=0)", "filters[k]"),
    "conv_as_matrix": _function("conv_matrix(kernel, height, width, stride=1, pad=0)", "y * width + x"),
    "activation": _function("relu(x)", "0"),
    "max_pooling": Filled(
        ("window.max()", "max_pool(one_map, size, stride)"),
        """
import numpy as np

def max_pool(image, size=2, stride=2):
    <0>

def max_pool_volume(volume, size=2, stride=2):
    <1>
""",
    ),
    "translation_invariance": _function("detector_response(image, kernel)", "(window * kernel).sum()"),
    "layer_shapes": _function("trace(input_shape, layers)", "shape[0] * size**2", imports="import math\n"),
    "convnet": Filled(
        ("1",),
        """
import torch
import torch.nn.functional as F
from torch import nn

class Net(nn.Module):
    <0>
""",
    ),
    "lenet5": Filled(("16 * 5 * 5",), _SEQUENTIAL.format(name="LeNet5")),
    "alexnet": Filled(("256 * 6 * 6",), _SEQUENTIAL.format(name="AlexNet")),
    "training": Filled(
        ("loss.backward()", "before", "labels[batch]"),
        """
import torch
from torch.nn.functional import cross_entropy

def train_step(model, images, labels, optimizer):
    <0>

def accuracy(model, images, labels):
    <1>

def train(model, images, labels, epochs=2, batch_size=16, lr=0.001):
    <2>
""",
    ),
    "transfer_learning": Filled(
        ("new",),
        """
from torch import nn

def transfer(model, classes):
    <0>
""",
    ),
    "improve": Filled(
        ("nn.BatchNorm2d(filters)", "steps", "by"),
        """
import math

import torch
from torch import nn
from torch.nn.functional import cross_entropy

<0>

def build_model():
    return nn.Sequential(block(3, 16), block(16, 32), block(32, 64), nn.Flatten(), nn.Linear(64 * 4 * 4, 10))

def train(model, images, labels, epochs=3, batch_size=32):
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.006, weight_decay=0.05)
    <1>
    model.train()
    for _ in range(epochs):
        for chosen in torch.randperm(len(images)).split(batch_size):
            <2>
            optimizer.zero_grad()
            cross_entropy(model(batch), labels[chosen]).backward()
            optimizer.step()
            schedule.step()
""",
    ),
}


def pieces(name: str) -> list[str]:
    """The pieces of code in an exercise's last hint."""
    return re.findall(r"```python\n(.*?)```", text(name, "hints.md").split("# Nearly the code")[1], flags=re.DOTALL)


def whole_file(name: str) -> str:
    """The file that a student has who fills each blank and writes the pieces where they belong."""
    filled = [piece.replace("...", blank) for piece, blank in zip(pieces(name), FILLED[name].blanks, strict=True)]
    return re.sub(
        r"^( *)<(\d)>$",
        lambda found: textwrap.indent(filled[int(found[2])], found[1]).rstrip("\n"),
        FILLED[name].file,
        flags=re.MULTILINE,
    )
