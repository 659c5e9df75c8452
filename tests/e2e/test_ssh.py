"""The UI through a real sshd on loopback: bytes counted, the client killed, nothing left behind."""

from __future__ import annotations

import fcntl
import getpass
import os
import pty
import select
import shlex
import shutil
import signal
import socket
import struct
import subprocess
import termios
import time
from pathlib import Path

import pytest

from tests.e2e.conftest import PROGRAM

PATIENCE = 90.0
"""Seconds until a hang is called a hang; nothing is measured with it."""
LARGEST_START = 60_000
"""Bytes of a first screen of 80x24 in 256 colours; about 12,000 were measured."""


def _binary(name: str) -> str:
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin:/sbin")
    if not found:
        pytest.skip(f"{name} is missing: the UI over ssh is NOT tested")
    return found


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture(scope="module")
def ssh(tmp_path_factory):
    """An sshd of our own; the command that logs in there."""
    folder = tmp_path_factory.mktemp("ssh")
    for name in ("host", "user"):
        command = [_binary("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
        subprocess.run(command, check=True)
    shutil.copy(folder / "user.pub", folder / "authorized")
    port = _free_port()
    options = {
        "ListenAddress": "127.0.0.1",
        "HostKey": folder / "host",
        "AuthorizedKeysFile": folder / "authorized",
        "StrictModes": "no",
        "UsePAM": "no",
        "PermitRootLogin": "yes",
        "PidFile": folder / "pid",
        "PrintMotd": "no",
        "PrintLastLog": "no",
    }
    config = folder / "sshd_config"
    config.write_text("".join(f"{key} {value}\n" for key, value in options.items()))
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    daemon = subprocess.Popen(
        [_binary("sshd"), "-D", "-e", "-f", str(config), "-p", str(port)], stderr=(folder / "log").open("w")
    )
    login = [_binary("ssh"), "-tt", "-p", str(port), "-i", str(folder / "user"), "-o", "BatchMode=yes"]
    for option in ("StrictHostKeyChecking=no", f"UserKnownHostsFile={folder / 'known'}", "LogLevel=ERROR"):
        login += ["-o", option]
    login.append(f"{getpass.getuser()}@127.0.0.1")
    if not _answers(login):
        daemon.terminate()
        pytest.skip(f"sshd does not start here, the UI over ssh is NOT tested: {(folder / 'log').read_text()[-300:]}")
    yield login
    daemon.terminate()
    daemon.wait(timeout=20)


def _answers(login: list[str]) -> bool:
    for _ in range(40):
        tried = subprocess.run([*login, "true"], stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
        if tried.returncode == 0:
            return True
        time.sleep(0.1)
    return False


class Client:
    """An ssh client in a terminal of 80x24: what it received, byte by byte."""

    def __init__(self, command: list[str]) -> None:
        self.received = b""
        self.process, self._terminal = self._fork(command)

    def _fork(self, command: list[str]) -> tuple[int, int]:
        process, terminal = pty.fork()
        if process == 0:
            os.environ["TERM"] = "xterm-256color"
            os.execvp(command[0], command)
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        os.kill(process, signal.SIGWINCH)
        return process, terminal

    def press(self, keys: str) -> None:
        os.write(self._terminal, keys.encode())

    def read_until(self, text: str) -> None:
        end = time.monotonic() + PATIENCE
        while text.encode() not in self.received:
            assert time.monotonic() < end, f"never came: {text}\n{self.received[-2000:]!r}"
            self.read(0.2)

    def read(self, seconds: float) -> int:
        """What comes within `seconds`; how many bytes."""
        before, end = len(self.received), time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if select.select([self._terminal], [], [], left)[0]:
                try:
                    self.received += os.read(self._terminal, 65536)
                except OSError:  # the other side closed
                    break
        return len(self.received) - before

    def kill(self) -> None:
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self._terminal)


def _ours(mark: str) -> list[str]:
    """Processes that were started with `mark` in their environment, their servers and children included."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                seen = (entry / "environ").read_bytes() + (entry / "cmdline").read_bytes()
                status = (entry / "stat").read_text().rsplit(")", 1)[1].split()[0]
            except OSError:
                continue
            if mark.encode() in seen and status != "Z":
                found.append(f"{entry.name} {(entry / 'cmdline').read_bytes()!r}")
    return found


def _servers() -> set[str]:
    """Process ids of warm servers; they do not inherit the environment."""
    found = set()
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and b"grader.sandbox.child.server" in (entry / "cmdline").read_bytes():
                found.add(entry.name)
        except OSError:
            continue
    return found


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="no /proc: leftovers cannot be counted")
def test_over_ssh_it_is_frugal_and_leaves_nothing_behind(ssh, tmp_path):
    mark = f"CNN_EXERCISES_SSH_TEST={tmp_path.name}"
    cache = shlex.quote(str(tmp_path / "cache"))
    folder = tmp_path / "work"
    folder.mkdir()
    before = _servers()
    places = f"XDG_CONFIG_HOME={cache} XDG_CACHE_HOME={cache}"
    client = Client([*ssh, f"cd {shlex.quote(str(folder))} && env {mark} {places} {shlex.quote(str(PROGRAM))}"])
    client.read_until("exercises here yet")
    client.press("\r")
    client.read_until("Receptive field")
    assert len(client.received) < LARGEST_START

    # a run in full swing, so that a server and a child are there when the line is cut
    looping = "def output_size(n, f, stride=1, pad=0):\n    while True:\n        pass\n"
    (folder / "output_size.py").write_text(looping)
    client.read_until("running output_size")
    end = time.monotonic() + PATIENCE
    while not _servers() - before and time.monotonic() < end:
        client.read(0.1)
    started = _servers() - before
    assert started, "no warm server was ever started"
    assert _ours(mark)

    client.kill()
    end = time.monotonic() + PATIENCE
    while (_ours(mark) or _servers() & started) and time.monotonic() < end:
        time.sleep(0.1)
    assert _ours(mark) == []
    assert not _servers() & started


def test_a_still_screen_sends_nothing(ssh, tmp_path):
    cache = shlex.quote(str(tmp_path / "cache"))
    folder = tmp_path / "work"
    folder.mkdir()
    places = f"XDG_CONFIG_HOME={cache} XDG_CACHE_HOME={cache}"
    client = Client([*ssh, f"cd {shlex.quote(str(folder))} && env {places} {shlex.quote(str(PROGRAM))}"])
    client.read_until("exercises here yet")
    client.press("\r")
    client.read_until("Receptive field")
    client.press(" ")  # pause the figure
    while client.read(8.0):  # until the note about the written files is gone
        pass
    assert client.read(3.0) == 0
    client.press("q")
    client.read(1.0)
    client.kill()
