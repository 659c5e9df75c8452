"""One sentence for a file that does not load, is refused something, or ends the whole process."""

from __future__ import annotations

from dataclasses import replace

import pytest

from grader.core.results import Outcome, OutcomeKind, Status
from grader.grading.diagnosis.loading import why_not_loaded
from grader.grading.diagnosis.refusals import refusal
from grader.grading.diagnosis.stopped import of_death


@pytest.mark.parametrize(
    ("error", "message", "source", "words"),
    [
        ("EOFError", "EOF when reading a line", "input()", "leave input() out"),
        ("PermissionError", "[Errno 1] Operation not permitted", "DataLoader(d, num_workers=2)", "num_workers=0"),
        ("PermissionError", "[Errno 1] Operation not permitted", "subprocess.run('ls')", "without other programs"),
        ("FileNotFoundError", "[Errno 2] No such file or directory: '/home/ada/hw/sizes.txt'", "", "sizes.txt is not"),
        ("PermissionError", "[Errno 13] Permission denied: '/home/ada/hw/sizes.txt'", "", "sizes.txt is not there"),
        ("URLError", "<urlopen error>", "import urllib.request", "without a network"),
        ("PermissionError", "[Errno 1] Operation not permitted", "requests.get('http://x')", "without a network"),
        ("ValueError", "no", "", ""),
    ],
)
def test_what_the_sandbox_refused_is_named_without_a_path_of_the_machine(error, message, source, words):
    said = refusal(error, message, source)
    assert words in said and bool(words) is bool(said)
    assert "/home" not in said


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("x = 1\nraise ValueError(\u201cno\u201d)\n", "line 2 has curly quotes from a document: type them again"),
        ("%matplotlib inline\n", "line 1 has a notebook command (%matplotlib): leave it out"),
        ("x = 1\n!pip install einops\n", "line 2 has a notebook command (!pip): leave it out"),
        ("print 'no'\n", "line 1 is Python 2: write print(...)"),
        ("def f(n)\n    return n\n", "line 1 lacks a colon"),
        ("def f(n):\nreturn n\n", "must be indented"),
        ("x = (1,\n", "opens a bracket ( that is never closed"),
        ("x = 'no\n", "begins a text that never ends"),
        ("x = 3 \u2212 1\n", "has a dash from a document"),
    ],
)
def test_why_a_file_is_not_loaded_is_said_in_a_line(source, words):
    with pytest.raises(SyntaxError) as caught:
        compile(source, "f.py", "exec")
    error = caught.value
    outcome = Outcome(OutcomeKind.RAISED, error=type(error).__name__, message=str(error.msg), names=("SyntaxError",))
    said = why_not_loaded(outcome, source, error.lineno or 0)
    assert said.startswith("the file can't be loaded: ") and words in said


def test_what_ends_a_run_is_said():
    died = Outcome(OutcomeKind.DIED, status=Status.TIMEOUT, traceback='  File "f.py", line 9')
    assert of_death(died).startswith("line 9 was still running when the time was over")
    assert "more memory" in of_death(replace(died, status=Status.MEMORY))
    assert "ends the whole process" in of_death(replace(died, status=Status.CRASHED))
