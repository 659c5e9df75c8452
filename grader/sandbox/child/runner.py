"""What runs in the fork, after `confine` has locked it: load a student's file, call what it is told, send results, die.

The child holds inputs only: nothing of what is expected. It writes one message for each call, in order and at once, so
that what was earned before a crash counts. Everything that it needs afterwards is bound here before the student's file
is loaded.
"""

from __future__ import annotations

import builtins
import linecache
import os
import random
import sys
import types
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from grader.sandbox import messages as said
from grader.sandbox import wire
from grader.sandbox.child.carets import columns, marked
from grader.sandbox.child.imports import Guard
from grader.sandbox.encoding import encode

_encode, _framed, _write, _exit = encode, said.framed, os.write, os._exit
_LONGEST_TRACEBACK = 20
"""Frames at either end of a traceback."""


class Absent(Exception):  # noqa: N818 - a fact about the student's file, not an error of ours
    """The student's file does not define this name."""


class Texts(NamedTuple):
    """What a child is given to run: the probe, and (path, source) of each file."""

    probe: bytes
    modules: tuple[tuple[str, bytes], ...]


class Student:
    """The student's names, as attributes: what a probe sees of the file."""

    def __init__(self, namespaces: Sequence[dict[str, Any]]) -> None:
        self._namespaces = namespaces

    def __getattr__(self, name: str) -> Any:
        for namespace in self._namespaces:
            if name in namespace:
                return namespace[name]
        raise Absent(name)


class Channel:
    """The way to the parent: messages on one descriptor."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def send(self, message: said.Answer, blob: bytes | bytearray = b"") -> None:
        """Write one message whole."""
        data = memoryview(_framed(message, blob))
        while data:
            data = data[_write(self._descriptor, data) :]


# --- errors ----------------------------------------------------------------------------------------------------------


def _own_frames(error: BaseException, files: frozenset[str]) -> list[str]:
    """The frames of the student's own code: none of ours, none of a library's."""
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


def _clean(text: str, longest: int) -> str:
    return str.__str__(text)[:longest].encode("utf-8", "replace").decode()


def describe(error: BaseException, files: frozenset[str]) -> said.Error:
    """An exception as plain data: its bases' names, its text, the student's own frames."""
    name, text = _last_line(error)
    is_own_syntax = isinstance(error, SyntaxError) and error.filename in files
    frames = _syntax_place(error) if isinstance(error, SyntaxError) and is_own_syntax else _own_frames(error, files)
    head = ["Traceback (most recent call last):"] if frames else []
    if isinstance(error, SyntaxError):
        text = str(error.msg)[: said.LONGEST_MESSAGE]
    lines = [*head, *frames, f"{name}: {text}" if text else name]
    return said.Error(
        name=_clean(name, said.LONGEST_NAME),
        bases=tuple(_clean(base.__name__, said.LONGEST_NAME) for base in type(error).__mro__[:10]),
        message=_clean(text, said.LONGEST_MESSAGE),
        traceback=_clean("\n".join(lines), said.LONGEST_TRACEBACK),
        memory=isinstance(error, MemoryError) or "can't allocate memory" in text,
    )


def _raised_by_file(error: BaseException, files: frozenset[str]) -> bool:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace is not None and trace.tb_frame.f_code.co_filename in files


# --- running ---------------------------------------------------------------------------------------------------------


def _may_draw(sources: Sequence[bytes]) -> bool:
    """Whether a file could use Python's or NumPy's random numbers: seeding them for each call takes its time."""
    return "torch" in sys.modules or any(b"rand" in source.lower() for source in sources)


def _reseed(seed: int, *, draws: bool, on_devices: bool) -> None:
    if draws:
        random.seed(seed)
        np.random.seed(seed & 0xFFFFFFFF)
    torch = sys.modules.get("torch")
    if torch is not None:
        # torch.manual_seed looks for every kind of device, which takes milliseconds in a fork
        (torch.manual_seed if on_devices else torch.default_generator.manual_seed)(seed)


def _load(path: str, source: bytes) -> dict[str, Any]:
    stem = os.path.basename(path).removesuffix(".py")
    module = types.ModuleType(stem)
    module.__file__ = path
    text = source.decode("utf-8-sig", "replace")
    linecache.cache[path] = (len(source), None, text.splitlines(keepends=True), path)
    sys.modules[stem] = module
    exec(compile(source, path, "exec", dont_inherit=True), module.__dict__)
    return module.__dict__


def _played(namespace: dict[str, Any], play: str) -> dict[str, Any]:
    """One or more declared mistakes as if they were a student's file."""
    made = type("Played", tuple(namespace[name] for name in play.split("+")), {})()
    return {name: getattr(made, name) for name in dir(made) if not name.startswith("__")}


