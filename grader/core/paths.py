"""Names every path that the program uses outside a student's or an instructor's own folder."""

from __future__ import annotations

from pathlib import Path

import platformdirs

import exercises
import reference
from exercises.digits import cache_folder

__all__ = ["GRADEBOOK", "HISTORY_FOLDER", "cache_folder", "exercises_folder", "reference_folder", "settings_file"]

HISTORY_FOLDER = ".cnn-exercises"
"""The folder in a student's folder that keeps attempts, trained weights and backups."""

GRADEBOOK = "gradebook.sqlite"


def exercises_folder() -> Path:
    """Return where the exercises are installed."""
    return Path(exercises.__file__).parent


def reference_folder() -> Path:
    """Return where the reference solutions are installed."""
    return Path(reference.__file__).parent


def settings_file() -> Path:
    """Return where the user's settings of the terminal UI are kept."""
    return Path(platformdirs.user_config_path("cnn-exercises", appauthor=False)) / "settings.json"
