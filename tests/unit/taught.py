"""What the tests of the texts share: an exercise's texts and figure, and what the references say."""

from __future__ import annotations

import ast
import importlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import exercises
from exercises.figures import Bars, Frame, Lines, Part

FOLDER = Path(exercises.__file__).parent
NAMES = sorted(path.parent.name for path in FOLDER.glob("*/exercise.py"))


@cache
def reference_facts() -> Any:
    """What the references say, from one process with torch."""
    program = Path(__file__).with_name("reference_facts.py")
    environment = {**os.environ, "PYTHONPATH": str(FOLDER.parent)}
    done = subprocess.run(
        [sys.executable, str(program)], capture_output=True, text=True, env=environment, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@cache
def text(name: str, file: str) -> str:
    return (FOLDER / name / file).read_text(encoding="utf-8")


@cache
def frames(name: str) -> tuple[Frame, ...]:
    return tuple(importlib.import_module(f"exercises.{name}.figure").frames())


def words_of(part: Part) -> Iterator[str]:
    yield part.title
    if isinstance(part, Lines):
        yield from (line.text for line in part.lines)
    if isinstance(part, Bars):
        yield from (f"{bar.label} {bar.text}" for bar in part.bars)


def told(name: str) -> Iterator[str]:
    """Every text of an exercise: statement, hints, mistakes, questions, captions and lines of its figure."""
    yield from (text(name, "statement.md"), text(name, "hints.md"), text(name, "starter.py"))
    yield from (
        ast.get_docstring(node) or ""
        for node in ast.walk(ast.parse(text(name, "mistakes.py")))
        if isinstance(node, ast.ClassDef)
    )
    for question in importlib.import_module(f"exercises.{name}.questions").QUESTIONS:
        yield from (
            question.text,
            question.right,
            question.otherwise,
            *question.replies.values(),
            *question.choices.values(),
        )
    for frame in frames(name):
        yield frame.caption
        for part in (*frame.parts, *frame.below):
            yield from words_of(part)


def flat(name: str) -> str:
    """The statement in one line."""
    return " ".join(text(name, "statement.md").split())
