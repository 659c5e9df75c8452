"""Every path that the program uses outside a student's or an instructor's own folder."""

from __future__ import annotations

import os
from pathlib import Path

import exercises
import reference

HISTORY_FOLDER = ".cnn-exercises"
"""The folder in a student's folder that keeps attempts, trained weights and backups."""

GRADEBOOK = "gradebook.sqlite"


def exercises_folder() -> Path:
    """Where the exercises are installed."""
    return Path(exercises.__file__).parent


def reference_folder() -> Path:
    """Where the reference solutions are installed."""
    return Path(reference.__file__).parent


def _xdg(variable: str, fallback: str) -> Path:
    value = os.environ.get(variable, "")
    base = Path(value) if value.startswith("/") else Path("~").expanduser() / fallback
    return base / "cnn-exercises"


def cache_folder() -> Path:
    """Expected values and generated images: deleting it costs time, never correctness."""
    return _xdg("XDG_CACHE_HOME", ".cache")


def settings_file() -> Path:
    """The user's settings of the terminal UI."""
    return _xdg("XDG_CONFIG_HOME", ".config") / "settings.json"
