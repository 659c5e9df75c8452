"""What every measurement gets: a folder that is thrown away, and how much to measure."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Settings:
    """`students` of the class whose size is measured; `seconds` of the soak."""

    folder: Path
    students: int
    seconds: float
