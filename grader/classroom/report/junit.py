"""Writes JUnit XML for continuous integration: a test suite per student and exercise, a test case per check."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from grader.classroom.gradebook.roll import Row
from grader.classroom.report.lateness import late_line
from grader.classroom.report.material import Material, check_message, headline
from grader.core.results import CheckResult, ExerciseResult, Status
from grader.core.status_words import word

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WRONG = (Status.FAILED, Status.PARTIAL, Status.FORBIDDEN)


def _legal(text: str) -> str:
    """Return `text` without the characters that XML 1.0 has no way to write."""
    return _FORBIDDEN.sub("�", text)


def _add_outcome(case: Element, status: Status, line: str, message: str) -> None:
    if status is Status.PASSED:
        return
    if status in (Status.TODO, Status.MISSING):
        SubElement(case, "skipped", message=word(status))
        return
    kind = "failure" if status in _WRONG else "error"
    SubElement(case, kind, type=status.value, message=_legal(line)).text = _legal(message)


def _add_check(suite: Element, name: str, result: ExerciseResult, check: CheckResult) -> None:
    message = check_message(result, check)
    line = check.cause or (message.splitlines() or [word(check.status)])[0]
    status = Status.MISSING if result.status is Status.MISSING else check.status
    case = SubElement(suite, "testcase", classname=name, name=_legal(check.name))
    _add_outcome(case, status, line, message)


def _suite(material: Material, row: Row, result: ExerciseResult) -> str:
    name = _legal(f"{row.result.student}.{result.exercise}")
    tests, seconds = str(max(len(result.checks), 1)), f"{result.seconds:.3f}"
    suite = Element("testsuite", name=name, tests=tests, time=seconds)
    by = material.plan.graded_by_line if material.plan.graded_by else ""
    told = {"file": row.enrolled.files.get(result.exercise, ""), "late": late_line(material, row), "graded_by": by}
    if any(told.values()):
        properties = SubElement(suite, "properties")
        for key, value in told.items():
            if value:
                SubElement(properties, "property", name=key, value=_legal(value))
    for check in result.checks:
        _add_check(suite, name, result, check)
    if not result.checks:
        case = SubElement(suite, "testcase", classname=name, name=result.exercise)
        _add_outcome(case, result.status, headline(result), result.message)
    if result.output:
        SubElement(suite, "system-out").text = _legal(result.output)
    ElementTree.indent(suite)
    return ElementTree.tostring(suite, encoding="unicode") + "\n"


def render(material: Material) -> Iterator[str]:
    """Return the file in pieces, one suite at a time."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="cnn-exercises">\n'
    for row in material.rows():
        for result in row.result.exercises:
            yield _suite(material, row, result)
    yield "</testsuites>\n"