def _copied(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return wire.laid_out(value.copy(), wire.layout_of(value))
    if isinstance(value, (list, tuple)):
        return type(value)(_copied(item) for item in value)
    if isinstance(value, dict):
        return {key: _copied(item) for key, item in value.items()}
    return value


class Runner:
    """Makes the calls of one job."""

    def __init__(
        self, job: said.JobSettings, texts: Texts, calls: Sequence[Any], known: frozenset[str], channel: Channel
    ) -> None:
        self._job, self._texts, self._channel = job, texts, channel
        self._calls, self._known = calls, known
        self._files = frozenset(path for path, _ in texts.modules)
        self._random = {
            "draws": _may_draw([source for _, source in texts.modules]),
            "on_devices": bool(job.devices),
        }
        self._probe: dict[str, Any] = {}

    def prepare(self) -> None:
        """What is ours to do before the student's file is loaded: an error here is none of the file's."""
        _reseed(self._job.seed, **self._random)
        if self._texts.probe:
            exec(compile(self._texts.probe, "<probe>", "exec", dont_inherit=True), self._probe)
        self._guard_imports()

    def run(self) -> None:
        """Load the file, then answer each call."""
        try:
            spaces = [_load(path, source) for path, source in self._texts.modules]
        except BaseException as error:  # sys.exit() in a file is an error like another
            is_todo = isinstance(error, NotImplementedError)
            self._channel.send(said.NotLoaded(describe(error, self._files), is_todo))
            return
        names = [name for space in spaces for name in space if name[:1] != "_"][: said.MOST_NAMES]
        self._channel.send(said.Loaded(tuple(_clean(name, said.LONGEST_NAME) for name in names)))
        if not self._job.plays:
            student = Student(spaces)
            for index, call in zip(self._job.numbers, self._calls, strict=True):
                self._answer(index, index, student, call)
        for turn, play in enumerate(self._job.plays):
            student, first = Student([_played(space, play) for space in spaces]), turn * len(self._calls)
            for index, (number, call) in enumerate(zip(self._job.numbers, self._calls, strict=True), start=first):
                self._answer(index, number, student, call)
        self._channel.send(said.End())

    def _guard_imports(self) -> None:
        guard = Guard(self._forbid, self._known, self._files)
        sys.meta_path.insert(0, guard)
        builtins.__import__ = guard.load

    def _forbid(self, name: str) -> None:
        self._channel.send(said.Forbidden(_clean(name, said.LONGEST_NAME)))
        _exit(0)

    def _answer(self, index: int, number: int, student: Student, call: dict[str, Any]) -> None:
        """Make a call and send what became of it as answer `index`; `number` is the case's."""
        _reseed(self._job.seed + number, **self._random)
        arguments, keywords = _copied(call["args"]), _copied(call["kwargs"])
        function = self._function(student, call)
        try:
            value = function(*arguments, **keywords)
            inputs = [*arguments, *keywords.values()] if call["inputs"] else None
            packed = _encode([value, inputs])
            self._channel.send(said.Returned(index, packed.tokens), packed.blob)
        except Absent as absent:
            self._channel.send(said.Absent(index, _clean(str(absent), said.LONGEST_NAME)))
        except BaseException as error:
            is_todo = isinstance(error, NotImplementedError) and _raised_by_file(error, self._files)
            self._channel.send(said.Raised(index, describe(error, self._files), is_todo))

    def _function(self, student: Student, call: dict[str, Any]) -> Callable[..., Any]:
        name = str(call["function"])
        if name not in self._probe:
            return lambda *args, **kwargs: getattr(student, name)(*args, **kwargs)
        probe = self._probe[name]
        code = probe.__code__
        if "report" in code.co_varnames[code.co_argcount : code.co_argcount + code.co_kwonlyargcount]:
            return lambda *args, **kwargs: probe(student, *args, report=self._report, **kwargs)
        return lambda *args, **kwargs: probe(student, *args, **kwargs)

    def _report(self, fraction: float, text: str = "", loss: float | None = None) -> None:
        shown = None if loss is None else float(loss)
        self._channel.send(said.News(float(fraction), _clean(str(text), said.LONGEST_NEWS), shown))


def start_threads(count: int) -> None:
    """Set torch's threads: only now that the process is confined, since each inherits what its starter had."""
    torch = sys.modules.get("torch")
    if torch is not None:
        torch.set_num_threads(count)


def open_streams() -> None:
    """For the server: the streams as a child has them, leading nowhere yet. A fork would pay for opening them.

    Standard output and error are made on a pipe, since it is to a pipe that they will write.
    """
    nothing, (unread, pipe) = os.open(os.devnull, os.O_RDONLY), os.pipe()
    for target, source in ((0, nothing), (1, pipe), (2, pipe)):
        os.dup2(source, target)
    for descriptor in (nothing, unread, pipe):
        os.close(descriptor)
    sys.stdin = open(0, closefd=False)
    sys.stdout = open(1, "w", buffering=1, encoding="utf-8", errors="replace", closefd=False)
    sys.stderr = open(2, "w", buffering=1, encoding="utf-8", errors="replace", closefd=False)
    sys.stdout.reconfigure(write_through=True)


def redirect(output: int) -> None:
    """Standard output and error into the parent's pipe; standard input empty, and opened for this child alone.

    A file that all children had open could carry a lock, or a position, from one to the next.
    """
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(output, 1)
    os.dup2(output, 2)
