"""Starts the terminal UI on a student's folder, and ends it when the terminal goes."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
import threading
from pathlib import Path
from typing import NoReturn

from grader.tui import terminal


def run(folder: Path, *, moving: bool = True) -> NoReturn:
    """Show the UI on a student's folder, and end the process with its exit status."""
    if not terminal.speaks_utf8(sys.stdout.encoding) and os.environ.get("PYTHONUTF8") != "1":
        terminal.start_again_in_utf8(os.environ)
    gc.disable()  # whatever is imported stays: looking for garbage in it holds up the first picture, and keys later on
    from grader.tui.app import ExercisesApp

    app = ExercisesApp(folder, moving=moving)
    gc.freeze()
    gc.enable()

    def hang_up(signum: int, frame: object) -> None:
        # The terminal is gone: nothing to restore, nothing may stay behind. In a thread, because what was interrupted
        # may hold a lock; servers that it does not reach in time see our end of their sockets close.
        ending = threading.Thread(target=app.finish, daemon=True)
        ending.start()
        ending.join(1.0)
        os._exit(128 + signum)

    signal.signal(signal.SIGHUP, hang_up)
    signal.signal(signal.SIGTERM, lambda signum, frame: app.exit(128 + signum))
    try:
        asyncio.Runner().run(app.run_async())
    finally:
        app.finish()
    sys.stdout.flush()
    sys.stderr.flush()
    # the terminal is as it was, and all that is kept is written: threads that still warm a server, watch the folder or
    # import would hold up the prompt
    os._exit(app.return_code or 0)
