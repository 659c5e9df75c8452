"""What the end-to-end tests share: the installed program, run as a user runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(sys.executable).parent / "cnn-exercises"
SUBMISSIONS = Path(__file__).parents[1] / "submissions"


@pytest.fixture
def program(tmp_path):
    """Run `cnn-exercises` with arguments: its finished process, streams as text."""

    def run(*arguments, cwd=None, env=None, **options):
        settings = {"capture_output": True, "text": True, "stdin": subprocess.DEVNULL, "timeout": 300, **options}
        environment = {**os.environ, "XDG_CONFIG_HOME": str(tmp_path / "config"), **(env or {})}
        return subprocess.run([PROGRAM, *map(str, arguments)], cwd=cwd or tmp_path, env=environment, **settings)

    return run
