"""Runs: what ends them, what is kept of them, what replaces what died."""

from __future__ import annotations

import os
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from exercises.definition import Needs
from grader.core.lessons import lessons
from grader.core.results import OutcomeKind, Status
from grader.grading.cases import plan_of
from grader.sandbox.parent import launch, warm
from grader.sandbox.parent.client import Sandbox, SandboxError
from grader.sandbox.parent.jobs import Answer, Call, Ended
from tests.sandbox.conftest import PATH, Ran, job

ECHO = "def f(k):\n    return k\n"
FORBIDDEN = (
    "import torch; torch.nn", "from scipy import signal; signal.convolve", "import grader.grading.exercise; grader.cli",
    "import zero_padding; zero_padding.zero_pad",
    "__import__('to' + 'rch')",
    "exec('import torch', {})", "import importlib; importlib.import_module('exercises')",
)  # fmt: skip


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


# --- ends


def test_the_wall_clock_ends_a_run_that_ignores_every_signal(run):
    ran = run(
        """
        import signal
        for number in range(1, 30):
            try:
                signal.signal(number, signal.SIG_IGN)
            except (OSError, ValueError):
                pass
        def f(k):
            while k == 1:
                pass
            return k
        """,
        calls=3,
        seconds=0.5,
    )
    assert ran.values == [0]
    assert ran.end.status is Status.TIMEOUT and "0.5 s" in ran.end.detail


def test_a_cancelled_run_ends_at_once_and_leaves_no_child(sandbox):
    cancelled = threading.Event()
    heard = []
    for one in sandbox.run(job("import time\ndef f(k):\n    time.sleep(600 * k)\n", 2, seconds=300.0), cancelled):
        heard.append(one)
        cancelled.set()
    assert isinstance(heard[-1], Ended) and heard[-1].detail == "was cancelled"
    server = sandbox.processes()[0]
    assert children_of(server) == []


def test_a_run_that_nobody_listens_to_any_more_is_ended(sandbox):
    heard = sandbox.run(job("import time\ndef f(k):\n    time.sleep(600 * k)\n", 2, seconds=300.0))
    assert isinstance(next(heard), Answer)
    heard.close()
    assert Ran(list(sandbox.run(job(ECHO)))).values == [0]


@pytest.mark.parametrize(
    ("act", "detail"),
    [
        ("os._exit(0)", "exit code 0"),
        ("os.abort()", "SIGABRT"),
        ("ctypes.string_at(0)", "SIGSEGV"),
        ("os.kill(os.getpid(), 9)", "killed"),
        ("os.closerange(0, 99)", "exit code 0"),
    ],
)
def test_a_death_is_a_crash_with_its_reason_and_what_was_answered_before_counts(run, act, detail):
    ran = run(f"import os, ctypes\ndef f(k):\n    if k == 2:\n        {act}\n    return k\n", calls=4)
    assert ran.values == [0, 1]
    assert ran.end.status is Status.CRASHED and detail in ran.end.detail


def test_an_exit_code_of_zero_is_never_trusted(run):
    ran = run("import os\nos._exit(0)\n")
    assert ran.end.status is Status.CRASHED and not ran.end.loaded and ran.values == []


# --- output


def test_output_is_kept_up_to_a_limit_and_the_rest_is_counted(run):
    ran = run("def f(k):\n    print('x' * 1_000_000)\n    return k\n", calls=2)
    assert ran.values == [0, 1]
    kept, cut = ran.end.output.split("\n... ")
    assert len(kept) == 64 << 10 and cut == "(1,934,466 more bytes were printed)"


def test_output_of_any_bytes_is_text(run):
    ran = run("import sys\ndef f(k):\n    print('\\ud800 ✓')\n    sys.stderr.buffer.write(b'\\xff\\xfe')\n")
    assert ran.end.status is None
    assert ran.end.output == "? ✓\n\ufffd\ufffd"


def test_both_streams_arrive_in_order(run):
    ran = run("import sys\ndef f(k):\n    print('one')\n    print('two', file=sys.stderr)\n    print('three')\n")
    assert ran.end.output == "one\ntwo\nthree\n"


# --- servers


def test_a_server_that_dies_is_replaced_and_only_what_was_left_is_called_again():
    with Sandbox() as sandbox:
        heard = []
        for one in sandbox.run(job("import time\ndef f(k):\n    time.sleep(0.2 * (k == 1))\n    return k\n", 3)):
            if not heard:
                (first,) = sandbox.processes()
                os.kill(first, signal.SIGKILL)
            heard.append(one)
        assert [one.index for one in heard[:-1]] == [0, 1, 2]
        assert heard[-1].status is None
        assert sandbox.processes() != (first,)


def test_a_server_that_dies_twice_is_the_graders_failure_in_one_line(monkeypatch):
    real = warm.WarmServer.request

    def doomed(self, imports, descriptors):
        os.kill(self.pid, signal.SIGKILL)
        real(self, imports, descriptors)

    monkeypatch.setattr(warm.WarmServer, "request", doomed)
    with Sandbox() as sandbox, pytest.raises(SandboxError, match="died twice"):
        list(sandbox.run(job(ECHO)))


