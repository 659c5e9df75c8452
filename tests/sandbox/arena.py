"""A place where hostile files are graded: a class folder, canaries around it, and an unprivileged user who grades.

Knows what must be as it was afterwards: files, processes, sockets, the bystander. What a file deserves is the test's.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from grader.sandbox.parent.client import WITHOUT
from tests.sandbox import unprivileged

PORT = 48613
"""Where the attacks on the network aim."""
ABSTRACT = "\0cnn-exercises-canary"
_GONE = 10.0
_NOBODY = 65534
_LEFT_BEHIND = ("cnn-hostile-file", "cnn-hostile-thing", "cnn-hostile")
_PROGRAM = str(Path(sys.executable).parent / "cnn-exercises")
_RIGHT = "def output_size(n, f, stride=1, pad=0):\n    if f > n + 2 * pad:\n        raise ValueError\n"
_RIGHT += "    return (n - f + 2 * pad) // stride + 1\n"


def skip_loudly(why: str) -> None:
    """Skip, but fail where the machine is meant to show that it holds."""
    if os.environ.get("CI"):
        pytest.fail(f"the sandbox was not attacked: {why}")
    pytest.skip(f"THE SANDBOX WAS NOT ATTACKED: {why}")


def _grown(path: Path) -> dict[str, tuple[Any, ...]]:
    """What there is below a folder, with all that an attack could change."""
    found = {}
    for place in sorted([path, *path.rglob("*")]):
        status = place.lstat()
        content = place.read_bytes() if place.is_file() else b""
        found[str(place)] = (status.st_mode, status.st_uid, status.st_mtime_ns, content)
    return found


def processes_of(user: int) -> set[int]:
    """The processes of a user, the dead ones that nobody has waited for among them."""
    found = set()
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with contextlib.suppress(OSError):  # it may just have ended
                if f"Uid:\t{user}\t" in (folder / "status").read_text():
                    found.add(int(folder.name))
    return found


def _parent_of(pid: int) -> int:
    with contextlib.suppress(OSError):
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    return 0


def _is_below(pid: int, top: int) -> bool:
    """Whether `top` started `pid`, or what started it: what a grading leaves behind is nobody's child any more."""
    while pid > 1:
        if pid == top:
            return True
        pid = _parent_of(pid)
    return False


def sockets_of(user: int) -> set[str]:
    """The internet sockets of a user."""
    found = set()
    for kind in ("tcp", "tcp6", "udp", "udp6", "raw", "raw6"):
        with contextlib.suppress(OSError):
            rows = Path(f"/proc/net/{kind}").read_text().splitlines()[1:]
            found |= {f"{kind} {row.split()[1]}" for row in rows if row.split()[7] == str(user)}
    return found


def _ipc() -> str:
    return "".join(Path(f"/proc/sysvipc/{kind}").read_text() for kind in ("shm", "msg", "sem"))


@dataclass(frozen=True)
class Graded:
    """One run of `cnn-exercises grade`: scores by student and exercise, and the streams."""

    scores: Mapping[tuple[str, str], tuple[str, float, float]]
    output: str
    errors: str


