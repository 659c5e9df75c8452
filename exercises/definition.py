"""The words an exercise is written in.

An exercise is a folder: `exercise.py` (an `EXERCISE` made of these words), `statement.md`, `hints.md`,
`starter.py`, `mistakes.py`, `figure.py`, `questions.py`, for an exercise by hand `solution.py` (the answer in NumPy),
and, where a plain call is not enough, `probe.py`. This module owns the vocabulary and nothing else: running, comparing
and scoring belong to `grader`. It imports NumPy alone.

How the files work together
    `exercise.py` draws cases from a seed, in the trusted parent.
    `probe.py` (optional) runs in the confined child beside the student's file: each of its functions is called as
        `function(student, *args, **kwargs)`, where `student` is the student's module, and returns plain data.
        The reference goes through the same probe, so both sides are measured by one rule. It may import torch; it
        must import nothing of ours. One that shows progress has a keyword-only `report(fraction, text, loss)`.
    `mistakes.py` holds the right answer in named steps, and one class per misconception; see `Mistake`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import numpy as np

from exercises.properties import Property

Value = Any
"""What travels to and from a child: None, bool, int, float, str, NumPy array, and lists, tuples and dicts of them."""


class Needs(StrEnum):
    """What a student's file may import, and so which warm server runs it."""

    NUMPY = "numpy"
    TORCH = "torch"
    TORCHVISION = "torchvision"


class Rule(StrEnum):
    """How a wanted and a returned value are compared (the contract's "What counts as right")."""

    INT = "int"
    FLOAT = "float"
    ARRAY = "array"
    SHAPE = "shape"
    """A tuple, list or torch.Size of ints."""
    TRACE = "trace"
    """A list of (shape, int) pairs, as `layer_shapes.trace` returns."""
    ANY_ARRAY = "any array"
    """Wanted is a list of arrays; equal to one of them is right."""
    SAME = "same"
    """Plain data compared leaf by leaf: ints and strings exactly, floats and arrays within tolerance."""


@dataclass(frozen=True)
class Case:
    """One call of the student's `function` (or of the probe's function of that name, where a probe defines it).

    `kept` never leaves the parent: held-out labels and the like, for `Check.judge`.
    `shown` replaces the pasteable call in messages where the arguments are too large to print.
    `owner` names the student's function that a probe's function exercises, for "not there" and for mistakes.
    `wanted_by` names a probe function that the reference side runs in place of `function`.
    """

    function: str
    args: tuple[Value, ...] = ()
    kwargs: Mapping[str, Value] = field(default_factory=dict)
    kept: Value = None
    shown: str = ""
    owner: str = ""
    wanted_by: str = ""

    @property
    def student_function(self) -> str:
        """The name that the student's file must define for this case."""
        return self.owner or self.function


@dataclass(frozen=True)
class Finding:
    """What a `judge` thinks of one case: `credit` of the check's points in [0, 1] and the student's message.

    `mistake` names a recognised misconception, as the class in `mistakes.py` does with spaces; `again` asks for one
    more try on another seed; `measures` are shown beside the score: parameters, seconds, and accuracy, baseline and
    ceiling as fractions from 0 to 1. `wanted` and `got` are short texts for the result table. `pictures` are arrays
    for the results screen, by these names: "losses" `(n,)`, "confusion" `(classes, classes)` (rows are the truth),
    "filters" `(K, C, F, F)`, "images" `(n, 3, H, W)` in [0, 1], and "maps 1", "maps 2" `(n, K, H, W)`: activation maps
    of those images, layer by layer.
    """

    credit: float
    message: str = ""
    mistake: str | None = None
    again: bool = False
    measures: Mapping[str, float] = field(default_factory=dict)
    pictures: Mapping[str, np.ndarray] = field(default_factory=dict)
    wanted: str = ""
    got: str = ""


@dataclass(frozen=True)
class Check:
    """Some cases that together earn points.

    `cases` draws them from the generator: a check passes when every case is right. `name` is what the student reads;
    `why` is one line on what is being looked at.
    `keeps_inputs`: this check also compares the arguments after the call with what was sent.
    `replay` names a probe function that the reference side runs as `replay(reference, got, *args, **kwargs)` once the
    student's outcome `got` is known (a plain value, untrusted); what it returns becomes `wanted`.
    `judge(case, wanted, got)` replaces the comparison; `got` is plain, bounded, untrusted data. A judge is pure NumPy
    and must answer, whatever `got` is. `alone`: the judge needs no `wanted`, so the reference is not run for it.
    """

    name: str
    points: float
    cases: Callable[[np.random.Generator], Sequence[Case]]
    rule: Rule = Rule.SAME
    why: str = ""
    rtol: float = 1e-5
    atol: float = 1e-6
    keeps_inputs: bool = False
    replay: str = ""
    judge: Callable[[Case, Value, Value], Finding] | None = None
    alone: bool = False


