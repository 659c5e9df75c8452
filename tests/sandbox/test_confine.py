"""The locks: their order, each limit, and what a child finds around itself."""

from __future__ import annotations

import ctypes
import signal
import sys
from pathlib import Path

import pytest

from exercises.definition import Needs
from grader.core.results import OutcomeKind, Status
from grader.sandbox.child import confine
from grader.sandbox.child.confine import Confinement, Layers, Locks
from grader.sandbox.parent.reading import death_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the layers are Linux's")
CELL = Confinement((("/nowhere/x.py", b""),), 10.0, 1 << 30, 0)


@pytest.fixture
def steps(monkeypatch):
    """Make every layer note its name instead of locking the tests in."""
    noted: list[str] = []

    def note(name):
        return lambda *args, **kwargs: noted.append(name)

    class Library:
        def prctl(self, option, *rest):
            noted.append({1: "dies with its parent", 38: "no new privileges"}.get(option, ""))

        def signal(self, number, handler):
            assert number != signal.SIGKILL and handler == 0

    monkeypatch.setattr(confine, "libc", Library)
    monkeypatch.setattr(confine.os, "setsid", note("session"))
    monkeypatch.setattr(confine.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(confine, "set_limits", note("limits"))
    monkeypatch.setattr(confine, "_limit", note("no processes"))
    monkeypatch.setattr(confine, "_become_nobody", note("nobody"))
    monkeypatch.setattr(confine, "_restrict_files", note("landlock"))
    monkeypatch.setattr(confine.namespaces, "enter", note("namespaces"))
    monkeypatch.setattr(confine.namespaces, "drop_capabilities", note("no capabilities"))
    monkeypatch.setattr(confine.seccomp, "restrict", note("seccomp"))
    return lambda layers: (confine.lock(CELL, Locks(layers, ())), [step for step in noted if step])[1]


def test_limits_come_first_and_the_filter_last(steps):
    assert steps(Layers(7, True, True)) == [
        "session", "limits", "dies with its parent", "no capabilities", "no new privileges", "landlock", "seccomp",
    ]  # fmt: skip


def test_a_grader_started_by_root_gives_that_up_before_anything_is_locked(steps):
    taken = steps(Layers(7, True, True, nobody=True))
    assert taken.index("limits") < taken.index("nobody") < taken.index("landlock")
    assert taken[taken.index("nobody") + 1] == "dies with its parent"  # changing the user clears it


@pytest.mark.parametrize("layers", [Layers(0, True, True), Layers(7, False, True), Layers(0, False, True)])
def test_namespaces_stand_in_for_a_missing_layer_before_the_others(steps, layers):
    taken = steps(layers)
    assert "namespaces" in taken
    assert ("landlock" in taken) == bool(layers.landlock) and ("seccomp" in taken) == layers.seccomp
    assert all(taken.index("namespaces") < taken.index(later) for later in ("landlock", "seccomp") if later in taken)
    assert ("no processes" in taken) == (not layers.seccomp)


def test_where_both_are_there_namespaces_are_not_entered(steps):
    assert "namespaces" not in steps(Layers(1, True, True))


def test_memory_beyond_the_limit_is_a_memory_error_that_costs_that_call_alone(run):
    ran = run(
        """
        import numpy as np
        def f(k):
            return np.ones(1 << 28).sum() if k == 1 else k
        """,
        calls=3,
        memory=1 << 30,
    )
    assert [one.outcome.kind for one in ran.answers] == [OutcomeKind.RETURNED, OutcomeKind.RAISED, OutcomeKind.RETURNED]
    assert ran.answers[1].outcome.status is Status.MEMORY


def test_memory_within_the_limit_is_there(run):
    ran = run("import numpy as np\ndef f(k):\n    return float(np.ones(1 << 25).sum())\n", memory=1 << 30)
    assert ran.value == float(1 << 25)


def test_the_limits_are_set_and_cannot_be_raised(run):
    found = run(
        """
        import resource
        def f(k):
            names = ("CPU", "CORE", "FSIZE", "NOFILE")
            limits = {name: list(resource.getrlimit(getattr(resource, "RLIMIT_" + name))) for name in names}
            try:
                resource.setrlimit(resource.RLIMIT_NOFILE, (4096, 4096))
            except (ValueError, OSError):
                return limits
        """,
        seconds=7.0,
    ).value
    assert found == {"CPU": [9, 10], "CORE": [0, 0], "FSIZE": [16 << 20] * 2, "NOFILE": [128, 128]}


def test_processor_time_ends_as_a_timeout():
    assert death_of(signal.SIGXCPU)[0] is Status.TIMEOUT


@pytest.mark.parametrize("uses", ["open", "nothing else"])
def test_a_child_finds_nothing_of_ours_around_it(run, uses):
    found = run(
        """
        import os, sys  # and USES, for which the rules differ
        def f(k):
            descriptors = []
            for number in range(128):
                try:
                    os.fstat(number)
                    descriptors.append(number)
                except OSError:
                    pass
            ours = [name for name in sys.modules if name.split(".")[0] in ("grader", "exercises", "reference", "torch")]
            return {"descriptors": descriptors, "ours": ours, "environment": sorted(os.environ), "folder": os.getcwd(),
                    "arguments": [a for a in sys.argv if "/" in a], "home": os.environ["HOME"]}
        """.replace("USES", uses)
    ).value
    assert found["descriptors"] == [0, 1, 2, 3]
    assert found["ours"] == []
    assert found["folder"] == "/" and found["home"] == "/nonexistent"
    assert set(found["environment"]) <= {
        "PATH", "HOME", "LANG", "LC_CTYPE", "TZ", "LD_LIBRARY_PATH", "CUDA_VISIBLE_DEVICES", "OMP_WAIT_POLICY",
        "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS",
        "MALLOC_MMAP_THRESHOLD_", "MALLOC_TRIM_THRESHOLD_",
    }  # fmt: skip


def test_a_child_reads_the_libraries_and_nothing_of_ours(run, sandbox):
    if not sandbox.layers().landlock and not sandbox.layers().namespaces:
        pytest.skip("nothing guards files here")
    root = Path(__file__).parents[2]
    ours = [root / "reference" / "output_size.py", root / "exercises" / "definition.py", root / "grader" / "grade.py"]
    ours += [root / "exercises" / "data", Path(__file__), Path("/etc/passwd"), Path("/proc/self/maps"), Path("/tmp")]
    source = f"""
        import os, numpy
        def f(k):
            read = []
            for path in {[str(path) for path in ours]!r}:
                for way in (os.listdir, lambda p: open(p).read(1)):
                    try:
                        way(path)
                        read.append(path)
                    except OSError:
                        pass
            return [read, len(open(os.__file__).read()) > 0, len(open(numpy.__file__).read()) > 0]
        """
    assert run(source).value == [[], True, True]


def test_the_small_servers_children_may_read_numpy_and_no_other_package():
    paths = confine.readable_paths(["numpy"])
    packages = [Path(path).name for path in paths if "site-packages/" in path or "dist-packages/" in path]
    assert packages and all(name.startswith("numpy") for name in packages)


def test_no_package_of_ours_is_ever_readable():
    for path in confine.readable_paths([]):
        for ours in ("grader", "exercises", "reference"):
            assert not (Path(path) / ours / "__init__.py").exists(), path
        assert Path(path).name.split("-")[0] not in ("grader", "exercises", "reference", "cnn_exercises")


def test_a_system_folder_that_holds_python_is_granted_without_it(tmp_path, monkeypatch):
    for name in ("python3.11/site-packages/torch", "x86_64-linux-gnu"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "libm.so").touch()
    (tmp_path / "again").symlink_to(tmp_path)
    monkeypatch.setattr(confine, "_LIBRARIES", (str(tmp_path), str(tmp_path / "again")))
    granted = {Path(path).name for path in confine._system_libraries()}
    assert granted == {"x86_64-linux-gnu", "libm.so"}


def test_the_grader_itself_cannot_be_read_by_other_processes(sandbox):
    sandbox.layers()
    get_dumpable = 3
    assert ctypes.CDLL(None).prctl(get_dumpable, 0, 0, 0, 0) == 0


@pytest.mark.parametrize("needs", [Needs.NUMPY, Needs.TORCH])
def test_a_server_stays_a_single_thread_and_leaves_nobody_behind(sandbox, run, needs):
    source = "import threading\ndef f(k):\n    threading.Thread(target=print).start()\n    return k\n"
    assert run(source, calls=2, needs=needs, threads=2).values == [0, 1]
    for pid in sandbox.processes():
        assert len(list(Path(f"/proc/{pid}/task").iterdir())) == 1
        assert Path(f"/proc/{pid}/task/{pid}/children").read_text() == ""
