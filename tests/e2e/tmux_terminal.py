"""A real terminal for the end-to-end tests: tmux, driven by keys and read as text."""

from __future__ import annotations

import shutil
import subprocess
import time
import uuid

import pytest

needs_tmux = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is missing: the UI is NOT tested end to end")

PATIENCE = 90.0
"""Seconds until a hang is called a hang; nothing is measured with it."""


class Terminal:
    """One tmux session of its own server, so that no other session is touched."""

    def __init__(self, width: int = 80, height: int = 24) -> None:
        self._socket = f"cnn-exercises-{uuid.uuid4().hex[:8]}"
        self._tmux("-f", "/dev/null", "new-session", "-d", "-x", str(width), "-y", str(height), "/bin/sh")

    def _tmux(self, *arguments: str) -> str:
        command = ["tmux", "-u", "-L", self._socket, *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=30).stdout

    def type_line(self, text: str) -> None:
        """A line for the shell."""
        self._tmux("send-keys", "-l", text)
        self._tmux("send-keys", "Enter")

    def press(self, *keys: str) -> None:
        """Keys by tmux's names."""
        self._tmux("send-keys", *keys)

    def screen(self) -> str:
        """What is seen now."""
        return self._tmux("capture-pane", "-p")

    def shows(self, *texts: str) -> str:
        """Wait until all the texts are seen at once."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            seen = self.screen()
            if all(text in seen for text in texts):
                return seen
            time.sleep(0.05)
        raise AssertionError(f"never seen together: {texts}\n{self.screen()}")

    def is_back_at_the_prompt(self) -> None:
        """Wait until the program is gone and the shell reads the keys again."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if self._tmux("display-message", "-p", "#{pane_current_command} #{alternate_on}").split() == ["sh", "0"]:
                return
            time.sleep(0.05)
        raise AssertionError(f"the program does not end\n{self.screen()}")

    def close(self) -> None:
        """End the session and its server."""
        subprocess.run(["tmux", "-L", self._socket, "kill-server"], capture_output=True, check=False, timeout=30)
