"""Describes exceptions of a student's code as plain data: the name, the text, the frames of their own file alone."""

from __future__ import annotations

import linecache
import os
import re

from grader.sandbox import messages as said
from grader.sandbox.child.carets import columns, marked

_LONGEST_TRACEBACK = 20
"""Frames at either end of a traceback."""


def _own_frames(error: BaseException, files: frozenset[str]) -> list[str]:
    """Return the frames of the student's own code: none of ours, none of a library's."""
    lines: list[str] = []
    trace = error.__traceback__
    while trace is not None:
        code, number = trace.tb_frame.f_code, trace.tb_lineno
        if code.co_filename in files:
            lines.append(f'  File "{os.path.basename(code.co_filename)}", line {number}, in {code.co_name}')
            text = linecache.getline(code.co_filename, number)
            if text.strip():
                lines += marked(text, *columns(trace))
        trace = trace.tb_next
    if len(lines) > 2 * _LONGEST_TRACEBACK:
        lines = [*lines[:_LONGEST_TRACEBACK], "    ...", *lines[-_LONGEST_TRACEBACK:]]
    return lines


def _last_line(error: BaseException) -> tuple[str, str]:
    name = type(error).__name__
    try:
        text = str(error)[: said.LONGEST_MESSAGE]
    except BaseException:  # the student's own __str__ may do anything
        text = ""
    return name, text


def _syntax_place(error: SyntaxError) -> list[str]:
    place = f'  File "{os.path.basename(str(error.filename))}", line {error.lineno}'
    text = error.text if isinstance(error.text, str) else ""
    offsets = (error.offset, error.end_offset if error.end_lineno == error.lineno else None)
    start, end = (offset - 1 if isinstance(offset, int) else -1 for offset in offsets)
    return [place, *marked(text.partition("\n")[0].rstrip(), start, max(end, start + 1))]


def _without_folders(text: str, files: frozenset[str]) -> str:
    """Return a text without the folders of this machine: those of the student's file, and of libraries."""
    for folder in filter(None, map(os.path.dirname, files)):
        text = text.replace(f"{folder}{os.sep}", "")
    return re.sub(r"/[^\s'\"]*/site-packages/", "", text)


def clean(text: str, longest: int) -> str:
    """Return at most `longest` letters of a text, all of which travel."""
    return str.__str__(text)[:longest].encode("utf-8", "replace").decode()


def describe(error: BaseException, files: frozenset[str]) -> said.Error:
    """Return an exception as plain data: its bases' names, its text, the student's own frames."""
    name, text = _last_line(error)
    is_own_syntax = isinstance(error, SyntaxError) and error.filename in files
    frames = _syntax_place(error) if isinstance(error, SyntaxError) and is_own_syntax else _own_frames(error, files)
    head = ["Traceback (most recent call last):"] if frames else []
    if isinstance(error, SyntaxError):
        text = str(error.msg)[: said.LONGEST_MESSAGE]
    text = _without_folders(text, files)
    lines = [*head, *frames, f"{name}: {text}" if text else name]
    return said.Error(
        name=clean(name, said.LONGEST_NAME),
        bases=tuple(clean(base.__name__, said.LONGEST_NAME) for base in type(error).__mro__[:10]),
        message=clean(text, said.LONGEST_MESSAGE),
        traceback=clean("\n".join(lines), said.LONGEST_TRACEBACK),
        memory=isinstance(error, MemoryError) or "can't allocate memory" in text,
    )


def raised_by_file(error: BaseException, files: frozenset[str]) -> bool:
    """Return whether the file itself raised it, and nothing that it calls."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace is not None and trace.tb_frame.f_code.co_filename in files
