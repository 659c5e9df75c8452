"""Reads what a child says: untrusted messages in, bounded plain outcomes out. The listening is `listener`'s."""

from __future__ import annotations

import contextlib
import itertools
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from grader.core.results import Outcome, OutcomeKind, Status
from grader.sandbox import messages as said
from grader.sandbox.parent.bounds import Bounds
from grader.sandbox.parent.jobs import Answer
from grader.sandbox.wire import Packed, WireError, decode

_LONGEST_KEPT = 16 << 10
"""Bytes of a message that is handed on with its outcome."""


class TooMuchError(Exception):
    """A run sends more than it may."""


class Frame(NamedTuple):
    """All bytes of a message; those of its arrays begin at `arrays_at`."""

    whole: bytes
    arrays_at: int

    def message(self) -> said.Answer:
        """Return what it says. Raises WireError."""
        return said.answer_of(self.whole[said.HEADER.size : self.arrays_at])

    @property
    def short(self) -> bytes:
        """Return all bytes of a message that is not long."""
        return self.whole if len(self.whole) <= _LONGEST_KEPT else b""


class Frames:
    """Cuts a child's stream into messages, within the bounds of its run."""

    def __init__(self, bounds: Bounds) -> None:
        self._rest = bytearray()
        self._bounds = bounds

    def feed(self, data: bytes) -> Iterator[Frame]:
        """Yield the messages that `data` completes: those before a broken one count.

        Raises TooMuchError where a message is too large.
        """
        if self._rest:
            self._rest += data
        stream = self._rest or data
        at, size, bounds = 0, said.HEADER.size, self._bounds
        try:
            while at + size <= len(stream):
                text, arrays = said.HEADER.unpack_from(stream, at)
                if text > bounds.text or arrays > bounds.arrays:
                    raise TooMuchError
                middle = at + size + text
                if middle + arrays > len(stream):
                    break
                bounds.text -= text
                bounds.arrays -= arrays
                begin, at = at, middle + arrays
                yield Frame(bytes(stream[begin:at]), middle - begin)
        finally:
            if stream is data:
                self._rest += data[at:]
            else:
                del self._rest[:at]


class Awaited:
    """The numbers of the answers that are still to come, in order."""

    def __init__(self, numbers: Iterable[int]) -> None:
        self._numbers = deque(numbers)

    def __bool__(self) -> bool:
        return bool(self._numbers)

    def answer(self, message: said.Answer, frame: Frame, names: tuple[str, ...]) -> Answer | None:
        """Return the answer that a message is, of a file that defines `names`; None where it is none.

        Raises WireError where it is not the next one, or no outcome.
        """
        if not isinstance(message, said.Returned | said.Raised | said.Absent):
            return None
        if not self._numbers or message.index != self._numbers[0]:
            raise WireError("an answer that was not asked for")
        self._numbers.popleft()
        return Answer(message.index, _outcome(message, frame, names), frame.short)

    def answered_before(self, frame: Frame, known: Mapping[bytes, Answer]) -> Answer | None:
        """Return the answer that is `known` for such a message, if it is the next one."""
        answer = known.get(frame.whole)
        if answer is None or not self._numbers or answer.index != self._numbers[0]:
            return None
        self._numbers.popleft()
        return answer


class Printed:
    """What a child prints, as much of it as its run may keep."""

    def __init__(self) -> None:
        self._kept = bytearray()
        self._dropped = 0

    def take(self, data: bytes, bounds: Bounds) -> None:
        """Keep what there is room for."""
        kept = data[: bounds.output]
        bounds.output -= len(kept)
        self._kept += kept
        self._dropped += len(data) - len(kept)

    def text(self) -> str:
        """Return what was kept, and how much more there was."""
        cut = f"\n... ({self._dropped:,} more bytes were printed)" if self._dropped else ""
        return self._kept.decode("utf-8", "replace") + cut

    def parts(self, sizes: Sequence[int]) -> tuple[str, ...]:
        """Return what each of several files printed, as many bytes as are said; nothing where they are not all here."""
        if self._dropped or sum(sizes) > len(self._kept):
            return ()
        ends = [*itertools.accumulate(sizes)]
        return tuple(
            self._kept[end - size : end].decode("utf-8", "replace") for size, end in zip(sizes, ends, strict=True)
        )


def _outcome(message: said.Returned | said.Raised | said.Absent, frame: Frame, names: tuple[str, ...]) -> Outcome:
    match message:
        case said.Returned():
            return _returned(message, frame)
        case said.Raised():
            return fault(message.error, todo=message.todo)
    return Outcome(OutcomeKind.ABSENT, message=message.name, names=names, status=Status.ERROR)


def _returned(message: said.Returned, frame: Frame) -> Outcome:
    value = decode(Packed(message.tokens, bytearray(frame.whole[frame.arrays_at :])))
    if not isinstance(value, list) or len(value) != 2:
        raise WireError("not a value with its inputs")
    return Outcome(OutcomeKind.RETURNED, value=value[0], inputs=value[1])


def fault(error: said.Error, *, todo: bool) -> Outcome:
    """Return the outcome of a call that raised."""
    return Outcome(
        OutcomeKind.TODO if todo else OutcomeKind.RAISED,
        error=error.name,
        message=error.message,
        traceback=error.traceback,
        names=() if todo else error.bases,
        status=Status.MEMORY if error.memory else Status.ERROR,
    )


def death_of(status: int) -> tuple[Status, str]:
    """Return how a child ended that had not finished, from its wait status."""
    code = os.waitstatus_to_exitcode(status)
    if code == -signal.SIGXCPU:
        return Status.TIMEOUT, "used up its processor time"
    if code == -signal.SIGKILL:
        return Status.CRASHED, "was killed by the system: out of memory?"
    if code == -signal.SIGXFSZ:
        return Status.CRASHED, "wrote a file that is too large"
    if code < 0:
        with contextlib.suppress(ValueError):
            return Status.CRASHED, f"crashed ({signal.Signals(-code).name})"
    return Status.CRASHED, f"ended the process before it was done (exit code {code})"
