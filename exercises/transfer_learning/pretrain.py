"""Trains the backbone that `transfer_learning` hands to students: `python -m exercises.transfer_learning.pretrain`.

Learns digits 0 to 4 from 6,000 cluttered images in half a minute on one core, writes its weights to `exercises/data`
and prints how well it does on digits that it has not seen. The same machine and versions give the same file.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save
from torch.nn.functional import cross_entropy

from exercises.definition import Hidden
from exercises.digits import cluttered, held_out, normalised
from exercises.transfer_learning.probe import Backbone

WEIGHTS = Path(__file__).parent.parent / "data" / "backbone.safetensors"
SEED, EPOCHS, BATCH, IMAGES, TOP_RATE = 0, 6, 64, 6000, 0.01


def pretrained() -> tuple[Backbone, float]:
    """A backbone trained on digits 0 to 4, and its accuracy on images of digits that it has not seen."""
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    pixels, truth = cluttered(SEED, IMAGES, range(5))
    images, labels = torch.from_numpy(normalised(pixels)), torch.from_numpy(truth)
    network = Backbone()
    optimizer = torch.optim.AdamW(network.parameters())
    steps = EPOCHS * -(-IMAGES // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, TOP_RATE, total_steps=steps)
    for epoch in range(EPOCHS):
        for batch in torch.randperm(IMAGES).split(BATCH):
            loss = cross_entropy(network(images[batch]), labels[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
        print(f"epoch {epoch + 1} of {EPOCHS}: loss {loss.item():.3f}")
    network.eval()
    unseen, answers = held_out(Hidden(np.random.default_rng(SEED), np.random.default_rng(SEED + 1)), classes=range(5))
    with torch.no_grad():
        guesses = network(torch.from_numpy(normalised(unseen))).argmax(1)
    return network, float((guesses == torch.from_numpy(answers)).float().mean())


def main() -> None:
    """Train, save, and say how it went."""
    network, accuracy = pretrained()
    made_by = {"made by": "python -m exercises.transfer_learning.pretrain"}
    WEIGHTS.write_bytes(save(network.state_dict(), metadata=made_by))
    print(f"{accuracy:.1%} of unseen digits 0 to 4; weights written to {WEIGHTS}")


if __name__ == "__main__":
    main()
