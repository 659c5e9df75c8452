"""What the reference, and each declared mistake, returns for a plan: made in children of their own, and kept.

Runs through the same worker as a student's file, so both sides are measured by one rule; nothing of it ever enters a
student's child. Kept in memory and in the cache folder by exercise, version, seed and library; a cache that fails or
lies broken costs time, never correctness.
"""

from __future__ import annotations

import contextlib
import hashlib
import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import cache
from importlib.metadata import version
from pathlib import Path

from exercises.definition import Case, Check, Mistake, Needs
from grader import __version__
from grader.core import paths
from grader.core.atomic import WriteError, write_bytes
from grader.core.lessons import Lesson
from grader.core.results import Outcome, OutcomeKind, Status
from grader.grading.cases import Plan
from grader.sandbox.encoding import encode
from grader.sandbox.messages import framed_value, values_of
from grader.sandbox.parent.client import Sandbox, SandboxError
from grader.sandbox.parent.jobs import Answer, Call, Ended, Job
from grader.sandbox.wire import WireError, decode

Outcomes = Mapping[int, Outcome]
_DIGEST = hashlib.sha256().digest_size
_memory: dict[str, Mapping[str, Outcomes]] = {}
_locks: dict[str, threading.Lock] = {}
_guard = threading.Lock()


def run_trusted(sandbox: Sandbox, job: Job, what: str) -> dict[int, Outcome]:
    """All outcomes of a job of ours. Raises SandboxError where it does not come to its end."""
    outcomes: dict[int, Outcome] = {}
    for heard in sandbox.run(job):
        if isinstance(heard, Answer):
            outcomes[heard.index] = heard.outcome
        if isinstance(heard, Ended) and (heard.status is not None or heard.load is not None):
            why = heard.load.traceback if heard.load else heard.detail
            raise SandboxError(f"{what} did not run: {why}")
    return outcomes


def _needs_reference(check: Check, case: Case) -> bool:
    return not check.alone and not check.replay


def _wanted(plan: Plan, sandbox: Sandbox) -> Mapping[str, Outcomes]:
    lesson = plan.lesson
    numbers = plan.numbers(_needs_reference)
    calls = {number: plan.call(number, for_reference=True) for number in numbers}
    path = str(paths.reference_folder() / lesson.file_name)
    needs = Needs.TORCH if lesson.exercise.needs is Needs.NUMPY else lesson.exercise.needs
    job = plan.job(((path, lesson.reference_source.encode()),), calls, needs=needs, seconds=120.0)
    return {"": run_trusted(sandbox, job, f"the reference of {lesson.name}")} if calls else {"": {}}


def _mistaken(plan: Plan, sandbox: Sandbox) -> Mapping[str, Outcomes]:
    """Each mistake's outcomes for the cases that it touches, without those that a judge looks at alone."""
    lesson = plan.lesson
    path = str(lesson.folder / "mistakes.py")
    found: dict[str, Outcomes] = {}
    for mistake in lesson.mistakes:
        touched = plan.numbers(
            lambda check, case, mistake=mistake: check.judge is None and case.student_function in mistake.functions  # type: ignore[misc]
        )
        calls = {number: plan.call(number) for number in touched}
        job = plan.job(((path, lesson.mistakes_source.encode()),), calls, only=mistake.slug)
        found[mistake.slug] = run_trusted(sandbox, job, f"{lesson.name}'s mistake '{mistake.name}'") if calls else {}
    return found


def replay(plan: Plan, sandbox: Sandbox, check: Check, number: int, got: object) -> Outcome:
    """Run a check's replay on the reference, with what the student's side returned (untrusted plain data).

    DIED where the reference cannot go on from there: that is the student's check, not a fault of ours.
    """
    case = plan.cases[number]
    call = Call(check.replay, (got, *case.args), case.kwargs)
    path = str(paths.reference_folder() / plan.lesson.file_name)
    job = plan.job(((path, plan.lesson.reference_source.encode()),), {number: call})
    answers = [heard.outcome for heard in sandbox.run(job) if isinstance(heard, Answer)]
    return answers[0] if answers else Outcome(OutcomeKind.DIED)


# --- keeping ---------------------------------------------------------------------------------------------------------


@cache
def _libraries() -> str:
    return "-".join(version(name) for name in ("numpy", "torch"))


