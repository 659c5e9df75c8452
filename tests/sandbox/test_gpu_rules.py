"""What a child with a GPU's devices may do beyond the others, and what it still may not. /dev/null stands for a GPU."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from exercises.definition import Needs
from grader.core.errors import UserError
from grader.sandbox.child import landlock
from grader.sandbox.parent.client import Sandbox, SandboxError
from grader.sandbox.parent.jobs import Answer, Call, Job
from grader.sandbox.process import Layers
from grader.student import training
from tests.sandbox.arena import skip_loudly

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the layers are Linux's")

SOURCE = b'''
import os
import socket


def tried(what, *given):
    """What came of an attempt: "done", or the error's name."""
    try:
        globals()[what](*given)
    except OSError as error:
        return type(error).__name__
    return "done"


def listens(kind):
    own = socket.socket(socket.AF_UNIX, kind)
    own.bind("\\0cnn-exercises-own")
    own.listen()


def opens(family, kind):
    socket.socket(family, kind)


def connects(path):
    own = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    own.connect(path)


def accepts():
    own = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    own.setblocking(False)
    own.bind("\\0cnn-exercises-own")
    own.listen()
    own.accept()


def sends(path):
    own = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    own.sendto(b"hello", path)


def binds(path):
    socket.socket(socket.AF_UNIX, socket.SOCK_STREAM).bind(path)


def removes(path):
    os.unlink(path)


def writes(path):
    os.close(os.open(path, os.O_WRONLY))


def empties(path):
    os.close(os.open(path, os.O_WRONLY | os.O_TRUNC))
