"""Gives `np`: NumPy, imported when something of it is first used.

Whoever lists the exercises reads every `exercise.py` and draws no case, so what those modules import must not take the
tenth of a second that NumPy takes. A figure, a probe or a student's file imports NumPy as usual.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

__all__ = ["np"]

if TYPE_CHECKING:
    import numpy as np
else:

    class _NumPy:
        """Looks a name up in NumPy, the first time that it is used."""

        def __getattr__(self, name: str) -> Any:
            value = getattr(importlib.import_module("numpy"), name)
            setattr(self, name, value)
            return value

    np = _NumPy()
