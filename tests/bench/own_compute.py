"""What students' files cost by themselves: loaded, and called on the same cases, in one warm process without a grader.

As a program (`python -m tests.bench.own_compute SEED`) it reads [exercise, path] pairs as JSON and answers the seconds
of each: the least of a few rounds, so that what the grader adds is never made to look smaller than it is.
"""

from __future__ import annotations

import contextlib
import importlib.abc
import importlib.machinery
import json
import os
import subprocess
import sys
import time
import types
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from grader.sandbox.child.stand_ins import Loader, only_shows
from tests.bench.timed import PYTHON, ROOT

ROUNDS = 3
_LONG = 2.0
"""Seconds: what takes longer is not repeated."""


def own_compute(files: Sequence[tuple[str, Path]], seed: int) -> list[float]:
    """Seconds of each (exercise, file), in a process of their own with one thread."""
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    done = subprocess.run(
        [PYTHON, "-m", "tests.bench.own_compute", str(seed)],
        cwd=ROOT,
        env={**os.environ, **threads},
        input=json.dumps([[exercise, str(path)] for exercise, path in files]),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return [float(seconds) for seconds in json.loads(done.stdout)]


class _ShowNothing(importlib.abc.MetaPathFinder):
    """Puts the grader's stand-ins in the place of packages that only show, which may not be installed."""

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> importlib.machinery.ModuleSpec | None:
        """Return where a module comes from, if it only shows."""
        return importlib.machinery.ModuleSpec(name, Loader(), is_package=True) if only_shows(name) else None


class _Student:
    def __init__(self, names: dict[str, Any]) -> None:
        self.__dict__.update(names)


def _loaded(source: str, path: str) -> dict[str, Any]:
    module = sys.modules["student"] = types.ModuleType("student")  # dataclasses look their module up
    module.__file__ = path
    exec(compile(source, path, "exec"), module.__dict__)
    return module.__dict__


def _call(student: _Student, probe: dict[str, Any], name: str) -> Callable[..., Any]:
    if name not in probe:
        return getattr(student, name)
    code = probe[name].__code__
    reports = "report" in code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    extra = {"report": lambda *news, **more: None} if reports else {}
    return lambda *args, **kwargs: probe[name](student, *args, **extra, **kwargs)


def _once(exercise: str, path: str, seed: int) -> float:
    from grader.core.lessons import find
    from grader.grading.cases import plan_of
    from grader.sandbox.child.runner import _copied

    lesson = find(exercise)
    probe = _loaded(lesson.probe_source, "<probe>")
    source = Path(path).read_text(encoding="utf-8")
    cases = [(case, _copied(case.args), _copied(dict(case.kwargs))) for case in plan_of(lesson, seed).cases]
    start = time.perf_counter()
    student = _Student(_loaded(source, path))
    for case, args, kwargs in cases:
        with contextlib.suppress(Exception):  # some checks ask for an exception
            _call(student, probe, case.function)(*args, **kwargs)
    return time.perf_counter() - start


def _least(exercise: str, path: str, seed: int) -> float:
    times = [_once(exercise, path, seed)]
    while len(times) < ROUNDS and times[0] < _LONG:
        times.append(_once(exercise, path, seed))
    return min(times)


def main() -> None:
    """Answer on standard output; what the files print goes nowhere."""
    warnings.simplefilter("ignore")
    sys.meta_path.insert(0, _ShowNothing())
    with contextlib.redirect_stdout(open(os.devnull, "w")):  # noqa: PTH123
        found = [_least(exercise, path, int(sys.argv[1])) for exercise, path in json.load(sys.stdin)]
    print(json.dumps(found))


if __name__ == "__main__":
    main()