'''


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox() as made:
        if not made.layers().complete:
            skip_loudly("this kernel has not both Landlock and seccomp")
        yield made


@pytest.fixture
def ask(sandbox):
    """What comes of calls in one child."""

    def heard(*calls, devices=("/dev/null",)):
        made = tuple(Call("tried", call) for call in calls)
        job = Job(Needs.NUMPY, (("/nowhere/x.py", SOURCE),), made, tuple(range(len(made))), 0, devices=devices)
        answers = [one.outcome.value for one in sandbox.run(job) if isinstance(one, Answer)]
        return answers[0] if len(answers) == 1 else answers

    return heard


@pytest.fixture
def service(tmp_path):
    """A Unix socket that anybody may connect to, and a file that anybody may remove, in a folder that all may write."""
    folder = tmp_path / "open"
    folder.mkdir()
    for place in (folder, *folder.parents):
        if place.owner() == folder.owner() and str(place) != "/":
            place.chmod(place.stat().st_mode | 0o755)
    folder.chmod(0o777)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
        listener.bind(str(folder / "service"))
        (folder / "service").chmod(0o777)
        listener.listen()
        listener.settimeout(0)
        (folder / "file").write_text("here")
        (folder / "file").chmod(0o666)
        yield folder, listener


def test_it_may_listen_on_a_unix_socket_of_its_own(ask):
    assert ask(("listens", int(socket.SOCK_STREAM))) == "done"
    assert ask(("listens", int(socket.SOCK_SEQPACKET))) == "done"


@pytest.mark.parametrize(
    "family", [socket.AF_INET, socket.AF_INET6, socket.AF_NETLINK, socket.AF_PACKET, socket.AF_VSOCK]
)
def test_no_other_family_of_sockets_is_there(ask, family):
    kinds = (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW, socket.SOCK_SEQPACKET)
    assert ask(*[("opens", int(family), int(kind)) for kind in kinds]) == ["PermissionError"] * 4


def test_nor_a_datagram_that_would_need_no_connection(ask):
    kinds = (socket.SOCK_DGRAM, socket.SOCK_RAW)  # a raw Unix socket is a datagram's
    assert ask(*[("opens", int(socket.AF_UNIX), int(kind)) for kind in kinds]) == ["PermissionError"] * 2


def test_it_reaches_nobody(ask, service):
    folder, listener = service
    path = str(folder / "service")
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as bystander:
        bystander.connect(path)  # it is there, and open to all
        listener.accept()[0].close()
    assert ask(("connects", path)) == "PermissionError"
    assert ask(("sends", path)) != "done"
    assert ask(("accepts",)) == "PermissionError"
    with pytest.raises(BlockingIOError):
        listener.accept()


def test_it_makes_and_removes_no_file(ask, service):
    folder, _ = service
    before = sorted(folder.iterdir())
    assert ask(("binds", str(folder / "own"))) == "PermissionError"
    assert ask(("removes", str(folder / "file"))) == "PermissionError"
    assert ask(("writes", str(folder / "file")), ("empties", str(folder / "file"))) == ["PermissionError"] * 2
    assert sorted(folder.iterdir()) == before
    assert (folder / "file").read_text() == "here"


def test_it_writes_to_no_other_process(ask):
    with subprocess.Popen(["sleep", "60"]) as bystander:
        targets = [f"/proc/{pid}/{name}" for pid in (bystander.pid, os.getpid()) for name in ("comm", "oom_score_adj")]
        assert ask(*[("writes", target) for target in targets]) == ["PermissionError"] * 4
        bystander.kill()


def test_nobody_else_gets_any_of_it(ask, service):
    folder, _ = service
    tries = [("opens", int(socket.AF_UNIX), int(socket.SOCK_STREAM)), ("removes", str(folder / "file"))]
    tries.append(("writes", "/proc/self/comm"))
    assert ask(*tries, devices=()) == ["PermissionError"] * 3


def test_the_rule_on_files_lets_it_name_its_own_threads_and_no_others():
    """Landlock alone, on a process whose files the kernel would let it write."""
    if not landlock.version():
        skip_loudly("this kernel has no Landlock")
    with subprocess.Popen(["sleep", "60"]) as bystander:
        pid = os.fork()
        if pid == 0:
            code = 1
            try:
                from grader.sandbox.process import PR_SET_NO_NEW_PRIVS, libc

                libc().prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
                landlock.restrict(landlock.rules((), writable=("/proc/self",)))
                Path("/proc/self/comm").write_text("named")
                try:
                    os.open(f"/proc/{bystander.pid}/comm", os.O_WRONLY)
                except PermissionError:
                    code = 0
            finally:
                os._exit(code)
        assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
        os.close(os.open(f"/proc/{bystander.pid}/comm", os.O_WRONLY))  # it was the rule that kept the child out
        bystander.kill()


@pytest.mark.parametrize("without", ["landlock", "seccomp", "landlock,seccomp"])
def test_without_both_layers_no_child_gets_a_device(without):
    job = Job(
        Needs.NUMPY, (("/nowhere/x.py", SOURCE),), (Call("tried", ("accepts",)),), (0,), 0, devices=("/dev/null",)
    )
    with Sandbox(without.split(",")) as sandbox, pytest.raises(SandboxError, match="Landlock and seccomp together"):
        list(sandbox.run(job))


COMPLETE, PARTLY = Layers(7, True, True), Layers(0, True, True)


@pytest.mark.parametrize(
    ("asked", "gpu", "layers", "device", "told"),
    [
        ("auto", False, COMPLETE, "cpu", ""),
        ("auto", True, COMPLETE, "cpu", "a GPU is no faster"),
        ("auto", True, PARTLY, "cpu", "a GPU is no faster"),
        ("cpu", True, COMPLETE, "cpu", ""),
        ("cuda", True, COMPLETE, "cuda", ""),
    ],
)
def test_the_device_is_the_one_that_serves(monkeypatch, asked, gpu, layers, device, told):
    monkeypatch.setattr(training, "gpu_devices", lambda: ("/dev/nvidia0",) if gpu else ())
    chosen, line = training.chosen_device(asked, layers)
    assert chosen == device
    assert told in line
    assert bool(line) == bool(told)


def test_a_gpu_that_cannot_be_confined_is_refused_in_one_line(monkeypatch):
    monkeypatch.setattr(training, "gpu_devices", lambda: ("/dev/nvidia0",))
    with pytest.raises(UserError, match="leave out --device cuda"):
        training.chosen_device("cuda", PARTLY)
