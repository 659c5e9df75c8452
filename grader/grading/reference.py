"""Runs the reference, and each declared mistake, for a plan in children of their own, and keeps what they return.

Runs through the same worker as a student's file, so both sides are measured by one rule; nothing of it ever enters a
student's child. Kept in memory and in the cache folder by exercise, version, seed and library; a cache that fails or
lies broken costs time, never correctness.
"""

from __future__ import annotations

import contextlib
import hashlib
import threading
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path

from exercises.definition import Case, Check, Needs
from grader import __version__
from grader.core import paths
from grader.core.atomic import WriteError, write_bytes
from grader.core.declared import RIGHT, steps_of
from grader.core.lessons import Lesson
from grader.core.results import Outcome, OutcomeKind
from grader.grading.cases import Plan
from grader.grading.outcome_form import from_bytes, outcomes_of, plain, to_bytes
from grader.sandbox.parent.bounds import Bounds
from grader.sandbox.parent.client import Sandbox, SandboxError
from grader.sandbox.parent.jobs import Answer, Call, Ended, Job
from grader.sandbox.wire import WireError

Outcomes = Mapping[int, Outcome]
_TEXT_OF_PLAYS = 32 << 20
"""Bytes of messages that all mistakes of an exercise may send, played in one child."""
_MORE = 1.25
"""So many times what is on disk is known before it is written again: all of it is, each time."""
_DIGEST = hashlib.sha256().digest_size
_memory: dict[str, Mapping[str, Outcomes]] = {}
_locks: dict[str, threading.Lock] = {}
_saved: dict[str, int] = {}
"""How many plays of a kept file are on disk."""
_guard = threading.Lock()


def run_trusted(sandbox: Sandbox, job: Job, what: str) -> dict[int, Outcome]:
    """Return all outcomes of a job of ours. Raises SandboxError where it does not come to its end."""
    outcomes: dict[int, Outcome] = {}
    for heard in sandbox.run(job):
        if isinstance(heard, Answer):
            outcomes[heard.index] = heard.outcome
        if isinstance(heard, Ended) and (heard.status is not None or heard.load is not None):
            why = heard.load.traceback if heard.load else heard.detail
            raise SandboxError(f"{what} did not run: {why}")
    return outcomes


def _needs_reference(check: Check, case: Case) -> bool:
    return not check.alone and not check.replay and check.holds_out is None


def _wanted(plan: Plan, sandbox: Sandbox) -> Mapping[str, Outcomes]:
    lesson = plan.lesson
    numbers = plan.numbers(_needs_reference)
    calls = {number: plan.call(number, for_reference=True) for number in numbers}
    path = str(paths.reference_folder() / lesson.file_name)
    needs = Needs.TORCH if lesson.exercise.needs is Needs.NUMPY else lesson.exercise.needs
    job = plan.job(((path, lesson.reference_source.encode()),), calls, needs=needs, seconds=120.0)
    return {"": run_trusted(sandbox, job, f"the reference of {lesson.name}")} if calls else {"": {}}


def _mistaken(plan: Plan, sandbox: Sandbox) -> Mapping[str, Outcomes]:
    """Return each mistake's outcomes for the cases that it touches, without those that a judge looks at alone."""
    found: dict[str, Outcomes] = {mistake.slug: {} for mistake in plan.lesson.mistakes}
    groups = _by_cases(plan, [(mistake.slug, mistake.functions) for mistake in plan.lesson.mistakes])
    for numbers, plays in groups.items():
        done, ended = played(plan, sandbox, plays, {n: plan.call(n) for n in numbers}, seconds=120.0)
        if len(done) < len(plays):
            why = ended.load.traceback if ended.load else ended.detail
            raise SandboxError(f"a mistake of {plan.lesson.name} ('{plays[len(done)]}') did not run: {why}")
        found.update(done)
    return found


def _by_cases(plan: Plan, plays: Sequence[tuple[str, Sequence[str]]]) -> dict[tuple[int, ...], list[str]]:
    """Plays grouped by the cases that they touch; each play is given with the student's functions that it changes."""
    groups: dict[tuple[int, ...], list[str]] = {}
    for play, functions in plays:
        numbers = plan.numbers(lambda check, case: check.judge is None and case.student_function in functions)  # noqa: B023
        if numbers:
            groups.setdefault(numbers, []).append(play)
    return groups


