"""Notices saved files: inotify and its likes for speed, the clock for network file systems, where they are silent.

Whatever wakes it, the files' own stamps decide: a plain write, an atomic rename and a save from another host look
alike. What happens then is the caller's affair.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event as Flag

POLL_SECONDS = 1.0

Stamp = tuple[int, int, int]


def stamps(folder: Path, names: Sequence[str]) -> dict[str, Stamp]:
    """Time, size and inode of each file that is there."""
    found: dict[str, Stamp] = {}
    for name in names:
        try:
            status = (folder / name).stat()
        except OSError:
            continue
        found[name] = (status.st_mtime_ns, status.st_size, status.st_ino)
    return found


def saved(folder: Path, names: Sequence[str], stop: Flag, poll_seconds: float = POLL_SECONDS) -> Iterator[list[str]]:
    """Yield the names that were saved, until `stop` is set. A file that vanished is not one that was saved.

    Stamps are taken when this is called, so that nothing saved before the first wait is missed.
    """
    return _changes(folder, names, stop, poll_seconds, stamps(folder, names))


def _changes(
    folder: Path, names: Sequence[str], stop: Flag, poll_seconds: float, before: dict[str, Stamp]
) -> Iterator[list[str]]:
    for _ in _wakes(folder, stop, poll_seconds):
        now = stamps(folder, names)
        changed = [name for name, stamp in now.items() if before.get(name) != stamp]
        before = now
        if changed:
            yield changed


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
