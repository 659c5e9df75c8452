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
    """Bytes in all, and of the servers that hold torch; `torch_servers` counts those."""

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


def _descendants(roots: Sequence[int]) -> list[int]:
    children = defaultdict(list)
    for status in _PROC.glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = status.read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
            children[int(fields[1])].append(int(status.parent.name))
    found, left = [], list(roots)
    while left:
        found.append(left.pop())
        left += children[found[-1]]
    return found


def held_by(roots: Sequence[int]) -> Memory:
    """What these processes and everything that they started hold now."""
    total = torch = servers = 0
    for pid in _descendants(roots):
        own = _field(_PROC / f"{pid}/smaps_rollup", "Pss:") or _field(_PROC / f"{pid}/status", "VmRSS:")
        total += own
        with suppress(OSError):
            if b"torch._dynamo" in (_PROC / f"{pid}/cmdline").read_bytes():
                torch += own
                servers += 1
    return Memory(total, torch, servers)