def played(
    plan: Plan,
    sandbox: Sandbox,
    plays: Sequence[str],
    calls: dict[int, Call],
    seconds: float,
    over: threading.Event | None = None,
) -> tuple[dict[str, Outcomes], Ended]:
    """Return what each play returns for these calls, as far as one child came, and how the child ended."""
    lesson, found, numbers = plan.lesson, dict[str, dict[int, Outcome]](), tuple(calls)
    module = (str(lesson.folder / "mistakes.py"), lesson.mistakes_source.encode())
    bounds = Bounds(seconds, text=_TEXT_OF_PLAYS)
    job = plan.job((module,), calls, plays=tuple(plays), seconds=seconds, bounds=bounds)
    ended = Ended(None)
    for heard in sandbox.run(job, over):
        if isinstance(heard, Answer):
            turn, place = divmod(heard.index, len(numbers))
            found.setdefault(plays[turn], {})[numbers[place]] = heard.outcome
        elif isinstance(heard, Ended):
            ended = heard
    return {play: outcomes for play, outcomes in found.items() if len(outcomes) == len(numbers)}, ended


def _stepwise(plan: Plan, sandbox: Sandbox) -> Mapping[str, Outcomes]:
    """Return what each step of the right answer gives, in the cases that are compared; none of what doesn't run."""
    functions = plan.lesson.exercise.functions
    plays = [(f"{RIGHT}@{step}", functions) for step in steps_of(plan.lesson.mistakes_source, functions)]
    found: dict[str, Outcomes] = {}
    for numbers, group in _by_cases(plan, plays).items():
        done, _ = played(plan, sandbox, group, {n: plan.call(n) for n in numbers}, seconds=5.0)
        found |= {play.partition("@")[2]: outcomes for play, outcomes in done.items()}
    return found


def right_answers(plan: Plan, sandbox: Sandbox, calls: dict[int, Call]) -> Outcomes:
    """Return what the right answer in steps returns for calls that are in no plan, as far as it comes in a second."""
    done, _ = played(plan, sandbox, [RIGHT], calls, 1.0)
    return done.get(RIGHT, {})


def combined(
    plan: Plan, sandbox: Sandbox, plays: Mapping[str, Sequence[str]], seconds: float
) -> Mapping[str, Outcomes]:
    """Return what mistakes made together return; `plays` has the student's functions that each changes.

    Kept in memory, and added to: a wrong answer asks for the few that could explain it, and `keep_combined` writes them
    down. Those that do not come to their end within `seconds` have no outcomes.
    """
    key = _key(plan, "combined")
    with _lock(key):
        known = _memory.get(key) or _load(key) or {}
        missing = {play: functions for play, functions in plays.items() if play not in known}
        if missing:
            known = dict(known)
            for numbers, group in _by_cases(plan, list(missing.items())).items():
                known.update(_together(plan, sandbox, group, numbers, seconds))
        elif key not in _memory:
            _saved[key] = len(known)
        _memory[key] = known
        return known


def keep_combined(plan: Plan) -> None:
    """Write down what `combined` has found, where that is a good deal more than what is written."""
    key = _key(plan, "combined")
    with _lock(key):
        known = _memory.get(key, {})
        if len(known) > _MORE * _saved.get(key, 0):
            _saved[key] = len(known)
            _save(key, known)


def _together(
    plan: Plan, sandbox: Sandbox, plays: Sequence[str], numbers: tuple[int, ...], seconds: float
) -> Mapping[str, Outcomes]:
    found: dict[str, Outcomes] = {}
    over = threading.Event()
    timer = threading.Timer(seconds, over.set)
    timer.start()
    while plays and not over.is_set():
        calls = {number: plan.call(number) for number in numbers}
        done, ended = played(plan, sandbox, plays, calls, seconds + 5.0, over)
        found.update(done)
        if ended.status is None or ended.load is not None or over.is_set():
            break
        found[plays[len(done)]] = {}  # it ends its process, or never ends: never again
        plays = plays[len(done) + 1 :]
    timer.cancel()
    return found


