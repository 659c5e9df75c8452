"""Notices saved files: inotify and its likes for speed, the clock for network file systems, where they are silent.

Whatever wakes it, the files' own stamps decide: a plain write, an atomic rename and a save from another host look
alike. A notebook counts as the exercises' files that it stands for: saving it is saving those whose cells changed.
What happens then is the caller's affair.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event as Flag

from grader.student.sources import cells_in

POLL_SECONDS = 1.0
AWAY_SECONDS = 0.5

Stamp = tuple[int, ...]


def stamps(folder: Path, names: Sequence[str]) -> dict[str, Stamp]:
    """Return time, size and inode of each file that is there, and what notebooks hold of it."""
    found: dict[str, Stamp] = {}
    for name in names:
        try:
            status = (folder / name).stat()
        except OSError:
            continue
        found[name] = (status.st_mtime_ns, status.st_size, status.st_ino)
    for name, cells in cells_in(folder, names).items():
        found[name] = (*found.get(name, ()), cells)
    return found


@dataclass(frozen=True)
class Changes:
    """The files that were saved, and those that went."""

    saved: tuple[str, ...]
    gone: tuple[str, ...] = ()


def changes(folder: Path, names: Sequence[str], stop: Flag, poll_seconds: float = POLL_SECONDS) -> Iterator[Changes]:
    """Yield what was saved and what went, until `stop` is set.

    Stamps are taken when this is called, so that nothing saved before the first wait is missed. Editors may take a
    file away for a moment: only one that stays away is gone.
    """
    return _changes(folder, names, stop, poll_seconds, stamps(folder, names))


def _changes(
    folder: Path, names: Sequence[str], stop: Flag, poll_seconds: float, before: dict[str, Stamp]
) -> Iterator[Changes]:
    away: dict[str, float] = {}
    for _ in _wakes(folder, stop, poll_seconds):
        now, moment = stamps(folder, names), time.monotonic()
        saved = tuple(name for name, stamp in now.items() if before.get(name) != stamp)
        away = {name: away.get(name, moment) for name in (*before, *away) if name not in now}
        gone = tuple(name for name, since in away.items() if moment - since >= AWAY_SECONDS)
        before = now
        if saved or gone:
            # told once: what is told as gone comes back as a save
            away = {name: since for name, since in away.items() if name not in gone}
            yield Changes(saved, gone)


def _wakes(folder: Path, stop: Flag, poll_seconds: float) -> Iterator[None]:
    """Wake on news of the folder, and every `poll_seconds` in any case."""
    try:
        from watchfiles import watch  # loads a compiled module: after the first paint, in the watcher's thread

        for _ in watch(
            folder,
            watch_filter=None,
            debounce=60,
            step=20,
            stop_event=stop,
            rust_timeout=int(poll_seconds * 1000),
            yield_on_timeout=True,
            raise_interrupt=False,
            recursive=False,
        ):
            if stop.is_set():
                return
            yield
    except (OSError, RuntimeError, ImportError):
        pass  # no inotify instance left, or none on this system: the clock alone
    while not stop.wait(poll_seconds):
        yield
