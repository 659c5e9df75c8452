"""Makes the checks that `convnet`, `lenet5` and `alexnet` share: what a network computes, however it is built.

Owns how images, seeds and cases are drawn for the three. Measuring is the work of their one `probe.py` (the folders of
`lenet5` and `alexnet` link to `convnet`'s); points and words belong to each exercise.
"""

from __future__ import annotations

from dataclasses import dataclass

from exercises.arrays import np
from exercises.definition import Case

# Logits are of size 1. Summing in another order moves them by 1e-6; the mildest slip moves them by more than 1e-2.
RTOL = ATOL = 1e-4


@dataclass(frozen=True)
class Network:
    """One network class: its name in the student's file, the `(C, H, W)` of an image, and how many classes it scores.

    `accepted` names the probe's function that lists every accepted answer, where there is more than one. `contrast`
    is the size of the images' numbers, and so about that of the scores.
    """

    name: str
    image: tuple[int, int, int]
    classes: int
    accepted: str = ""
    contrast: float = 1.0

    def count(self, rng: np.random.Generator) -> list[Case]:
        """Return all parameters together."""
        shown = f"sum(p.numel() for p in {self.name}().parameters())"
        return [Case("count", (self.name, self.image), owner=self.name, shown=shown)]

    def sizes(self, rng: np.random.Generator) -> list[Case]:
        """Return how many numbers each parameter holds, largest first."""
        shown = f"sorted((p.numel() for p in {self.name}().parameters()), reverse=True)"
        return [Case("sizes", (self.name, self.image), owner=self.name, shown=shown)]

    def shape(self, rng: np.random.Generator, batch: int = 4) -> list[Case]:
        """Return the shape of the scores."""
        shown = f"{self.name}()(torch.randn({batch}, {', '.join(map(str, self.image))})).shape"
        return [Case("shape", (self.name, self._images(rng, batch)), owner=self.name, shown=shown)]

    def raw(self, rng: np.random.Generator, batch: int = 4) -> list[Case]:
        """Return the scores where only the last bias is not 0: that bias itself, positive and negative."""
        bias = rng.permutation(np.linspace(-2, 2, self.classes, dtype=np.float32))
        shown = f"{self.name}()(images), every parameter 0 but the last bias"
        return [Case("raw", (self.name, self._images(rng, batch), bias), owner=self.name, shown=shown)]

    def scores(self, rng: np.random.Generator, *batches: int) -> list[Case]:
        """Return the scores themselves, from weights that both sides are given; one case for each batch size."""
        return [
            Case(
                "scores",
                (self.name, self._images(rng, batch), int(rng.integers(2**31))),
                owner=self.name,
                wanted_by=self.accepted,
                shown=f"{self.name}()(images), {batch} image{'s' * (batch > 1)}, the weights filled in by the grader",
            )
            for batch in batches
        ]

    def _images(self, rng: np.random.Generator, batch: int) -> np.ndarray:
        return rng.standard_normal((batch, *self.image), dtype=np.float32) * np.float32(self.contrast)
