"""Judges one check: its cases' outcomes beside what was wanted, the mistake that they look like, the points.

Brings `verdict`'s pure steps together with what `expected` knows. Runs no student code.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

import numpy as np

from exercises.definition import Case, Finding, Mistake
from grader.core.nearest import did_you_mean
from grader.core.results import CheckResult, Grids, Outcome, OutcomeKind, Status
from grader.core.source import SourceFile
from grader.core.text import escaped
from grader.grading import reference
from grader.grading.diagnosis.diagnose import OfCheck
from grader.grading.diagnosis.stopped import deepest_line, of_death, of_error
from grader.grading.evidence import Evidence
from grader.grading.shrinking import smallest
from grader.grading.verdict import explain
from grader.grading.verdict.call import call_line
from grader.grading.verdict.compare import Difference
from grader.grading.verdict.outcomes import difference_of
from grader.grading.verdict.values import cut, short

_DEFINITION = re.compile(r"(?:def|class|async def)\s+(\w+)")
_UNANSWERED = Outcome(OutcomeKind.DIED, message="ended before this was answered")
LONGEST_CELL = 20
"""Characters of `wanted` and `got` in a table of results."""


@dataclass(frozen=True)
class Assessment:
    """A check's result, with what its judge measured; `again` asks for a second try on another seed."""

    result: CheckResult
    again: bool = False
    measures: Mapping[str, float] = field(default_factory=dict)
    pictures: Mapping[str, np.ndarray] = field(default_factory=dict)


@dataclass(frozen=True)
class _Fault:
    """What is wrong with one case: `said` in sentences, `message` with everything around them."""

    status: Status
    said: str
    message: str
    found: OfCheck = field(default_factory=OfCheck)
    wanted: str = ""
    got: str = ""
    traceback: str = ""
    grids: Grids | None = None
    at: str = ""


def line_of(source: SourceFile, name: str) -> int | None:
    """Return the line where the student's file defines `name`."""
    return _definitions(source.content).get(name)


@lru_cache(maxsize=64)
def _definitions(content: bytes) -> Mapping[str, int]:
    """Return the lines where a file's functions and classes begin, as they are written:
    parsing a hostile file takes long.
    """
    lines = enumerate(content.decode("utf-8", "replace").split("\n"), start=1)
    return {found[1]: number for number, line in lines if (found := _DEFINITION.match(line))}


