"""Sets up the Landlock layer: no file but what a rule grants, no TCP port, no signal or abstract socket to outside.

Owns the rules, on landlockpy's system calls. A rule set is written once in the server; each child only takes it on, and
is in a domain of its own from then on.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Sequence
from functools import cache
from typing import Any

_WRITE_FILE, _READ_FILE, _READ_DIR, _TRUNCATE, _IOCTL_DEV = 1 << 1, 1 << 2, 1 << 3, 1 << 14, 1 << 15
_FIRST_DESCRIPTOR = 64
"""A rule set's: a child puts others of its descriptors at the lowest numbers."""


@cache
def _calls() -> Any:
    """landlockpy's system calls: imported in the server, since a child finds no module of ours."""
    from landlockpy import _syscall

    return _syscall


@cache
def _handled() -> Any:
    """Return what this kernel's Landlock can refuse, all of it."""
    from landlockpy import Ruleset, Scope

    with Ruleset(scoped=Scope.SIGNAL | Scope.ABSTRACT_UNIX_SOCKET) as known:
        files, ports, scopes = int(known.handled_fs), int(known.handled_net), int(known.scoped)
    return _calls().RulesetAttr(handled_access_fs=files, handled_access_net=ports, scoped=scopes)


def version() -> int:
    """Return Landlock's ABI version, 0 where the kernel has none."""
    try:
        _handled()
        return int(_calls().abi_version())
    except Exception:  # no such library, no such call, switched off: all mean the same
        return 0


def _reading(path: str) -> int:
    return _READ_FILE | _READ_DIR if os.path.isdir(path) else _READ_FILE


def rules(
    readable: Sequence[str],
    *,
    files: Sequence[str] = (),
    devices: Sequence[str] = (),
    listed: Sequence[str] = (),
    writable: Sequence[str] = (),
) -> int:
    """Return the descriptor of a rule set: `readable` paths whole, `files` alone, `devices` to write, `listed` names.

    Files below `writable` may be read, written and emptied, not made or removed.

    Paths that are not there grant nothing. Raises OSError where the kernel refuses.
    """
    calls, wanted = _calls(), _handled()
    made = calls.create_ruleset(wanted)
    granted = [(path, _reading(path)) for path in readable]
    granted += [(path, _READ_FILE) for path in files]
    granted += [(path, _READ_FILE | _WRITE_FILE | _IOCTL_DEV) for path in devices]
    granted += [(path, _READ_DIR) for path in listed]
    granted += [(path, _READ_FILE | _READ_DIR | _WRITE_FILE | _TRUNCATE) for path in writable]
    for path, access in granted:
        with contextlib.suppress(OSError):
            place = os.open(path, os.O_PATH | os.O_CLOEXEC)
            try:
                allowed = calls.PathBeneathAttr(allowed_access=access & wanted.handled_access_fs, parent_fd=place)
                calls.add_path_beneath(made, allowed)
            finally:
                os.close(place)
    out_of_the_way = fcntl.fcntl(made, fcntl.F_DUPFD_CLOEXEC, _FIRST_DESCRIPTOR)
    os.close(made)
    return out_of_the_way


def restrict(rule_set: int) -> None:
    """Lock this process in, for good: it has given up gaining privileges. Raises OSError where the kernel refuses."""
    _calls().restrict_self(rule_set)
