"""Says what grades: the program, Python, its libraries, the processor, the layers; and what of it has changed."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from grader import __version__
from grader.classroom.gradebook.roll import ClassPlan

_DECIDES = ("Python", "NumPy", "torch")
"""Other versions of these may give the same file another score."""


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def graded_by(layers: str) -> tuple[tuple[str, str], ...]:
    """Return what grades here, part by part; `layers` says which protections are on."""
    return (
        ("cnn-exercises", __version__),
        ("Python", platform.python_version()),
        ("NumPy", _version("numpy")),
        ("torch", _version("torch")),
        ("processor", platform.machine()),
        ("", layers),
    )


def changes(before: ClassPlan, now: ClassPlan) -> Iterator[str]:
    """Yield what may change a score from one grading to another: "torch 2.16 in place of 2.15"."""
    earlier = dict(before.graded_by)
    for part, here in now.graded_by:
        if part in _DECIDES and part in earlier and earlier[part] != here:
            yield f"{part} {here} in place of {earlier[part]}"