class _Assessor:
    def __init__(self, evidence: Evidence, index: int) -> None:
        self.evidence, self.index = evidence, index
        self.check, self.numbers = evidence.plan.checks[index]
        self.declared = evidence.plan.lesson.mistakes

    def place(self, case: Case, traceback: str = "") -> explain.Place:
        evidence, lesson = self.evidence, self.evidence.plan.lesson
        line = deepest_line(traceback) or line_of(evidence.source, case.student_function)
        number = lesson.exercise.checks.index(self.check) + 1
        return explain.Place(
            lesson.name, number, len(lesson.exercise.checks), evidence.plan.seed, lesson.file_name, line
        )

    def fault(self, number: int) -> _Fault | None:
        """Return what is wrong with a case; None where it is right."""
        case = self.evidence.plan.cases[number]
        got = self.evidence.outcomes.get(number, _UNANSWERED)
        if self.evidence.plan.right_before.holds(got):
            return None
        return self._broken(case, got) or self.fault_in(case, self.evidence.ask_reference()[number], got)

    def fault_in(self, case: Case, wanted: Outcome, got: Outcome) -> _Fault | None:
        """Return what is wrong with an answer; None where it is right."""
        if wanted.kind is not OutcomeKind.RETURNED:
            return self._wanted_exception(case, wanted, got)
        if got.kind is OutcomeKind.RAISED:
            return self._raised(case, got)
        difference = difference_of(self.check, case, wanted, got)
        if difference is None:
            return None
        message = explain.of_difference(case, difference, self.found, self.place(case))
        said, grids = "\n".join(explain.differs(difference)), _with_given(difference, case)
        return _Fault(
            Status.FAILED, said, message, self.found, difference.wanted, difference.got, grids=grids, at=difference.at
        )

    def _broken(self, case: Case, got: Outcome) -> _Fault | None:
        if got.kind is OutcomeKind.DIED:
            detail = got.message or "ended before it was done"
            found = OfCheck((), of_death(got))
            message = explain.of_death(case, detail, found, self.place(case, got.traceback))
            return _Fault(got.status, f"your code {detail}", message, found, "", str(got.status), got.traceback)
        if got.kind is OutcomeKind.TODO:
            message = f"{case.student_function} is still to be written"
            return _Fault(Status.TODO, message, message, got="to do")
        if got.kind is OutcomeKind.ABSENT:
            name = got.message if got.message.isidentifier() else case.student_function
            near = did_you_mean(name, got.names)
            message = explain.of_absence(replace(case, owner=name), near, self.place(case))
            found = OfCheck((), f"the file defines no {name}{near}")
            return _Fault(Status.ERROR, message.removeprefix("✗ "), message, found, got="not in the file")
        return None

    def _raised(self, case: Case, got: Outcome, wanted: str = "") -> _Fault:
        found = self.found
        if not found.mistakes and not found.insight:
            found = OfCheck((), of_error(got, self.evidence.text))
        message = explain.of_exception(case, got, found, self.place(case, got.traceback), wanted)
        return _Fault(got.status, explain.did_raise(got, wanted), message, found, wanted, got.error, got.traceback)

    def _wanted_exception(self, case: Case, wanted: Outcome, got: Outcome) -> _Fault | None:
        if got.kind is OutcomeKind.RAISED and wanted.error in (got.error, *got.names):
            return None
        if got.kind is OutcomeKind.RAISED:
            return self._raised(case, got, wanted=wanted.error)
        message = explain.of_missing_exception(case, wanted, got, self.found, self.place(case))
        said = explain.did_not_raise(got, wanted)
        return _Fault(Status.FAILED, said, message, self.found, wanted.error, short(got.value))

    @property
    def found(self) -> OfCheck:
        """Return what explains this check, where it has no judge of its own."""
        if self.check.judge is not None:
            return OfCheck()
        return self.evidence.diagnose().checks.get(self.index, OfCheck())

    # --- checks with a judge of their own

    def finding(self, number: int) -> Finding | _Fault:
        """Return what the check's judge says of a case, or the fault that left it nothing to judge."""
        assert self.check.judge is not None
        case = self.evidence.plan.cases[number]
        got = self.evidence.outcomes.get(number, _UNANSWERED)
        broken = self._broken(case, got) or (self._raised(case, got) if got.kind is OutcomeKind.RAISED else None)
        if broken is not None:
            return broken
        wanted = self._wanted_for_judge(number, got.value)
        if wanted.kind is not OutcomeKind.RETURNED:
            return self._unjudged(case)
        try:
            return self.check.judge(self.evidence.plan.held_out(number), wanted.value, got.value)
        except Exception:  # a judge must answer, but `got` is untrusted: what it stumbles over costs this check alone
            return self._unjudged(case)

    def _wanted_for_judge(self, number: int, got: Any) -> Outcome:
        plan, sandbox = self.evidence.plan, self.evidence.sandbox
        if self.check.replay:
            return reference.replay(plan, sandbox, self.check, number, got)
        return Outcome(OutcomeKind.RETURNED) if self.check.alone else self.evidence.ask_reference()[number]

    def _unjudged(self, case: Case) -> _Fault:
        said = "what came back cannot be judged"
        return _Fault(
            Status.FAILED, said, explain.of_finding(case, said, OfCheck(), self.place(case)), got="not as asked"
        )

    def named(self, name: str | None) -> Mistake | None:
        """Return the declared mistake of this name."""
        return next((mistake for mistake in self.declared if mistake.name == name), None)


def _with_given(difference: Difference, case: Case) -> Grids | None:
    if difference.grids is None:
        return None
    given = next((value for value in case.args if isinstance(value, np.ndarray)), None)
    return replace(difference.grids, given=given)


