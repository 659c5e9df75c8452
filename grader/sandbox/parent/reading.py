"""Reads what a child says: untrusted values in, bounded plain outcomes out. Pure; the listening is `listener`'s."""

from __future__ import annotations

import contextlib
import os
import signal
from typing import Any

from grader.core.results import Outcome, OutcomeKind, Status
from grader.sandbox import wire

_KINDS = {
    "returned": OutcomeKind.RETURNED,
    "raised": OutcomeKind.RAISED,
    "absent": OutcomeKind.ABSENT,
    "todo": OutcomeKind.TODO,
}


def text_of(value: Any, longest: int = 10_000) -> str:
    """A text of at most `longest` characters; empty where it is none."""
    return value[:longest] if isinstance(value, str) else ""


def names_of(value: Any) -> tuple[str, ...]:
    """A bounded list of names; empty where it is none."""
    return tuple(text_of(name, 100) for name in value[:200]) if isinstance(value, list) else ()


def outcome_of(message: dict[str, Any], values: Any, names: tuple[str, ...]) -> Outcome:
    """A case's outcome; `names` is what the file defines. Raises WireError where the message is not one."""
    kind = _KINDS.get(text_of(message.get("outcome")))
    if kind is None:
        raise wire.WireError("not an outcome")
    if kind is OutcomeKind.RETURNED:
        if not isinstance(values, list) or len(values) != 2:
            raise wire.WireError("not a value with its inputs")
        return Outcome(kind, value=values[0], inputs=values[1])
    return Outcome(
        kind,
        error=text_of(message.get("error"), 100),
        message=text_of(message.get("message"), 2000),
        traceback=text_of(message.get("traceback")),
        names=names_of(message.get("bases")) if kind is OutcomeKind.RAISED else names,
        status=Status.MEMORY if message.get("memory") is True else Status.ERROR,
    )


def death_of(status: int) -> tuple[Status, str]:
    """How a child ended that had not finished, from its wait status."""
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