def replay(plan: Plan, sandbox: Sandbox, check: Check, number: int, got: object) -> Outcome:
    """Run a check's replay on the reference, with what the student's side returned (untrusted plain data).

    A case with inputs that the student's side never saw is replayed on those, any other on its arguments.
    DIED where the reference cannot go on from there: that is the student's check, not a fault of ours.
    """
    case = plan.held_out(number)
    unseen = bool(case.unseen)
    call = Call(check.replay, (got, *(case.unseen if unseen else case.args)), {} if unseen else case.kwargs)
    path = str(paths.reference_folder() / plan.lesson.file_name)
    job = plan.job(((path, plan.lesson.reference_source.encode()),), {number: call})
    answers = [heard.outcome for heard in sandbox.run(job) if isinstance(heard, Answer)]
    return answers[0] if answers else Outcome(OutcomeKind.DIED)


# --- keeping ---------------------------------------------------------------------------------------------------------


@cache
def _libraries() -> str:
    return "-".join(version(name) for name in ("numpy", "torch"))


@lru_cache(maxsize=64)
def _digest_of_mistakes(source: str) -> str:
    return hashlib.sha256(source.encode()).hexdigest()[:8]


def _key(plan: Plan, what: str) -> str:
    slips = "" if what == "wanted" else _digest_of_mistakes(plan.lesson.mistakes_source)
    drawn = f"{plan.seed}-{plan.drawn}-{plan.lesson.version}"
    return f"{plan.lesson.name}-{what}{slips}-{drawn}-{__version__}-{_libraries()}"


def _file(key: str) -> Path:
    return paths.cache_folder() / "expected" / f"{key}.bin"


def _save(key: str, found: Mapping[str, Outcomes]) -> None:
    content = to_bytes({name: plain(outcomes) for name, outcomes in found.items()})
    with contextlib.suppress(WriteError):  # a cache that can't be written costs time, never correctness
        write_bytes(_file(key), [hashlib.sha256(content).digest(), content])


def _load(key: str) -> Mapping[str, Outcomes] | None:
    try:
        stored = _file(key).read_bytes()
        digest, content = stored[:_DIGEST], stored[_DIGEST:]
        if hashlib.sha256(content).digest() != digest:
            return None
        return {name: outcomes_of(stored) for name, stored in from_bytes(content).items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, WireError):
        return None


def _lock(key: str) -> threading.Lock:
    with _guard:
        return _locks.setdefault(key, threading.Lock())


def _kept(plan: Plan, what: str, make: Callable[[], Mapping[str, Outcomes]]) -> Mapping[str, Outcomes]:
    key = _key(plan, what)
    with _lock(key):
        if key not in _memory:
            found = _load(key)
            if found is None:
                found = make()
                _save(key, found)
            _memory[key] = found
        return _memory[key]


def remembered(plan: Plan, what: str, make: Callable[[], Mapping[str, Outcomes]]) -> Mapping[str, Outcomes]:
    """Return what `make` gives for a plan, made once in this process."""
    key = _key(plan, what)
    with _lock(key):
        if key not in _memory:
            _memory[key] = make()
        return _memory[key]


def wanted(plan: Plan, sandbox: Sandbox) -> Outcomes:
    """Return the reference's outcomes by case number. Raises SandboxError where the reference does not run."""
    return _kept(plan, "wanted", lambda: _wanted(plan, sandbox))[""]


def mistaken(plan: Plan, sandbox: Sandbox) -> Mapping[str, Outcomes]:
    """Return each declared mistake's outcomes, by slug and case number."""
    return _kept(plan, "mistakes", lambda: _mistaken(plan, sandbox))


def stepwise(plan: Plan, sandbox: Sandbox) -> Mapping[str, Outcomes]:
    """Return what each step of the right answer gives, by step and case number."""
    return _kept(plan, "steps", lambda: _stepwise(plan, sandbox))


def version_of(lesson: Lesson) -> str:
    """Return what a kept result depends on besides the student's file and the seed."""
    return f"{lesson.version}-{__version__}"
