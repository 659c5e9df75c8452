"""Keeps the secret of a class, and lets the shards of one class share it.

A gradebook keeps it. Shards of a class find it in a file beside their gradebooks, which the first of them writes, and
which wins over what a gradebook held before. A result that depends on the secret says so in its version, so that
results from two secrets are never taken for each other.
"""

from __future__ import annotations

import contextlib
import dataclasses
import os
import tempfile
from collections.abc import Collection
from pathlib import Path

from grader.classroom.gradebook.roll import ClassPlan
from grader.classroom.gradebook.store import Gradebook, GradebookError
from grader.core import paths
from grader.grading.secret import fingerprint, from_text, new_secret

FILE = "class.secret"
_MARK = "~"
"""Between an exercise's version and the fingerprint of the secret that its results depend on."""


def bound(plan: ClassPlan, exercises: Collection[str], secret: bytes) -> ClassPlan:
    """Return the plan with the versions of `exercises`, whose scores depend on the secret, bound to it."""
    mark = f"{_MARK}{fingerprint(secret)}"
    planned = tuple(
        dataclasses.replace(one, version=one.version + mark) if one.name in exercises else one for one in plan.exercises
    )
    return dataclasses.replace(plan, exercises=planned)


def bound_exercises(plan: ClassPlan) -> tuple[str, ...]:
    """Return the exercises of a plan that are bound to a secret."""
    return tuple(one.name for one in plan.exercises if _MARK in one.version)


def unbound(plan: ClassPlan) -> ClassPlan:
    """Return the plan as it was before `bound`."""
    planned = tuple(dataclasses.replace(one, version=one.version.partition(_MARK)[0]) for one in plan.exercises)
    return dataclasses.replace(plan, exercises=planned)


def _read(path: Path) -> bytes | None:
    try:
        return from_text(path.read_text(encoding="ascii"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise GradebookError(f"{path} holds no secret of a class ({error}): move it away to start a new one") from None


def shared(folder: Path) -> bytes:
    """Return the secret of all shards in `folder`, and write its file where there is none. Raises GradebookError."""
    path = folder / FILE
    found = _read(path)
    if found is not None:
        return found
    secret = _of_whole_class(folder) or new_secret()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(dir=folder, prefix=f".{FILE}")  # for nobody else to read
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secret.hex() + "\n")
        try:
            with contextlib.suppress(FileExistsError):  # of two shards that start at once, the first one's stands
                os.link(part, path)
        finally:
            Path(part).unlink()
    except OSError as error:
        raise GradebookError(f"{path} cannot be written: {error.strerror or error}") from None
    return _read(path) or secret


def kept(gradebook: Gradebook) -> bytes | None:
    """Return the secret that a gradebook keeps; None where nothing was graded there yet. Raises GradebookError."""
    stored = gradebook.meta.get("secret")
    try:
        return None if stored is None else from_text(stored)
    except ValueError:
        raise GradebookError(f"{gradebook.path} is damaged: it holds no secret that can be read") from None


def keep(gradebook: Gradebook, secret: bytes) -> None:
    """Keep the secret in a gradebook. Raises GradebookError."""
    with gradebook.writing():
        gradebook.meta.put("secret", secret.hex())


def _of_whole_class(folder: Path) -> bytes | None:
    """Return what an earlier grading of the whole class used."""
    with contextlib.suppress(GradebookError), Gradebook(folder / paths.GRADEBOOK, create=False) as gradebook:
        return kept(gradebook)
    return None


def secret_of(gradebook: Gradebook, *, is_shard: bool) -> bytes:
    """Return the secret that this gradebook's results depend on, choosing one where there is none yet."""
    folder = gradebook.path.parent
    secret = shared(folder) if is_shard else _read(folder / FILE) or kept(gradebook) or new_secret()
    if secret.hex() != gradebook.meta.get("secret"):
        keep(gradebook, secret)
    return secret
