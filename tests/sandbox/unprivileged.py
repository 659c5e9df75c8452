"""Runs a command as a user who owns nothing. Started as root: `python unprivileged.py UID COMMAND...`.

With UID 0 the command stays root's, where everybody can read what it reads: a grader that root installed for all.

Where Python or the repository lies in a folder that others may not enter (root's home, say), the command sees that
folder through a mount namespace of its own in which the way to them is open; nothing on disk changes. Exit status 77:
this machine lets even root do no such thing.
"""

from __future__ import annotations

import ctypes
import os
import site
import stat
import sys
import tempfile
from pathlib import Path

CANNOT = 77
_CLONE_NEWNS, _MS_BIND, _MS_REC, _MS_PRIVATE, _MNT_DETACH = 0x20000, 4096, 16384, 1 << 18, 2
_REPOSITORY = Path(__file__).resolve().parents[2]


def _needed() -> list[Path]:
    """What the program reads: Python, its packages, the repository."""
    found = [sys.executable, sys.base_prefix, sys.prefix, *site.getsitepackages(), _REPOSITORY]
    return list(dict.fromkeys(Path(path).resolve() for path in found))


def _closed(path: Path) -> Path | None:
    """The first folder on the way to `path` that others may not enter."""
    for folder in reversed(path.parents):
        if not folder.stat().st_mode & stat.S_IXOTH:
            return folder
    return None


def _mount(source: str, target: str, flags: int, kind: bytes | None = None) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(source.encode(), target.encode(), kind, ctypes.c_ulong(flags), b"mode=755" if kind else None) != 0:
        raise OSError(ctypes.get_errno(), f"mount {target}")


def _open_the_way() -> None:
    behind: dict[Path, list[Path]] = {}
    for path in _needed():
        folder = _closed(path)
        if folder is not None:
            behind.setdefault(folder, []).append(path if path.is_dir() else path.parent)
    if not behind:
        return
    if ctypes.CDLL(None, use_errno=True).unshare(_CLONE_NEWNS) != 0:
        raise OSError(ctypes.get_errno(), "unshare")
    _mount("none", "/", _MS_REC | _MS_PRIVATE)
    os.umask(0o022)
    for folder, paths in behind.items():
        aside = tempfile.mkdtemp(dir="/tmp")
        places = {path: f"{aside}/{number}" for number, path in enumerate(paths)}
        for path, place in places.items():
            Path(place).mkdir()
            _mount(str(path), place, _MS_BIND | _MS_REC)
        _mount("none", str(folder), 0, b"tmpfs")
        for path, place in places.items():
            path.mkdir(parents=True, exist_ok=True)
            _mount(place, str(path), _MS_BIND | _MS_REC)
            ctypes.CDLL(None).umount2(place.encode(), _MNT_DETACH)
            Path(place).rmdir()  # never a whole tree: what is mounted there is real
        Path(aside).rmdir()


def main() -> None:
    """Become the user, then the command."""
    user = int(sys.argv[1])
    try:
        _open_the_way()
    except OSError as error:
        print(f"cannot become an unprivileged user: {error}", file=sys.stderr)
        sys.exit(CANNOT)
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)
    os.execv(sys.argv[2], sys.argv[2:])


if __name__ == "__main__":
    main()
