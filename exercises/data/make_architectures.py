"""Writes `architectures.json`: what the gallery shows, taken from torchvision's metadata, which the UI must not import.

Run as `python -m exercises.data.make_architectures` when torchvision's figures change.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

_YEARS = (
    (2012, "AlexNet", "alexnet", "AlexNet_Weights"),
    (2014, "VGG-16", "vgg16", "VGG16_Weights"),
    (2014, "GoogLeNet", "googlenet", "GoogLeNet_Weights"),
    (2015, "Inception v3", "inception_v3", "Inception_V3_Weights"),
    (2015, "ResNet-18", "resnet18", "ResNet18_Weights"),
    (2015, "ResNet-152", "resnet152", "ResNet152_Weights"),
    (2016, "DenseNet-201", "densenet201", "DenseNet201_Weights"),
    (2018, "MobileNet v2", "mobilenet_v2", "MobileNet_V2_Weights"),
    (2019, "EfficientNet-B0", "efficientnet_b0", "EfficientNet_B0_Weights"),
    (2019, "EfficientNet-B7", "efficientnet_b7", "EfficientNet_B7_Weights"),
    (2020, "ViT-B/16", "vit_b_16", "ViT_B_16_Weights"),
    (2022, "ConvNeXt-Base", "convnext_base", "ConvNeXt_Base_Weights"),
)

Layer = tuple[str, str, str, int]

_LENET: tuple[Layer, ...] = (
    ("input", "a handwritten digit", "1x32x32", 0),
    ("C1", "conv 6 @ 5x5", "6x28x28", 6 * (25 + 1)),
    ("S2", "pool 2x2, stride 2", "6x14x14", 0),
    ("C3", "conv 16 @ 5x5", "16x10x10", 16 * (6 * 25 + 1)),
    ("S4", "pool 2x2, stride 2", "16x5x5", 0),
    ("C5", "fully connected 120", "120", 120 * (400 + 1)),
    ("F6", "fully connected 84", "84", 84 * (120 + 1)),
    ("output", "fully connected 10", "10", 10 * (84 + 1)),
)
_ALEXNET: tuple[Layer, ...] = (
    ("input", "a colour photograph", "3x227x227", 0),
    ("CONV1", "96 @ 11x11, stride 4", "96x55x55", 96 * (3 * 121 + 1)),
    ("POOL1", "max 3x3, stride 2", "96x27x27", 0),
    ("CONV2", "256 @ 5x5, pad 2", "256x27x27", 256 * (96 * 25 + 1)),
    ("POOL2", "max 3x3, stride 2", "256x13x13", 0),
    ("CONV3", "384 @ 3x3, pad 1", "384x13x13", 384 * (256 * 9 + 1)),
    ("CONV4", "384 @ 3x3, pad 1", "384x13x13", 384 * (384 * 9 + 1)),
    ("CONV5", "256 @ 3x3, pad 1", "256x13x13", 256 * (384 * 9 + 1)),
    ("POOL3", "max 3x3, stride 2", "256x6x6", 0),
    ("FC6", "fully connected 4096", "4096", 4096 * (256 * 36 + 1)),
    ("FC7", "fully connected 4096", "4096", 4096 * (4096 + 1)),
    ("FC8", "fully connected 1000", "1000", 1000 * (4096 + 1)),
)


def _network(name: str, about: str, layers: tuple[Layer, ...]) -> dict[str, Any]:
    keys = ("name", "what", "output", "parameters")
    return {"name": name, "about": about, "layers": [dict(zip(keys, layer, strict=True)) for layer in layers]}


def architectures() -> dict[str, Any]:
    """Everything that the file holds."""
    import torchvision

    models = []
    for year, name, module, weights in _YEARS:
        meta = getattr(torchvision.models, weights).IMAGENET1K_V1.meta
        top1 = meta["_metrics"]["ImageNet-1K"]["acc@1"]
        models.append({"year": year, "name": name, "model": module, "top1": top1, "parameters": meta["num_params"]})
    lenet = "LeCun and others, 1998: two rounds of convolution and pooling, then three fully connected layers."
    alexnet = (
        "Krizhevsky, Sutskever and Hinton, 2012, in one stream: the network that won ImageNet's contest by more "
        "than ten points of top-5 error. 94% of its parameters are in the fully connected layers."
    )
    return {
        "torchvision": torchvision.__version__.split("+")[0],
        "models": models,
        "networks": [_network("LeNet-5", lenet, _LENET), _network("AlexNet", alexnet, _ALEXNET)],
    }


if __name__ == "__main__":
    path = Path(__file__).parent / "architectures.json"
    path.write_text(json.dumps(architectures(), indent=1) + "\n", encoding="utf-8")
    print(f"wrote {path}")
