"""Bounds of a run as a whole: its seconds, threads, descriptors, messages; and what a server's start can fail on.

Each attack was seen to succeed before the bound was there.
"""

from __future__ import annotations

import textwrap

import pytest

from grader.core.results import OutcomeKind, Status
from grader.sandbox.parent import launch
from grader.sandbox.parent.bounds import Bounds
from grader.sandbox.parent.client import Sandbox, SandboxError
from tests.sandbox.conftest import Ran, job

ECHO = "def f(k):\n    return k\n"


def test_a_file_that_kills_itself_has_its_time_once(sandbox):
    asked = job("import os, time\ndef f(k):\n    time.sleep(0.9)\n    os.kill(os.getpid(), 9)\n", seconds=1.0)
    assert Ran(list(sandbox.run(asked))).end.status is Status.TIMEOUT, "its second child had what was left"


def test_the_children_of_a_run_share_one_clock_and_a_function_never_called_yet_still_gets_some(sandbox):
    bounds = Bounds(0.5)
    hangs = job("def f(k):\n    while k < 3: pass\n    return k\n", seconds=0.5, bounds=bounds)
    first = Ran(list(sandbox.run(hangs))).end
    assert first.status is Status.TIMEOUT and bounds.seconds == 0
    assert Ran(list(sandbox.run(hangs))).end.status is Status.TIMEOUT, "nothing is left"
    bounds.spare(10.0)
    assert bounds.seconds == 2.0
    asked = job(ECHO, seconds=10.0, bounds=bounds)
    assert Ran(list(sandbox.run(asked))).values == [0]
    assert 0 < bounds.seconds < 2.0


def test_a_child_that_eats_its_own_messages_has_crashed(run):
    ran = run(
        """
        import os, threading
        results = os.open("/proc/self/fd/3", os.O_RDONLY)
        def eat():
            while True:
                os.read(results, 1 << 16)
        threading.Thread(target=eat, daemon=True).start()
        def f(k):
            return k
        """,
        calls=50,
    )
    assert ran.end.status in (None, Status.CRASHED)


def test_what_says_that_a_child_is_confined_is_out_of_its_reach(run):
    ran = run("import os\ndef f(k):\n    return sorted(map(int, os.listdir('/proc/self/fd')))\n")
    assert ran.answers[0].outcome.kind is OutcomeKind.RAISED
    held = """
        import os
        def is_open(number):
            try:
                return bool(os.fstat(number))
            except OSError:
                return False
        def f(k):
            return [number for number in range(64) if is_open(number)]
        """
    assert run(held).values == [[0, 1, 2, 3]]


@pytest.mark.parametrize("descriptor", [0, 1, 2, 3])
def test_no_descriptor_carries_a_lock_from_one_child_to_the_next(run, descriptor):
    locks = f"import fcntl\ndef f(k):\n    fcntl.flock({descriptor}, fcntl.LOCK_EX | fcntl.LOCK_NB)\n    return True\n"
    assert run(locks).values == [True]
    assert run(locks).values == [True], "the first child is dead, and its lock with it"


def test_too_many_threads_end_a_run_and_leave_others_theirs(run):
    ran = run(
        """
        import threading, time
        threading.stack_size(32768)
        def f(k):
            for _ in range(3000):
                threading.Thread(target=time.sleep, args=(30,), daemon=True).start()
            time.sleep(30)
        """,
        seconds=20.0,
    )
    assert ran.end.status is Status.CRASHED and "threads" in ran.end.detail
    pool = "from concurrent.futures import ThreadPoolExecutor\ndef f(k):\n"
    pool += "    with ThreadPoolExecutor(32) as pool:\n        return sum(pool.map(abs, range(100)))\n"
    assert run(pool).values == [4950]


def test_a_fork_that_fails_for_want_of_processes_is_tried_again(monkeypatch):
    """The server's first three forks are refused, as where another's threads have taken all processes."""
    command = textwrap.dedent(
        """
        import errno, os
        from grader.sandbox.child import server
        fork, left = server.fork, [3]
        def scarce():
            if left[0]:
                left[0] -= 1
                raise OSError(errno.EAGAIN, "no process left")
            return fork()
        server.fork = scarce
        server.main()
        """
    )
    real = launch._started

    def started(words, *descriptors):
        at = words.index("-m")
        return real([*words[:at], "-c", command, *words[at + 2 :]], *descriptors)

    monkeypatch.setattr(launch, "_started", started)
    with Sandbox() as sandbox:
        assert Ran(list(sandbox.run(job(ECHO)))).values == [0]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("import no_such_library", "No module named 'no_such_library'"),
        (
            "raise ImportError('\\n\\nIMPORTANT: read this\\n\\nOriginal error was: libblas.so: no such file')",
            "libblas.so",
        ),
        ("import os; os.kill(os.getpid(), 9)", "SIGKILL"),
        ("import sys; sys.exit(3)", "exit status 3"),
    ],
)
def test_why_a_server_cannot_start_is_said(monkeypatch, code, said):
    real = launch._started
    monkeypatch.setattr(launch, "_started", lambda words, *rest: real([words[0], "-I", "-c", code], *rest))
    with Sandbox() as sandbox, pytest.raises(SandboxError) as problem:
        sandbox.layers()
    assert said in str(problem.value) and len(str(problem.value).splitlines()) == 1
    with Sandbox() as sandbox, pytest.raises(SandboxError, match="died twice"):
        list(sandbox.run(job(ECHO)))


def test_a_python_that_is_not_there_is_said(monkeypatch):
    monkeypatch.setattr(launch.sys, "executable", "/no/such/python")
    with Sandbox() as sandbox, pytest.raises(SandboxError, match="/no/such/python: No such file"):
        sandbox.layers()
