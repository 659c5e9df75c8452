"""Memory of processes and all their descendants: shares of pages where the kernel tells, else resident pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")


@dataclass(frozen=True)
class Memory:
    """Bytes in all, and of the servers that hold torch with their children; `torch_servers` counts those."""

    total: int = 0
    torch: int = 0
    torch_servers: int = 0


def available() -> int:
    """Bytes that the machine could still give."""
    return _field(_PROC / "meminfo", "MemAvailable:")


def _field(path: Path, name: str) -> int:
    with suppress(OSError):
        for line in path.read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith(name):
                return 1024 * int(line.split()[1])
    return 0


def _descendants(roots: Sequence[int]) -> dict[int, int]:
    """Each process with its parent."""
    children = defaultdict(list)
    for status in _PROC.glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = status.read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
            children[int(fields[1])].append(int(status.parent.name))
    found = dict.fromkeys(roots, 0)
    left = list(roots)
    while left:
        parent = left.pop()
        found.update(dict.fromkeys(children[parent], parent))
        left += children[parent]
    return found


def _holds_torch(pid: int) -> bool:
    """A warm server with torch, or a child forked from one: both carry the server's command line."""
    with suppress(OSError):
        return b"\0torch\0" in (_PROC / f"{pid}/cmdline").read_bytes()
    return False


def held_by(roots: Sequence[int]) -> Memory:
    """What these processes and everything that they started hold now."""
    total = torch = servers = 0
    for pid, parent in _descendants(roots).items():
        own = _field(_PROC / f"{pid}/smaps_rollup", "Pss:") or _field(_PROC / f"{pid}/status", "VmRSS:")
        total += own
        if _holds_torch(pid):
            torch += own
            servers += not _holds_torch(parent)
    return Memory(total, torch, servers)
