"""JUnit XML for continuous integration: a test suite per student and exercise, a test case per check."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from grader.classroom.report.material import Material, check_message, headline
from grader.core.results import CheckResult, ExerciseResult, Status
from grader.core.status_words import word

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WRONG = (Status.FAILED, Status.PARTIAL, Status.FORBIDDEN)


def _legal(text: str) -> str:
    """`text` without the characters that XML 1.0 has no way to write."""
    return _FORBIDDEN.sub("�", text)


def _attribute(text: str) -> str:
    return quoteattr(_legal(text))


def _outcome(status: Status, line: str, message: str) -> str:
    if status is Status.PASSED:
        return ""
    if status in (Status.TODO, Status.MISSING):
        return f"<skipped message={_attribute(word(status))}/>"
    kind = "failure" if status in _WRONG else "error"
    return f"<{kind} type={_attribute(status.value)} message={_attribute(line)}>{escape(_legal(message))}</{kind}>"


def _case(suite: str, result: ExerciseResult, check: CheckResult) -> str:
    message = check_message(result, check)
    line = f"looks like: {check.mistake}" if check.mistake else (message.splitlines() or [word(check.status)])[0]
    status = Status.MISSING if result.status is Status.MISSING else check.status
    inside = _outcome(status, line, message)
    return f"  <testcase classname={_attribute(suite)} name={_attribute(check.name)}>{inside}</testcase>\n"


def _suite(student: str, result: ExerciseResult) -> Iterator[str]:
    suite = f"{student}.{result.exercise}"
    yield f' <testsuite name={_attribute(suite)} tests="{max(len(result.checks), 1)}" time="{result.seconds:.3f}">\n'
    for check in result.checks:
        yield _case(suite, result, check)
    if not result.checks:
        inside = _outcome(result.status, headline(result), result.message)
        yield f"  <testcase classname={_attribute(suite)} name={_attribute(result.exercise)}>{inside}</testcase>\n"
    if result.output:
        yield f"  <system-out>{escape(_legal(result.output))}</system-out>\n"
    yield " </testsuite>\n"


def render(material: Material) -> Iterator[str]:
    """The file, in pieces."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="cnn-exercises">\n'
    for row in material.rows():
        for result in row.result.exercises:
            yield from _suite(row.result.student, result)
    yield "</testsuites>\n"