def test_a_child_that_something_else_kills_is_tried_once_more(sandbox):
    heard = []
    for one in sandbox.run(job("import time\ndef f(k):\n    time.sleep(0.3 * (k == 1))\n    return k\n", 3)):
        if not heard:
            server = sandbox.processes()[0]
            os.kill(children_of(server)[0], signal.SIGKILL)
        heard.append(one)
    assert [one.index for one in heard[:-1]] == [0, 1, 2] and heard[-1].status is None


def test_a_broken_installation_is_said_in_words(monkeypatch):
    monkeypatch.setitem(launch._IMPORTS, Needs.NUMPY, ["no_such_module"])
    with Sandbox() as sandbox, pytest.raises(SandboxError, match="no_such_module"):
        sandbox.layers()


# --- imports


@pytest.mark.parametrize("line", FORBIDDEN)
def test_an_import_that_is_not_allowed_is_reported_by_name(run, line):
    for source in (f"{line}\n{ECHO}", f"def f(k):\n    {line}\n    return k\n"):
        ran = run(source)
        assert ran.end.status is Status.FORBIDDEN and ran.values == []
        assert ran.end.detail in ("torch", "scipy", "grader", "zero_padding", "exercises")


def test_the_standard_library_numpy_and_the_file_itself_may_be_imported(run):
    source = """
        import asyncio, csv, decimal, json, pickle, statistics, sqlite3, unittest, xml.dom
        import numpy.ma, numpy.polynomial, numpy.testing
        class Own:
            pass
        def f(k):
            import file
            return isinstance(pickle.loads(pickle.dumps(Own())), file.Own)
        """
    assert run(source).values == [True]


def test_torch_may_import_what_it_likes_and_the_file_may_not(run):
    lazily = (
        "import torch\ndef f(k):\n    return torch.optim.Adam([torch.zeros(1, requires_grad=True)]).defaults['lr']\n"
    )
    assert run(lazily, needs=Needs.TORCH).values == [0.001]
    assert run(f"import sympy\nsympy.pi\n{ECHO}", needs=Needs.TORCH).end.detail == "sympy"


# --- what travels


def test_the_childs_generators_are_seeded_alike_for_every_run(run):
    source = "import random\nimport numpy as np\ndef f(k):\n    return [random.random(), float(np.random.rand())]\n"
    first, second = run(source, calls=2), run(source, calls=2)
    assert first.values == second.values and first.values[0] != first.values[1]


def test_an_error_tells_of_the_students_own_lines_alone(run):
    outcome = run("def g(k):\n    return 1 / k\n\n\ndef f(k):\n    return g(k)\n").answers[0].outcome
    assert outcome.kind is OutcomeKind.RAISED and outcome.error == "ZeroDivisionError"
    assert outcome.traceback.splitlines()[1:3] == ['  File "file.py", line 6, in f', "    return g(k)"]
    assert "child.py" not in outcome.traceback and PATH not in outcome.traceback


@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.name)
def test_what_is_expected_never_enters_a_students_child(lesson):
    plan = plan_of(lesson, 3)
    calls = {number: plan.call(number) for number in range(len(plan.cases))}
    job = plan.job((("/x.py", b""),), calls)
    sent = b"".join((*warm._texts(job), *(call.frame for call in job.calls)))
    assert lesson.reference_source.strip().encode() not in sent
    assert lesson.mistakes_source.strip().encode() not in sent
    for case in plan.cases:
        kept = case.kept
        if isinstance(kept, np.ndarray) and kept.nbytes >= 64:
            assert all(kept.astype(kind).tobytes() not in sent for kind in (kept.dtype, "i8", "f4", "u1"))


@pytest.mark.parametrize("at_once", [1, 2])
def test_no_more_children_at_once_than_asked_for(at_once):
    asked = job(
        """
        import time
        def f(k):
            begun = time.monotonic()
            time.sleep(0.05)
            return begun, time.monotonic()
        """
    )
    with Sandbox(at_once=at_once) as sandbox, ThreadPoolExecutor(4) as pool:
        runs = list(pool.map(lambda _: list(sandbox.run(asked)), range(4)))
    spans = [heard.outcome.value for ran in runs for heard in ran if isinstance(heard, Answer)]
    assert len(spans) == 4
    assert max(sum(begun <= moment < ended for begun, ended in spans) for moment, _ in spans) <= at_once


def test_a_plans_calls_are_sent_once_and_answered_by_each(monkeypatch):
    sent = []
    real = warm._job_file
    monkeypatch.setattr(warm, "_job_file", lambda content: sent.append(len(content)) or real(content))

    def values(sandbox, plan, calls=3, **arguments):
        asked = job(ECHO, calls, plan=plan, **arguments)
        return [heard.outcome.value for heard in sandbox.run(asked) if isinstance(heard, Answer)]

    with Sandbox() as sandbox:
        assert values(sandbox, "p") == values(sandbox, "p") == values(sandbox, "") == [0, 1, 2]
        assert sent[1] < sent[0] == sent[2]
        for number in range(warm._MOST_KEPT):
            assert values(sandbox, f"other {number}", calls=1) == [0]
        assert values(sandbox, "p") == [0, 1, 2] and sent[-1] == sent[0], "forgotten by both sides"
        os.kill(sandbox.processes()[0], signal.SIGKILL)
        assert values(sandbox, "p") == [0, 1, 2], "a new server is told again"


