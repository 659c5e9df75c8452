"""Draws from a grading's secret what must not follow from anything that a student's child can see.

Owns how a secret is made and what is derived from it: generators for what is held out, the seed of a child, and a
fingerprint that tells two secrets apart. Each is an HMAC, so none of them tells the secret or another one. The secret
itself is kept by the gradebook or by a student's history and is never sent to a child.
"""

from __future__ import annotations

import hmac
import secrets
from functools import cache

from exercises.arrays import np
from exercises.definition import Hidden

BYTES = 32
_POOL = 8
"""Words of 32 bits that NumPy keeps of a generator's seed: its default of 4 would keep 128 bits of the 256."""


def new_secret() -> bytes:
    """Return a secret that nobody can guess."""
    return secrets.token_bytes(BYTES)


@cache
def of_this_process() -> bytes:
    """Return the secret for whoever keeps none, a history that cannot be written for example: one for each process."""
    return new_secret()


def from_text(text: str) -> bytes:
    """Return the secret that is stored as `text`. Raises ValueError where it is none."""
    secret = bytes.fromhex(text.strip())
    if len(secret) < BYTES:
        raise ValueError(f"a secret of {len(secret)} bytes")
    return secret


def _derived(secret: bytes, *words: object) -> bytes:
    return hmac.digest(secret, "/".join(map(str, words)).encode(), "sha256")


def _generator(secret: bytes, *words: object) -> np.random.Generator:
    entropy = int.from_bytes(_derived(secret, *words), "big")
    return np.random.default_rng(np.random.SeedSequence(entropy, pool_size=_POOL))


def hidden(secret: bytes, exercise: int, check: int, seed: int) -> Hidden:
    """Return the generators for what one check holds out."""
    return Hidden(
        answers=_generator(secret, "answers", exercise, check, seed),
        inputs=_generator(secret, "inputs", exercise, check, seed),
    )


def child_seed(secret: bytes, exercise: int, seed: int) -> int:
    """Return the seed of a student's child: the same for each student of a class, and whenever a file is regraded."""
    return int.from_bytes(_derived(secret, "child", exercise, seed)[:7], "big")


def fingerprint(secret: bytes) -> str:
    """Return a short text by which equal secrets are known."""
    return _derived(secret, "fingerprint").hex()[:12]