class Arena:
    """The folders, the canaries and the user.

    With `by_root` root grades, and the user is nobody: who a student's code then is, and whose the canaries are. With
    `readable` as well, the way to Python and to the repository is open to nobody, as on a machine where they were
    installed for everybody.
    """

    def __init__(self, *, by_root: bool = False, readable: bool = False) -> None:
        self._by_root, self._readable = by_root, readable
        self.folder = Path(tempfile.mkdtemp(prefix="cnn-arena-", dir="/tmp"))
        # as root: a user that nobody else is, so that every process and socket of theirs is ours to count
        self.user = 61_000 + os.getpid() % 1000 if os.geteuid() == 0 else os.geteuid()
        if by_root:
            self.user = _NOBODY
        self._before = processes_of(self.user)
        self.students, self.canary = self.folder / "class", self.folder / "canary"
        for place in (self.folder / "home", self.students, self.canary):
            place.mkdir()
        self.canary.chmod(0o777)
        (self.canary / "file").write_text("a secret")
        (self.canary / "file").chmod(0o666)
        self.hand_in("victim", "output_size", _RIGHT.encode())
        self._bystander = subprocess.Popen(["sleep", "1000"], **self._as_user(), start_new_session=True)
        self._listening = contextlib.ExitStack()
        self._heard = [self._listen(family, kind) for family, kind in self._places()]

    def _as_user(self) -> dict[str, Any]:
        return {"user": self.user, "group": self.user, "extra_groups": []} if os.geteuid() == 0 else {}

    def _places(self) -> Iterator[tuple[Any, int]]:
        for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
            yield ("127.0.0.1", PORT), kind
        yield str(self.canary / "stream"), socket.SOCK_STREAM
        yield str(self.canary / "datagram"), socket.SOCK_DGRAM
        yield ABSTRACT, socket.SOCK_DGRAM

    def _listen(self, place: Any, kind: int) -> socket.socket:
        family = socket.AF_INET if isinstance(place, tuple) else socket.AF_UNIX
        listener = self._listening.enter_context(socket.socket(family, kind))
        listener.bind(place)
        if kind == socket.SOCK_STREAM:
            listener.listen()
        if isinstance(place, str) and place != ABSTRACT:
            Path(place).chmod(0o777)
        listener.setblocking(False)
        return listener

    def hand_in(self, student: str, exercise: str, content: bytes) -> None:
        """Put a student's file into the class folder."""
        folder = self.students / student
        folder.mkdir(exist_ok=True)
        (folder / f"{exercise}.py").write_bytes(content)

    def command(self, *command: str) -> list[str]:
        """Return a command line that becomes the user first, or root in sight of what the user may read."""
        if os.geteuid() != 0 or (self._by_root and not self._readable):
            return list(command)
        return [sys.executable, unprivileged.__file__, str(0 if self._by_root else self.user), *command]

    def environment(self, without: str) -> dict[str, str]:
        """What the user's processes see."""
        kept = {key: os.environ[key] for key in ("PATH", "LANG", "TZ") if key in os.environ}
        return {**kept, "HOME": str(self.folder / "home"), WITHOUT: without}

    def layers(self, without: str) -> dict[str, Any]:
        """The layers that are on, as the user finds them."""
        asked = (
            "import json, sys; from dataclasses import asdict\nfrom grader.sandbox.child.confine import find_layers\n"
        )
        asked += "print(json.dumps(asdict(find_layers(sys.argv[1].split(',')))))"
        found = self._run(sys.executable, "-c", asked, without, without=without)
        return dict(json.loads(found.stdout))

    def _run(self, *command: str, without: str) -> subprocess.CompletedProcess[str]:
        self._own(self.folder)
        done = subprocess.run(
            self.command(*command),
            env=self.environment(without),
            cwd=self.folder / "home",
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=600,
            check=False,
        )
        if done.returncode == unprivileged.CANNOT:
            skip_loudly(done.stderr.strip())
        assert done.returncode == 0, done.stderr
        return done

    def _own(self, folder: Path) -> None:
        if os.geteuid() == 0:
            for place in [folder, *folder.rglob("*")]:
                if place.lstat().st_uid != self.user:
                    os.chown(place, self.user, self.user, follow_symlinks=False)

    def grade(self, exercises: list[str], *options: str, without: str = "") -> Graded:
        """Grade the class folder as the user."""
        book = str(self.folder / "home" / f"gradebook-{without or 'all'}")
        only = [f"--exercise={name}" for name in exercises]
        arguments = ["--student", str(self.students), "--format", "json", "--gradebook", book, "--fresh", "--jobs", "4"]
        done = self._run(_PROGRAM, "grade", *arguments, *only, *options, without=without)
        scores = {
            (student["student"], exercise["exercise"]): (exercise["status"], exercise["score"], exercise["max_score"])
            for student in json.loads(done.stdout)["students"]
            for exercise in student["exercises"]
        }
        return Graded(scores, done.stdout, done.stderr)

    def state(self) -> dict[str, Any]:
        """Everything that an attack must not change."""
        own = {"class": _grown(self.students), "canary": _grown(self.canary), "ipc": _ipc()}
        return {**own, "sockets": sockets_of(self.user), "left": self._left_behind(), "heard": self._heard_something()}

    def _left_behind(self) -> list[str]:
        places = [self.folder, *self.folder.iterdir(), Path("/tmp"), Path("/var/tmp"), Path("/dev/shm"), Path("/")]
        return [str(place / name) for place in places for name in _LEFT_BEHIND if (place / name).exists()]

    def _heard_something(self) -> list[str]:
        heard = []
        for listener in self._heard:
            with contextlib.suppress(BlockingIOError):
                if listener.type == socket.SOCK_STREAM:
                    listener.accept()
                else:
                    listener.recv(100)
                heard.append(str(listener.getsockname()))
        return heard

    def bystander_lives(self) -> bool:
        """Whether the process of the same user that has nothing to do with all this is still there."""
        return self._bystander.poll() is None

    def processes(self) -> set[int]:
        """The user's new processes but the tests' own; waits a little for those that are just ending."""
        end = time.monotonic() + _GONE
        while True:
            found = {pid for pid in processes_of(self.user) - self._before if not _is_below(pid, os.getpid())}
            if not found or time.monotonic() > end:
                return found
            time.sleep(0.05)

    def close(self) -> None:
        """End what is left and remove the folders."""
        self._listening.close()
        self._bystander.kill()
        self._bystander.wait()
        if os.geteuid() == 0:
            for pid in processes_of(self.user) - self._before:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        shutil.rmtree(self.folder)
