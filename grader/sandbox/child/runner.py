"""Runs in the fork, once `confine` has locked it: loads a student's file, calls what it is told, sends results, dies.

The child holds inputs only: nothing of what is expected. It writes one message for each call, in order and at once, so
that what was earned before a crash counts. Everything that it needs afterwards is bound here before the student's file
is loaded.
"""

from __future__ import annotations

import builtins
import linecache
import os
import sys
import types
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from grader.sandbox import messages as said
from grader.sandbox import wire
from grader.sandbox.child.imports import Guard
from grader.sandbox.child.plain import Plain
from grader.sandbox.child.settings import may_draw, reseed, torch_as_it_was
from grader.sandbox.child.tracebacks import clean, describe, raised_by_file
from grader.sandbox.encoding import encode

_encode, _framed, _write, _exit = encode, said.framed, os.write, os._exit
_FIXED = frozenset((int, float, str, bool, type(None)))
"""Types whose values nobody can change."""


class NotDefinedError(Exception):
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
        raise NotDefinedError(name)


class Channel:
    """The way to the parent: messages on one descriptor."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self.is_busy = False

    def send(self, message: said.Answer, blob: bytes | bytearray = b"") -> None:
        """Write one message whole."""
        data = memoryview(_framed(message, blob))
        self.is_busy = True
        while data:
            data = data[_write(self._descriptor, data) :]
        self.is_busy = False


@lru_cache(maxsize=32)
def probe_code(source: bytes) -> types.CodeType:
    """Return a probe's code: made by the server before it forks, so that each child finds it."""
    return compile(source, "<probe>", "exec", dont_inherit=True)


def _stem(path: str) -> str:
    return os.path.basename(path).removesuffix(".py")


def _load(path: str, source: bytes, plain: Plain | None) -> dict[str, Any]:
    stem = _stem(path)
    module = types.ModuleType(stem)
    module.__file__ = path
    text = source.decode("utf-8-sig", "replace")
    linecache.cache[path] = (len(source), None, text.splitlines(keepends=True), path)
    sys.modules[stem] = module
    if plain is not None:
        module.__dict__.update(plain.names)
    exec(plain.code if plain else compile(source, path, "exec", dont_inherit=True), module.__dict__)
    return module.__dict__


def unload(path: str) -> None:
    """Forget the file that was loaded from `path`."""
    vars(sys.modules.pop(_stem(path))).clear()
    linecache.cache.pop(path, None)


def _played(namespace: dict[str, Any], play: str) -> dict[str, Any]:
    """Return one or more declared mistakes as if they were a student's file;
    behind "@" the step whose results count.
    """
    classes, _, step = play.partition("@")
    made = type("Played", tuple(namespace[name] for name in classes.split("+")), {})()
    kept: list[Any] = []
    if step:
        setattr(made, step, _keeping(kept, getattr(made, step)))
    names = [name for name in dir(made) if not name.startswith("__")]
    return {name: _last_kept(kept, getattr(made, name)) if step else getattr(made, name) for name in names}


def _keeping(kept: list[Any], step: Callable[..., Any]) -> Callable[..., Any]:
    """Return a step that keeps what it returns, as it is then."""

    def noted(*args: Any, **kwargs: Any) -> Any:
        value = step(*args, **kwargs)
        kept.append(_copied(value))
        return value

    return noted


def _last_kept(kept: list[Any], function: Any) -> Any:
    """Return a function that returns what a step within it gave last; None where the step was not reached."""

    def answer(*args: Any, **kwargs: Any) -> Any:
        kept.clear()
        function(*args, **kwargs)
        return kept[-1] if kept else None

    return answer