def _passed(assessor: _Assessor) -> CheckResult:
    check, call = assessor.check, assessor.evidence.plan.first_calls[assessor.index]
    return CheckResult(check.name, Status.PASSED, check.points, check.points, why=check.why, call=call)


def _result_of_fault(assessor: _Assessor, case: Case, fault: _Fault, points: float = 0.0) -> CheckResult:
    check = assessor.check
    names = tuple(dict.fromkeys(mistake.name for mistake in fault.found.mistakes))
    return CheckResult(
        name=check.name,
        status=fault.status,
        points=points,
        max_points=check.points,
        message=escaped(fault.message),
        mistake=names[0] if names else None,
        hint=" ".join(mistake.hint for mistake in fault.found.mistakes),
        wanted=escaped(cut(fault.wanted, LONGEST_CELL)),
        got=escaped(cut(fault.got, LONGEST_CELL)),
        at=fault.at,
        call=call_line(case),
        traceback=escaped(fault.traceback),
        why=check.why,
        grids=fault.grids,
        said=escaped(fault.said),
        line=assessor.place(case, fault.traceback).line or 0,
        mistakes=names,
        insight=escaped(fault.found.insight) or None,
    )


def _judged(assessor: _Assessor) -> Assessment:
    check, cases = assessor.check, assessor.evidence.plan.cases
    found = [(cases[number], assessor.finding(number)) for number in assessor.numbers]
    findings = [one for _, one in found if isinstance(one, Finding)]
    measures = {name: value for one in findings for name, value in one.measures.items()}
    pictures = {name: value for one in findings for name, value in one.pictures.items()}
    again = any(one.again for one in findings)
    credit = sum(min(1.0, max(0.0, one.credit)) for one in findings) / max(1, len(found))
    for case, one in found:
        if isinstance(one, _Fault):
            return Assessment(_result_of_fault(assessor, case, one), again, measures, pictures)
    points = round(credit * check.points, 2)
    case, worst = min(((case, one) for case, one in found if isinstance(one, Finding)), key=lambda pair: pair[1].credit)
    if worst.credit >= 1:
        told = escaped(worst.message)
        passed = replace(_passed(assessor), message=told, said=told, wanted=worst.wanted, got=worst.got)
        return Assessment(passed, False, measures, pictures)
    mistake = assessor.named(worst.mistake)
    named = OfCheck((mistake,) if mistake else (), worst.insight)
    message = explain.of_finding(case, worst.message, named, assessor.place(case))
    fault = _Fault(Status.FAILED, worst.message, message, named, worst.wanted, worst.got)
    return Assessment(_result_of_fault(assessor, case, fault, points), again, measures, pictures)


def _plainest(assessor: _Assessor, number: int, fault: _Fault) -> tuple[Case, _Fault]:
    """Return the fault to show: where nothing explains it, that of the smallest call that goes wrong."""
    evidence = assessor.evidence
    unexplained = not fault.found.mistakes and not (fault.found.insight and fault.found.firm)
    if evidence.may_run and unexplained and fault.status is not Status.TODO:
        wrong = [n for n in assessor.numbers if n in evidence.compare_all().wrong]
        shown = smallest(evidence, assessor.check, wrong)
        plainest = assessor.fault_in(shown.case, shown.wanted, shown.got)
        if plainest is not None and shown.case is not evidence.plan.cases[number]:
            head, place, *rest = plainest.message.split("\n  ")
            lines = [head, place, "the smallest call found that goes wrong:", *rest]
            return shown.case, replace(plainest, message="\n  ".join(lines))
    return evidence.plan.cases[number], fault


def assess(evidence: Evidence, index: int) -> Assessment:
    """Return the verdict on check number `index`. Raises SandboxError where the reference cannot be asked."""
    assessor = _Assessor(evidence, index)
    check = assessor.check
    if check.judge is not None:
        return _judged(assessor)
    for number in assessor.numbers:
        fault = assessor.fault(number)
        if fault is not None:
            case, fault = _plainest(assessor, number, fault)
            return Assessment(_result_of_fault(assessor, case, fault))
    return Assessment(_passed(assessor))
