"""Adds arguments that several commands take. Imported for `--help`, so it imports nothing heavy."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_folder(parser: argparse.ArgumentParser) -> None:
    """Add `--folder DIR`: where the student's files are."""
    parser.add_argument("--folder", metavar="DIR", type=Path, default=Path(), help="your files (default: this folder)")