def _copied(value: Any) -> Any:
    if type(value) in _FIXED:
        return value
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
            "draws": may_draw([source for _, source in texts.modules]),
            "on_devices": bool(job.devices),
        }
        self._probe: dict[str, Any] = {}
        self._fresh = torch_as_it_was(job.threads)

    def reseed(self) -> None:
        """Begin with the random numbers of the job."""
        reseed(self._job.seed, **self._random)

    def prepare(self) -> None:
        """Do what is ours before the student's file is loaded: an error here is none of the file's."""
        self.reseed()
        if self._texts.probe:
            exec(probe_code(self._texts.probe), self._probe)
        self._guard_imports()
        _running.append(self)

    def say_where(self, frame: types.FrameType | None) -> None:
        """Answer the parent, which is about to end this process: the deepest line of the file that runs now."""
        while frame is not None and frame.f_code.co_filename not in self._files:
            frame = frame.f_back
        if frame is not None and not self._channel.is_busy:
            self._channel.send(said.Where(frame.f_lineno))

    def run(self) -> None:
        """Load the file, then answer each call."""
        if self.answer():
            self._channel.send(said.End())

    def answer(self, plain: Plain | None = None) -> bool:
        """Load the file, from its code where that is there already, and answer each call; false where it fails."""
        try:
            spaces = [_load(path, source, plain) for path, source in self._texts.modules]
        except BaseException as error:  # sys.exit() in a file is an error like another
            is_todo = isinstance(error, NotImplementedError)
            self._channel.send(said.NotLoaded(describe(error, self._files), is_todo))
            return False
        names = [name for space in spaces for name in space if name[:1] != "_"][: said.MOST_NAMES]
        self._channel.send(said.Loaded(tuple(clean(name, said.LONGEST_NAME) for name in names)))
        if not self._job.plays:
            student = Student(spaces)
            for index, call in zip(self._job.numbers, self._calls, strict=True):
                self._answer(index, index, student, call)
        for turn, play in enumerate(self._job.plays):
            student, first = Student([_played(space, play) for space in spaces]), turn * len(self._calls)
            for index, (number, call) in enumerate(zip(self._job.numbers, self._calls, strict=True), start=first):
                self._answer(index, number, student, call)
        return True

    def _guard_imports(self) -> None:
        guard = Guard(self._forbid, self._note, self._known, self._files)
        sys.meta_path.insert(0, guard)
        builtins.__import__ = guard.load

    def _forbid(self, name: str) -> None:
        self._channel.send(said.Forbidden(clean(name, said.LONGEST_NAME)))
        _exit(0)

    def _note(self, line: str) -> None:
        self._channel.send(said.Note(clean(line, said.LONGEST_NEWS)))

    def _answer(self, index: int, number: int, student: Student, call: dict[str, Any]) -> None:
        """Make a call and send what became of it as answer `index`; `number` is the case's."""
        reseed(self._job.seed + number, **self._random)
        arguments, keywords = _copied(call["args"]), _copied(call["kwargs"])
        function = self._function(student, call)
        try:
            self._fresh()
            value = function(*arguments, **keywords)
            inputs = [*arguments, *keywords.values()] if call["inputs"] else None
            packed = _encode([value, inputs])
            self._channel.send(said.Returned(index, packed.tokens), packed.blob)
        except NotDefinedError as absent:
            self._channel.send(said.Absent(index, clean(str(absent), said.LONGEST_NAME)))
        except BaseException as error:
            is_todo = isinstance(error, NotImplementedError) and raised_by_file(error, self._files)
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
        self._channel.send(said.News(float(fraction), clean(str(text), said.LONGEST_NEWS), shown))


_running: list[Runner] = []
"""The child's runner, once it is ready."""


def answer_where(_: int, frame: types.FrameType | None) -> None:
    """Answer where the child is. The server installs it: `signal.signal` in a fork would copy dozens of pages."""
    for runner in _running:
        runner.say_where(frame)


def forget_runners() -> None:
    """Let go of the runners of a rehearsal."""
    _running.clear()


def start_threads(count: int) -> None:
    """Set torch's threads: only now that the process is confined, since each inherits what its starter had."""
    if (torch := sys.modules.get("torch")) is not None:
        torch.set_num_threads(count)


def open_streams() -> None:
    """Open a child's streams in the server, leading nowhere yet: opening them costs a fork time.

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
    """Lead standard output and error into the parent's pipe; open an empty standard input for this child alone.

    A file that all children had open could carry a lock, or a position, from one to the next.
    """
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(output, 1)
    os.dup2(output, 2)
