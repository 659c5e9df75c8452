"""Holds the frozen values that travel down the pipeline: outcomes, check results, exercise results, events.

Owns their shape only. Making them is the work of `sandbox`, `verdict` and `grade`; showing them of `tui` and `report`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from exercises.arrays import np
from grader.core.places import Places

FAIR_SHARE = 0.75
"""A run that got less of the processor time that it asked for was starved."""


class Status(StrEnum):
    """Of a check and of an exercise (the contract's list); MISSING and PARTIAL are of an exercise alone."""

    PASSED = "passed"
    FAILED = "failed"
    ERROR = "error"
    TIMEOUT = "timeout"
    MEMORY = "memory"
    CRASHED = "crashed"
    FORBIDDEN = "forbidden"
    TODO = "todo"
    MISSING = "missing"
    PARTIAL = "partial"


class OutcomeKind(StrEnum):
    """What became of one case in the child."""

    RETURNED = "returned"
    RAISED = "raised"
    ABSENT = "absent"
    """The function is not in the file."""
    TODO = "todo"
    """It raised NotImplementedError."""
    DIED = "died"
    """The run ended before this case answered: `ending` says how."""


@dataclass(frozen=True)
class Outcome:
    """One case, as the child told it: untrusted plain data."""

    kind: OutcomeKind
    value: Any = None
    inputs: Any = None
    """The arguments after the call, as a list (positional) or None where not asked for."""
    error: str = ""
    """The exception's type name."""
    message: str = ""
    traceback: str = ""
    """The student's own frames, last line kept."""
    names: tuple[str, ...] = ()
    """What the file does define, where a function was absent."""
    status: Status = Status.CRASHED
    """For DIED: timeout, memory, crashed, forbidden or error."""


@dataclass(frozen=True)
class Grids:
    """Two arrays to set side by side; `first` is the first differing index, `wrong` the mask of differing cells."""

    wanted: np.ndarray
    got: np.ndarray
    first: tuple[int, ...] | None
    wrong: np.ndarray | None
    given: np.ndarray | None = None
    """The first array argument of the call, for the three grids: given, wanted, yours."""


@dataclass(frozen=True)
class CheckResult:
    """One check's verdict, in the words that a student reads.

    `message` is the whole explanation in plain text (several lines). The rest are its parts for a richer screen:
    `mistakes` are the misconceptions that together explain it, `mistake` the first of them; `insight` is one sentence
    from the outcomes. `said` is what is wrong in sentences, `wanted` and `got` in at most 20 characters and
    `at` which index of an array they are ("0, 2"), `call` the line to paste into Python, `line` where to look in the
    file (0: nowhere special), and `place` where that is in the student's own notebook ("hw7.ipynb, cell 7, line 3"), if
    the file was taken from one.
    """

    name: str
    status: Status
    points: float
    max_points: float
    message: str = ""
    mistake: str | None = None
    hint: str = ""
    wanted: str = ""
    got: str = ""
    call: str = ""
    traceback: str = ""
    why: str = ""
    grids: Grids | None = None
    said: str = ""
    line: int = 0
    at: str = ""
    place: str = ""
    mistakes: tuple[str, ...] = ()
    insight: str | None = None

    @property
    def looks_like(self) -> str:
        """Return the misconceptions that explain it, in one text; empty where none does."""
        return " and ".join(self.mistakes or filter(None, (self.mistake,)))

    @property
    def cause(self) -> str:
        """Return what explains it in a line: the misconceptions, else the insight, else nothing."""
        return f"looks like: {self.looks_like}" if self.looks_like else self.insight or ""


@dataclass(frozen=True)
class Diagnosis:
    """The smallest set of causes that accounts for a whole exercise: misconceptions by name, and sentences."""

    mistakes: tuple[str, ...] = ()
    insights: tuple[str, ...] = ()


@dataclass(frozen=True)
class ExerciseResult:
    """One student's exercise, graded. `seconds` is wall time; `output` what the code printed, cut and escaped."""

    exercise: str
    status: Status
    score: float
    max_score: float
    seconds: float
    checks: tuple[CheckResult, ...]
    output: str = ""
    seed: int = 0
    message: str = ""
    """One line about the whole file where it never ran: "no file output_size.py", "line 3: invalid syntax"."""
    measures: Mapping[str, float] = field(default_factory=dict)
    pictures: Mapping[str, np.ndarray] = field(default_factory=dict)
    diagnosis: Diagnosis | None = None
    """None where all passed, or nothing explains it."""
    notes: tuple[str, ...] = ()
    """Lines about the file that cost nothing: an import that was left out."""
    share: float = 1.0
    """How much of the processor time that it asked for the run got: less on a busy machine."""
    behaviour: str = ""
    """A hash of the outcomes of the checks that failed: equal for files that go wrong in the same way."""

    @property
    def was_starved(self) -> bool:
        """Return whether others held the machine, so that a lost point may be the machine's fault."""
        return self.share < FAIR_SHARE

    @property
    def busy(self) -> str:
        """Return in a line that others held the machine; nothing where the run had its share."""
        return f"the machine is busy: this ran at {self.share:.0%}" if self.was_starved else ""

    @property
    def is_attempt(self) -> bool:
        """Return whether the run says something about the file: one that was starved and lost points does not."""
        has_run = self.status not in (Status.MISSING, Status.TODO)
        return has_run and (self.status is Status.PASSED or not self.was_starved)


def marked_lines(result: ExerciseResult) -> list[int]:
    """Return the lines of the file that a verdict points at."""
    return sorted({check.line for check in result.checks if check.line and check.status is not Status.PASSED})


@dataclass(frozen=True)
class StudentResult:
    """All nineteen exercises of one student, in the lecture's order."""

    student: str
    exercises: tuple[ExerciseResult, ...]

    @property
    def score(self) -> float:
        """Add up the points of all exercises."""
        return float(sum(exercise.score for exercise in self.exercises))

    @property
    def max_score(self) -> float:
        """Return what all exercises could have earned."""
        return float(sum(exercise.max_score for exercise in self.exercises))


@dataclass(frozen=True)
class KeptOutcomes:
    """What a wrong answer is explained from: untrusted outcomes by case number, and what the code printed.

    `calls` names the calls that were made (`Plan.name`); `places` says where a notebook's lines stand; `further` are
    the outcomes of more cases, where those were asked for.
    """

    calls: str
    outcomes: Mapping[int, Outcome]
    printed: str = ""
    places: Places | None = None
    further: Mapping[int, Outcome] = field(default_factory=dict)


# --- events: what `grade.grade_exercise` yields while it works


@dataclass(frozen=True)
class Started:
    """A run began."""

    exercise: str


@dataclass(frozen=True)
class Progress:
    """Live news of a long run: `fraction` in [0, 1], a short text, the latest loss if there is one."""

    exercise: str
    fraction: float
    text: str = ""
    loss: float | None = None


@dataclass(frozen=True)
class Finished:
    """The run is over and scored. `outcomes` are those of a wrong answer, kept to explain it again."""

    result: ExerciseResult
    outcomes: KeptOutcomes | None = None


Event = Started | Progress | Finished