def _key(plan: Plan, what: str) -> str:
    # a second try draws one check alone: its cases are numbered otherwise
    checks = "".join(str(int(any(check is one for one, _ in plan.checks))) for check in plan.lesson.exercise.checks)
    slips = hashlib.sha256(plan.lesson.mistakes_source.encode()).hexdigest()[:16] if what == "mistakes" else ""
    made_of = f"{plan.lesson.version}{slips}-{__version__}-{_libraries()}"
    return f"{plan.lesson.name}-{what}-{plan.seed}-{checks}-{made_of}"


def _file(key: str) -> Path:
    return paths.cache_folder() / "expected" / f"{key}.bin"


def _save(key: str, found: Mapping[str, Outcomes]) -> None:
    kept = {name: [[n, asdict(one)] for n, one in outcomes.items()] for name, outcomes in found.items()}
    content = framed_value(encode(kept))
    with contextlib.suppress(WriteError):  # a cache that can't be written costs time, never correctness
        write_bytes(_file(key), [hashlib.sha256(content).digest(), content])


def _outcome(fields: dict[str, object]) -> Outcome:
    kind, status = OutcomeKind(str(fields["kind"])), Status(str(fields["status"]))
    return Outcome(**{**fields, "kind": kind, "status": status, "names": tuple(fields["names"])})  # type: ignore[arg-type]


def _load(key: str) -> Mapping[str, Outcomes] | None:
    try:
        stored = _file(key).read_bytes()
        digest, content = stored[:_DIGEST], stored[_DIGEST:]
        if hashlib.sha256(content).digest() != digest:
            return None
        (packed,) = values_of(content)
        values = decode(packed)
        return {name: {n: _outcome(one) for n, one in outcomes} for name, outcomes in values.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, WireError):
        return None


def _kept(plan: Plan, what: str, make: Callable[[], Mapping[str, Outcomes]]) -> Mapping[str, Outcomes]:
    key = _key(plan, what)
    with _guard:
        lock = _locks.setdefault(key, threading.Lock())
    with lock:
        if key not in _memory:
            found = _load(key)
            if found is None:
                found = make()
                _save(key, found)
            _memory[key] = found
        return _memory[key]


def wanted(plan: Plan, sandbox: Sandbox) -> Outcomes:
    """The reference's outcomes by case number. Raises SandboxError where the reference does not run."""
    return _kept(plan, "wanted", lambda: _wanted(plan, sandbox))[""]


def mistaken(plan: Plan, sandbox: Sandbox) -> Mapping[str, Outcomes]:
    """Each declared mistake's outcomes, by slug and case number."""
    return _kept(plan, "mistakes", lambda: _mistaken(plan, sandbox))


def version_of(lesson: Lesson) -> str:
    """What a kept result depends on besides the student's file and the seed."""
    return f"{lesson.version}-{__version__}"


# --- for `dev check`: ours graded as if handed in


def submitted_reference(plan: Plan, sandbox: Sandbox) -> Outcomes:
    """The reference's outcomes for the calls that a student's file gets, judged cases included."""
    path = str(paths.reference_folder() / plan.lesson.file_name)
    return _submitted(plan, sandbox, (path, plan.lesson.reference_source), "", plan.numbers(lambda check, case: True))


def submitted_mistake(plan: Plan, sandbox: Sandbox, mistake: Mistake) -> Outcomes:
    """A mistake's outcomes for every call that it touches, judged cases included."""
    touched = plan.numbers(lambda check, case: case.student_function in mistake.functions)
    path = str(plan.lesson.folder / "mistakes.py")
    return _submitted(plan, sandbox, (path, plan.lesson.mistakes_source), mistake.slug, touched)


def _submitted(
    plan: Plan, sandbox: Sandbox, module: tuple[str, str], only: str, numbers: tuple[int, ...]
) -> dict[int, Outcome]:
    calls = {number: plan.call(number) for number in numbers}
    needs = plan.lesson.exercise.needs
    trusted = Needs.TORCH if needs is Needs.NUMPY and not only else needs
    job = plan.job(((module[0], module[1].encode()),), calls, needs=trusted, only=only, seconds=120.0)
    return run_trusted(sandbox, job, f"{plan.lesson.name}'s {only or 'reference'}") if calls else {}
