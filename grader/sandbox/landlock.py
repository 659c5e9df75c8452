"""The Landlock layer: no file is there but what a rule grants, no TCP port, no signal or abstract socket to outside.

Owns the rules, on landlockpy's system calls. What a kernel's version can handle, and which paths are folders, is worked
out once in the server (`prepare`), so that a child only adds its rules: a millisecond less for each verdict.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

_WRITE_FILE, _READ_FILE, _READ_DIR, _IOCTL_DEV = 1 << 1, 1 << 2, 1 << 3, 1 << 15


@dataclass(frozen=True)
class _Handled:
    """What this kernel's Landlock can refuse, as bits."""

    files: int
    ports: int
    scopes: int


def version() -> int:
    """Landlock's ABI version, 0 where the kernel has none."""
    try:
        from landlockpy import _syscall

        return int(_syscall.abi_version())
    except Exception:  # no such library, no such call, switched off: all mean the same
        return 0


@cache
def _handled() -> _Handled:
    from landlockpy import Ruleset, Scope

    with Ruleset(scoped=Scope.SIGNAL | Scope.ABSTRACT_UNIX_SOCKET) as rules:
        return _Handled(int(rules.handled_fs), int(rules.handled_net), int(rules.scoped))


@cache
def _reading(path: str) -> int:
    return _READ_FILE | _READ_DIR if os.path.isdir(path) else _READ_FILE


def prepare(readable: Iterable[str]) -> None:
    """For the server, before it forks."""
    if version():
        _handled()
        for path in readable:
            _reading(path)


def restrict(
    readable: Sequence[str], *, files: Sequence[str] = (), devices: Sequence[str] = (), listed: Sequence[str] = ()
) -> None:
    """Lock this process in, for good: `readable` paths whole, `files` alone, `devices` to write, `listed` names.

    Paths that are not there grant nothing. Raises OSError where the kernel refuses.
    """
    from landlockpy import _syscall

    handled = _handled()
    wanted = _syscall.RulesetAttr(
        handled_access_fs=handled.files, handled_access_net=handled.ports, scoped=handled.scopes
    )
    rules = _syscall.create_ruleset(wanted)
    granted = [(path, _reading(path)) for path in readable]
    granted += [(path, _READ_FILE) for path in files]
    granted += [(path, _READ_FILE | _WRITE_FILE | _IOCTL_DEV) for path in devices]
    granted += [(path, _READ_DIR) for path in listed]
    for path, access in granted:
        with contextlib.suppress(OSError):
            place = os.open(path, os.O_PATH | os.O_CLOEXEC)
            try:
                allowed = _syscall.PathBeneathAttr(allowed_access=access & handled.files, parent_fd=place)
                _syscall.add_path_beneath(rules, allowed)
            finally:
                os.close(place)
    _syscall.set_no_new_privs()
    _syscall.restrict_self(rules)
    os.close(rules)
