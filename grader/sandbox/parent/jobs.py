"""Holds what the parent asks of a child, and what it hears back: frozen values, no processes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from exercises.definition import Needs
from grader.core.results import Outcome, Status
from grader.sandbox.encoding import encode
from grader.sandbox.messages import framed_value
from grader.sandbox.parent.bounds import Bounds


@dataclass(frozen=True)
class Call:
    """One call: the function's name and arguments; `inputs` asks for the arguments as they are afterwards."""

    function: str
    args: tuple[Any, ...] = ()
    kwargs: Mapping[str, Any] = field(default_factory=dict)
    inputs: bool = False

    @cached_property
    def frame(self) -> bytes:
        """Return the call as it goes over the wire: packed once, sent to each student's child."""
        fields = {"function": self.function, "args": self.args, "kwargs": dict(self.kwargs), "inputs": self.inputs}
        return framed_value(encode(fields, layouts=True))


@dataclass(frozen=True)
class JobPart:
    """One of several files that a child runs: the seed, the numbers and the calls of its plan, which a server keeps."""

    seed: int
    numbers: tuple[int, ...]
    plan: str
    calls: tuple[Call, ...] = field(repr=False)
    known: Mapping[bytes, Answer] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Job:
    """One child's work. `modules` are (path, source) of the files to load; `numbers` of the calls, rising: a second
    child goes on where a first one died.

    `plays` are classes of a `mistakes.py`, "one" or "one+other": each in turn is taken for a student's file and answers
    all calls, so there are `len(plays)` times as many answers, numbered through.

    `devices` are device files to grant (a GPU's). `plan` names the calls where others will be asked to answer the very
    same ones: then a server reads them once. `bounds` are those of the run that this child is a part of, where there
    are others. `known` has answers by the message that each was read from: such a message is not read again.
    With `parts`, each of the `modules` is run for itself, and there are no other calls.
    """

    needs: Needs
    modules: tuple[tuple[str, bytes], ...]
    calls: tuple[Call, ...]
    numbers: tuple[int, ...]
    seed: int
    probe: str = ""
    plays: tuple[str, ...] = ()
    seconds: float = 10.0
    memory: int = 2 << 30
    threads: int = 1
    devices: tuple[str, ...] = ()
    plan: str = ""
    bounds: Bounds | None = None
    known: Mapping[bytes, Answer] = field(default_factory=dict, repr=False)
    parts: tuple[JobPart, ...] = ()

    @property
    def awaited(self) -> tuple[int, ...]:
        """Return the numbers of the answers, in order."""
        return tuple(range(len(self.plays) * len(self.calls))) if self.plays else self.numbers

    def after(self, done: int) -> Job:
        """Return what is left to ask once so many answers came; plays begin again."""
        if self.plays or not done:
            return self
        return replace(self, calls=self.calls[done:], numbers=self.numbers[done:], plan="")


@dataclass(frozen=True)
class Answer:
    """A call's outcome, and the whole message that it came as; nothing where that is long."""

    index: int
    outcome: Outcome
    frame: bytes = field(default=b"", repr=False)


@dataclass(frozen=True)
class ProbeNews:
    """Hold live news from a probe: how far it is, a line to show, its loss."""

    fraction: float
    text: str
    loss: float | None


@dataclass(frozen=True)
class Ended:
    """The child is gone. `status` is None where it finished what it was asked; else what ended it, with `detail`.

    `load` is set where the file did not load: the outcome that every call would have had. `loaded` is false where it
    never got so far as to say either. `killed`: by a SIGKILL that was not ours, which may say nothing about the file.
    `notes` are lines about the file; `line` is where it was when its time was over (0: nobody knows).
    """

    status: Status | None
    detail: str = ""
    output: str = ""
    seconds: float = 0.0
    load: Outcome | None = None
    loaded: bool = True
    killed: bool = False
    share: float = 1.0
    """How much of the processor time that it asked for the child got; less on a busy machine."""
    notes: tuple[str, ...] = ()
    line: int = 0
    outputs: tuple[str, ...] = ()
    """What each part printed that is through; nothing where that is not known."""


@dataclass(frozen=True)
class PartEnded:
    """The answers since the last such are those of part number `part`; `is_whole` where they are all of them."""

    part: int
    is_whole: bool


Heard = Answer | ProbeNews | Ended | PartEnded