def test_a_childs_calls_are_its_own_to_change(sandbox):
    spoils = "def f(a):\n    a[:] = 9\n    return a\n"
    looks = "def f(a):\n    return a\n"
    calls = (Call("f", (np.zeros(3),)),)
    for source in (spoils, looks):
        asked = replace(job(source, plan="one array"), calls=calls)
        found = [heard.outcome.value for heard in sandbox.run(asked) if isinstance(heard, Answer)]
    assert found[0].tolist() == [0, 0, 0]


# --- notes, stand-ins, and what a file sets


def test_an_import_of_which_nothing_is_used_costs_nothing_and_is_noted(run):
    ran = run(f"import torch\nimport torch.nn as nn\nfrom scipy.signal import convolve\n{ECHO}")
    assert (ran.end.status, ran.values) == (None, [0])
    assert [note.split()[1] for note in ran.end.notes] == ["torch", "scipy"]


def test_packages_that_only_show_are_stood_in_for(run):
    source = """
        import matplotlib.pyplot as plt
        import seaborn as sns
        from tqdm import tqdm, trange
        from IPython.display import display
        from google.colab import drive
        drive.mount("/content")
        fig, (left, right) = plt.subplots(1, 2)
        for axis in plt.subplots(2, 2)[1].flat:
            axis.imshow([[1]])
        def f(k):
            with tqdm(total=3) as bar:
                bar.update(1)
            left.plot([1, 2])
            plt.show()
            return list(tqdm([1, 2], desc="x")), sum(trange(4)), len(tqdm([1, 2]))
        """
    ran = run(source)
    assert ran.values == [([1, 2], 6, 2)]
    assert {note.split()[0] for note in ran.end.notes} == {"matplotlib", "seaborn", "tqdm", "IPython", "google.colab"}


def test_any_real_number_travels_and_pools_of_threads_work(run):
    source = """
        from fractions import Fraction
        from multiprocessing.pool import ThreadPool
        import numpy as np
        def f(k):
            with ThreadPool(2) as pool:
                found = pool.map(lambda n: Fraction(n, 2), [1, 3])
            return found, np.array(found)
        """
    found, array = run(source).values[0]
    assert found == [0.5, 1.5] and array.dtype == float and array.tolist() == [0.5, 1.5]


def test_a_child_that_is_out_of_time_says_where_it_was(run):
    loading = run("k = 0\nwhile True:\n    k += 1\n", seconds=0.3).end
    assert (loading.status, loading.loaded, loading.line in (2, 3)) == (Status.TIMEOUT, False, True)
    calling = run("def f(k):\n    return g(k)\ndef g(k):\n    while True:\n        k = k\n", seconds=0.3).end
    assert (calling.status, calling.loaded, calling.line in (4, 5)) == (Status.TIMEOUT, True, True)


def test_what_a_file_sets_for_its_process_is_gone_in_the_next_call(run):
    source = """
        import torch
        torch.set_default_dtype(torch.float64)
        torch.set_grad_enabled(False)
        def f(k):
            made = str(torch.zeros(1).dtype), torch.is_grad_enabled()
            torch.set_default_dtype(torch.float16)
            return made
        """
    assert run(source, needs=Needs.TORCH, calls=2).values == [("torch.float32", True)] * 2


def test_a_file_finds_torch_as_it_is_after_its_import(run):
    source = """
        import os, sys, torch
        def f(k):
            classes = [one.__name__ for one in torch.nn.Module.__subclasses__() if one.__name__ == "Net"]
            seed, numbers = torch.initial_seed(), torch.rand(2).tolist()
            torch.manual_seed(seed)
            return classes, "rehearsal" in sys.modules, torch.is_grad_enabled(), torch.rand(2).tolist() == numbers
        """
    assert run(source, needs=Needs.TORCH).value == ([], False, True, True)


def test_all_of_numpy_is_there_before_a_file_asks_for_it(run):
    source = """
        import sys
        there = ["numpy.f2py" in sys.modules, "doctest" in sys.modules]
        import doctest
        from numpy import *
        def f(k):
            return there
        """
    assert run(source).value == [True, True]


def test_what_cannot_be_imported_ahead_is_the_childs_affair(monkeypatch):
    monkeypatch.setitem(warm._AHEAD, b"def", ("no_such_module",))
    with Sandbox() as sandbox:
        assert Ran(list(sandbox.run(job("def f(k):\n    return 3\n")))).value == 3


def test_nothing_is_imported_ahead_for_what_every_file_names():
    assert warm._imported_ahead([b"import numpy as np\ndef f(x): return np.maximum(x, 0) @ np.matmul(x, x)"]) == ()
    assert warm._imported_ahead([b"np.ma.masked_less(x, 0)"]) == ("numpy.ma",)
