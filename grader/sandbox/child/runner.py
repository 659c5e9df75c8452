"""What runs in the fork, after `confine` has locked it: load a student's file, call what it is told, send results, die.

The child holds inputs only: nothing of what is expected. It sends one message for each call, in order, so that what was
earned before a crash counts. Everything that it needs afterwards is bound here before the student's file is loaded.
Messages: locked, loaded, case (index, outcome), progress, forbidden, failed (the file did not load), end.
"""

from __future__ import annotations

import builtins
import linecache
import os
import random
import sys
import types
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from grader.sandbox import wire
from grader.sandbox.child.imports import Guard

_pack, _write, _exit = wire.pack, os.write, os._exit
LONGEST_TRACEBACK = 20
LONGEST_TEXT = 2000


class Absent(Exception):  # noqa: N818 - a fact about the student's file, not an error of ours
    """The student's file does not define this name."""


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

    def send(self, message: dict[str, Any], values: Any = None) -> None:
        """Write one frame whole."""
        data = memoryview(_pack(message, values))
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
            text = linecache.getline(code.co_filename, number).strip()
            if text:
                lines.append(f"    {text[:200]}")
        trace = trace.tb_next
    if len(lines) > 2 * LONGEST_TRACEBACK:
        lines = [*lines[:LONGEST_TRACEBACK], "    ...", *lines[-LONGEST_TRACEBACK:]]
    return lines


def _last_line(error: BaseException) -> tuple[str, str]:
    name = type(error).__name__
    try:
        text = str(error)[:LONGEST_TEXT]
    except BaseException:  # the student's own __str__ may do anything
        text = ""
    return name, text


def _syntax_place(error: SyntaxError) -> list[str]:
    place = f'  File "{os.path.basename(str(error.filename))}", line {error.lineno}'
    return [place, f"    {(error.text or '').strip()[:200]}"]


def describe(error: BaseException, files: frozenset[str]) -> dict[str, Any]:
    """An exception as plain data: its bases' names, its text, the student's own frames."""
    name, text = _last_line(error)
    is_own_syntax = isinstance(error, SyntaxError) and error.filename in files
    frames = _syntax_place(error) if isinstance(error, SyntaxError) and is_own_syntax else _own_frames(error, files)
    head = ["Traceback (most recent call last):"] if frames else []
    if isinstance(error, SyntaxError):
        text = str(error.msg)[:LONGEST_TEXT]
    return {
        "error": name[:100],
        "bases": [base.__name__[:100] for base in type(error).__mro__][:10],
        "message": text,
        "traceback": "\n".join([*head, *frames, f"{name}: {text}" if text else name])[: 4 * LONGEST_TEXT],
        "memory": isinstance(error, MemoryError) or "can't allocate memory" in text,
    }


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

    def __init__(self, job: dict[str, Any], calls: Sequence[Any], known: frozenset[str], channel: Channel) -> None:
        self._channel = channel
        self._calls, self._known = calls, known
        self._seed = int(job["seed"])
        self._files = frozenset(path for path, _ in job["modules"])
        self._job = job
        self._random = {
            "draws": _may_draw([source for _, source in job["modules"]]),
            "on_devices": bool(job["devices"]),
        }
        self._probe: dict[str, Any] = {}

    def run(self) -> None:
        """Load the file, then answer each call."""
        _reseed(self._seed, **self._random)
        if self._job["probe"]:
            exec(compile(self._job["probe"], "<probe>", "exec", dont_inherit=True), self._probe)
        self._guard_imports()
        try:
            spaces = [_load(path, source) for path, source in self._job["modules"]]
        except BaseException as error:  # sys.exit() in a file is an error like another
            kind = "todo" if isinstance(error, NotImplementedError) else "failed"
            self._channel.send({"kind": kind, **describe(error, self._files)})
            return
        self._channel.send(
            {"kind": "loaded", "names": [name for space in spaces for name in space if name[:1] != "_"][:200]}
        )
        if not self._job["plays"]:
            student = Student(spaces)
            for index, call in zip(self._job["numbers"], self._calls, strict=True):
                self._answer(index, index, student, call)
        for turn, play in enumerate(self._job["plays"]):
            student, first = Student([_played(space, play) for space in spaces]), turn * len(self._calls)
            for index, (number, call) in enumerate(zip(self._job["numbers"], self._calls, strict=True), start=first):
                self._answer(index, number, student, call)
        self._channel.send({"kind": "end"})

    def _guard_imports(self) -> None:
        guard = Guard(self._forbid, self._known, self._files)
        sys.meta_path.insert(0, guard)
        builtins.__import__ = guard.load

    def _forbid(self, name: str) -> None:
        self._channel.send({"kind": "forbidden", "name": name[:100]})
        _exit(0)

    def _answer(self, index: int, number: int, student: Student, call: dict[str, Any]) -> None:
        """Make a call and send what became of it as answer `index`; `number` is the case's."""
        _reseed(self._seed + number, **self._random)
        arguments, keywords = _copied(call["args"]), _copied(call["kwargs"])
        function = self._function(student, call)
        try:
            value = function(*arguments, **keywords)
            inputs = [*arguments, *keywords.values()] if call["inputs"] else None
            self._channel.send({"kind": "case", "index": index, "outcome": "returned"}, [value, inputs])
        except Absent as absent:
            self._channel.send({"kind": "case", "index": index, "outcome": "absent", "message": str(absent)[:100]})
        except BaseException as error:
            is_todo = isinstance(error, NotImplementedError) and _raised_by_file(error, self._files)
            outcome = "todo" if is_todo else "raised"
            self._channel.send({"kind": "case", "index": index, "outcome": outcome, **describe(error, self._files)})

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
        self._channel.send({"kind": "progress", "fraction": float(fraction), "text": str(text)[:200], "loss": shown})


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
    """Standard output and error into the parent's pipe."""
    os.dup2(output, 1)
    os.dup2(output, 2)