@dataclass(frozen=True)
class Mistake:
    """A class of `mistakes.py` that overrides steps of `Right`: other methods, which the student's functions call.

    `name` is its name, or what it `says`, `hint` its docstring. `functions` are those that reach an overridden step;
    `steps` pairs each step with the class that overrides it. A leading underscore marks shared code."""

    name: str
    hint: str
    slug: str
    functions: tuple[str, ...]
    steps: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class WholeTraining:
    """A real training made of a student's solved exercises.

    `files` are the exercises whose files are loaded together; `probe` is a file of the exercise's folder whose
    `function(student, train_images, train_labels, test_images, *, epochs, device, report)` trains and returns scores.
    """

    files: tuple[str, ...]
    probe: str
    function: str


@dataclass(frozen=True)
class Question:
    """What a student predicts before writing anything: one right answer, no points.

    Without `choices` the answer is a whole number, with them a letter. `replies` has a sentence for each wrong answer
    that is expected, `otherwise` for any other number, `right` for the answer. `proof` is Python that sets `answer`
    from the reference's functions, `np` and `torch`: `dev check` runs it.
    """

    text: str
    answer: int | str
    right: str
    replies: Mapping[int | str, str] = field(hash=False)
    proof: str
    choices: Mapping[str, str] = field(default_factory=dict, hash=False)
    otherwise: str = ""


@dataclass(frozen=True)
class Exercise:
    """One exercise. `number` is its place in the lecture's order; the folder's name is its name.

    `functions` are what the student's file defines, in the statement's order. `seconds` limits a run's processor time,
    over all threads; `memory` bytes on top of what the child holds when it starts; `threads` for torch. `paced`: a file
    may fit its work to its time, so a busy machine lowers its score. `ranked`: what its judge measures goes on a
    leaderboard. `on_images` gives the checks on another data set (`exercises.digits.Digits`). `whole_training` runs its
    function with others' (`cnn-exercises train`). `questions` come before the file is touched. `properties` may be said
    of its calls besides what may be said of any."""

    number: int
    section: str
    title: str
    functions: tuple[str, ...]
    checks: tuple[Check, ...]
    needs: Needs = Needs.NUMPY
    seconds: float = 10.0
    memory: int = 2 << 30
    threads: int = 1
    paced: bool = False
    ranked: bool = False
    on_images: Callable[[Any], tuple[Check, ...]] | None = None
    whole_training: WholeTraining | None = None
    properties: tuple[Property, ...] = ()
    questions: tuple[Question, ...] = ()

    @property
    def max_score(self) -> float:
        """Points of all checks together."""
        return float(sum(check.points for check in self.checks))


class Role(StrEnum):
    """What a cell or a line is in the figure; the UI gives each a colour *and* a mark that reads without colour."""

    PLAIN = "plain"
    BORDER = "border"
    """Zero padding."""
    WINDOW = "window"
    """The cells under the filter now."""
    FOCUS = "focus"
    """The one cell being worked on now."""
    DONE, NEXT, MUTED = "done", "next", "muted"
    FIRST, SECOND, THIRD, FOURTH = "first", "second", "third", "fourth"
    """Four groups, as the four coloured windows of max pooling."""


@dataclass(frozen=True)
class Mark:
    """A rectangle of cells, from (row, column), with a role. Later marks win."""

    row: int
    column: int
    height: int
    width: int
    role: Role


@dataclass(frozen=True)
class Grid:
    """Numbers or short words in cells, row by row; None is an empty cell. `cell` is the width of one in characters."""

    title: str
    cells: tuple[tuple[float | int | str | None, ...], ...]
    marks: tuple[Mark, ...] = ()
    cell: int = 3


@dataclass(frozen=True)
class Picture:
    """An image drawn in half-blocks: `(H, W)` in [0, 1], or `(H, W, 3)`. One column a pixel, two rows a line."""

    title: str
    pixels: np.ndarray


@dataclass(frozen=True)
class Bar:
    """A labelled bar of `share` in [0, 1] with `text` behind it."""

    label: str
    share: float
    text: str = ""
    role: Role = Role.PLAIN


@dataclass(frozen=True)
class Bars:
    """Horizontal bars, one a line, `width` characters at share 1."""

    title: str
    bars: tuple[Bar, ...]
    width: int = 20


@dataclass(frozen=True)
class Line:
    """A line of text."""

    text: str
    role: Role = Role.PLAIN


@dataclass(frozen=True)
class Lines:
    """Lines of text: sums as they grow, shapes layer by layer."""

    title: str
    lines: tuple[Line, ...]


Part = Grid | Picture | Bars | Lines


@dataclass(frozen=True)
class Frame:
    """One step of a figure: parts side by side, others `below`, a caption of at most 50 characters at the foot.

    All frames of a figure keep the same parts in the same places. The whole must fit 52 columns by 10 lines, the
    caption included (the pane of an 80x24 terminal); `figure.py` gives `frames() -> tuple[Frame, ...]`.
    """

    caption: str
    parts: tuple[Part, ...]
    below: tuple[Part, ...] = ()
