"""A program in a pseudo-terminal of 80x24: what it paints, when, in how many bytes."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Self

COLUMNS, LINES = 80, 24
_CONTROL = re.compile(rb"\x1b(?:\[[0-9;:?<=>]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[P_^].*?\x1b\\|[@-Z\\^_=>78c])")
_CHUNK = 1 << 16


class Terminal:
    """Runs a command; ends it with its whole session."""

    def __init__(self, command: Sequence[str | Path], cwd: Path) -> None:
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        environment = {**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8"}
        environment.pop("COLORTERM", None)
        self.started = time.perf_counter()
        self._process = subprocess.Popen(
            [str(word) for word in command],
            cwd=cwd,
            env=environment,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)
        self._screen = ours
        self._seen = bytearray()

    @property
    def pid(self) -> int:
        """The command's process."""
        return self._process.pid

    @property
    def ended(self) -> int | None:
        """Its exit status; None while it runs. What it paints meanwhile is read, so that it need not wait."""
        self._read(0)
        return self._process.poll()

    def press(self, keys: str) -> float:
        """Send keys, forget what was painted before; the moment they were sent."""
        self._drain(0)
        self._seen.clear()
        os.write(self._screen, keys.encode())
        return time.perf_counter()

    def send(self, keys: str) -> None:
        """Send keys, and read nothing: as over a link that has stalled."""
        os.write(self._screen, keys.encode())

    def until(self, *texts: str, longest: float = 60.0) -> float:
        """The moment when all of `texts` were painted. Raises TimeoutError with what was painted instead."""
        deadline = time.perf_counter() + longest
        while True:
            plain = self.text
            if all(text in plain for text in texts):
                return time.perf_counter()
            if time.perf_counter() > deadline or not self._read(0.5):
                missing = [text for text in texts if text not in plain]
                if time.perf_counter() > deadline or self._process.poll() is not None:
                    raise TimeoutError(f"{missing} never painted, but:\n{plain[-2000:]}")

    @property
    def text(self) -> str:
        """What came since the last key press, without the codes that move and colour."""
        return _CONTROL.sub(b"", self._seen).decode("utf-8", "replace")

    def bytes_in(self, seconds: float) -> int:
        """How many bytes come within `seconds`."""
        return self._drain(seconds)

    @property
    def painted(self) -> int:
        """How many bytes came since the last key press."""
        return len(self._seen)

    def rest(self, quiet: float = 1.5, longest: float = 30.0) -> None:
        """Wait until nothing has come for `quiet` seconds."""
        deadline = time.perf_counter() + longest
        while self._drain(quiet) and time.perf_counter() < deadline:
            pass

    def quit(self, keys: str = "q") -> float:
        """Press `keys`; seconds until the prompt would be back."""
        start = self.press(keys)
        while self._process.poll() is None and time.perf_counter() - start < 20:
            self._read(0.002)
        return time.perf_counter() - start

    def _drain(self, seconds: float) -> int:
        end, count = time.perf_counter() + seconds, 0
        while (left := end - time.perf_counter()) > 0 or seconds == 0:
            read = self._read(max(left, 0))
            if not read and (seconds == 0 or self._process.poll() is not None):
                break
            count += read
        return count

    def _read(self, seconds: float) -> int:
        if not select.select([self._screen], [], [], seconds)[0]:
            return 0
        try:
            data = os.read(self._screen, _CHUNK)
        except OSError:  # Linux says so when the other side is gone
            return 0
        self._seen += data
        return len(data)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(0.01)
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGTERM)
            self._process.wait(10)
        os.close(self._screen)
