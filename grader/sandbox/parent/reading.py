"""Reads what a child says: untrusted messages in, bounded plain outcomes out. The listening is `listener`'s."""

from __future__ import annotations

import contextlib
import itertools
import os
import signal
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from grader.core.results import Outcome, OutcomeKind, Status
from grader.sandbox import messages as said
from grader.sandbox.parent.bounds import Bounds
from grader.sandbox.wire import Packed, WireError, decode

_LONGEST_KEPT = 16 << 10
"""Bytes of a message that is handed on with its outcome."""


class TooMuchError(Exception):
    """A run sends more than it may."""


class Frame(NamedTuple):
    """A message, and all bytes that it came as; those of its arrays begin at `arrays_at`."""

    message: said.Answer
    whole: bytes
    arrays_at: int

    @property
    def short(self) -> bytes:
        """Return all bytes of a message that is not long."""
        return self.whole if len(self.whole) <= _LONGEST_KEPT else b""


class Frames:
    """Cuts a child's stream into messages, within the bounds of its run."""

    def __init__(self, bounds: Bounds) -> None:
        self._buffer = bytearray()
        self._bounds = bounds

    def feed(self, data: bytes) -> Iterator[Frame]:
        """Yield the messages that `data` completes: those before a broken one count.

        Raises WireError at the first byte that cannot belong to a message, TooMuchError where a message is too large.
        """
        self._buffer += data
        at, size = 0, said.HEADER.size
        try:
            while at + size <= len(self._buffer):
                text, arrays = said.HEADER.unpack_from(self._buffer, at)
                if text > self._bounds.text or arrays > self._bounds.arrays:
                    raise TooMuchError
                middle = at + size + text
                if middle + arrays > len(self._buffer):
                    break
                self._bounds.text -= text
                self._bounds.arrays -= arrays
                begin, at = at, middle + arrays
                whole = bytes(self._buffer[begin:at])
                yield Frame(said.answer_of(self._buffer[begin + size : middle]), whole, middle - begin)
        finally:
            del self._buffer[:at]


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


def returned(message: said.Returned, frame: Frame, known: Mapping[bytes, Outcome]) -> Outcome:
    """Return the outcome of a call that returned: the one that is `known` for such a message, or what it says.

    Raises WireError where what came is not a value with its inputs.
    """
    outcome = known.get(frame.whole)
    if outcome is not None:
        return outcome
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


def absence(name: str, names: tuple[str, ...]) -> Outcome:
    """Return the outcome of a call that needs `name`, where the file defines `names` alone."""
    return Outcome(OutcomeKind.ABSENT, message=name, names=names, status=Status.ERROR)


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
