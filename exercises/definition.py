"""Defines the words an exercise is written in.

An exercise is a folder: `exercise.py` (an `EXERCISE` made of these words), `statement.md`, `hints.md`, `starter.py`,
`mistakes.py`, `figure.py` (in the words of `figures.py`), `questions.py`, for an exercise by hand `solution.py` (the
answer in NumPy), and, where a plain call is not enough, `probe.py`. This module owns the vocabulary and nothing else:
running, comparing and scoring belong to `grader`. It imports NumPy alone (`arrays`).

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
from typing import TYPE_CHECKING, Any

from exercises.arrays import np
from exercises.properties import Property

if TYPE_CHECKING:
    from exercises.digits import Digits

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
    `unseen` are inputs that the child which answers this call must not see, such as images held out from a training:
    they go to `Check.replay` or to `Check.sequel`.
    `shown` replaces the pasteable call in messages where the arguments are too large to print.
    `owner` names the student's function that a probe's function exercises, for "not there" and for mistakes.
    `wanted_by` names a probe function that the reference side runs in place of `function`.
    """

    function: str
    args: tuple[Value, ...] = ()
    kwargs: Mapping[str, Value] = field(default_factory=dict)
    kept: Value = None
    unseen: tuple[Value, ...] = ()
    shown: str = ""
    owner: str = ""
    wanted_by: str = ""

    @property
    def student_function(self) -> str:
        """Return the name that the student's file must define for this case."""
        return self.owner or self.function


@dataclass(frozen=True)
class Hidden:
    """Random numbers that nobody can foresee who does not hold the grading's secret.

    `answers` draws labels and their order, `inputs` everything that is shown: who works out the state of the second
    generator from the pictures that it made still knows nothing of the first.
    """

    answers: np.random.Generator
    inputs: np.random.Generator


@dataclass(frozen=True)
class Sequel:
    """A second child of the student's file, which goes on with what the first returned.

    It runs the probe's `function(student, passed_on, *unseen)`. `passes_on` makes `passed_on` from what the first child
    returned (untrusted plain data), or None where there is nothing to go on with. `seconds` is its own time limit.
    """

    function: str
    passes_on: Callable[[Value], Value]
    seconds: float


@dataclass(frozen=True)
class Finding:
    """What a `judge` thinks of one case: `credit` of the check's points in [0, 1] and the student's message.

    `mistake` names a recognised misconception, as the class in `mistakes.py` does with spaces; `again` asks for one
    more try on another seed; `insight` is a fact that was recorded and explains it, in one sentence, where no mistake
    does; `measures` are shown beside the score: parameters, seconds, and accuracy, baseline and ceiling as fractions
    from 0 to 1. `wanted` and `got` are short texts for the result table. `pictures` are arrays
    for the results screen, by these names: "losses" `(n,)`, "confusion" `(classes, classes)` (rows are the truth),
    "filters" `(K, C, F, F)`, "images" `(n, 3, H, W)` in [0, 1], and "maps 1", "maps 2" `(n, K, H, W)`: activation maps
    of those images, layer by layer; "classes" `(classes,)`, what each row of the confusion is called (default: from 0);
    "truth" and "answers" `(n,)`, of those images; "epochs" `()`, how many passes the losses cover.
    """

    credit: float
    message: str = ""
    mistake: str | None = None
    again: bool = False
    measures: Mapping[str, float] = field(default_factory=dict)
    pictures: Mapping[str, np.ndarray] = field(default_factory=dict)
    wanted: str = ""
    got: str = ""
    insight: str = ""


@dataclass(frozen=True)
class Check:
    """Some cases that together earn points.

    `cases` draws them from the generator: a check passes when every case is right. `name` is what the student reads;
    `why` is one line on what is being looked at.
    `keeps_inputs`: this check also compares the arguments after the call with what was sent.
    `holds_out` gives a drawn case its `unseen` and `kept`, from a secret instead of the seed.
    `replay` names a probe function that the reference side runs once the student's outcome `got` is known (a plain
    value, untrusted): as `replay(reference, got, *args, **kwargs)`, or, for a case with `unseen`, as
    `replay(reference, got, *unseen)`. What it returns becomes `wanted`.
    `sequel` is run before `judge`, whose `got` is then the pair of what both children returned (None: it did not run).
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
    holds_out: Callable[[Case, Hidden], Case] | None = None
    replay: str = ""
    sequel: Sequel | None = None
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
    on_images: Callable[[Digits], tuple[Check, ...]] | None = None
    whole_training: WholeTraining | None = None
    properties: tuple[Property, ...] = ()
    questions: tuple[Question, ...] = ()

    @property
    def max_score(self) -> float:
        """Add up the points of all checks."""
        return float(sum(check.points for check in self.checks))

    @property
    def holds_out(self) -> bool:
        """Return whether a score depends on what is drawn from the grading's secret."""
        return any(check.holds_out is not None for check in self.checks)
