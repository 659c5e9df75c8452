"""The fallback layer: user, mount, network, IPC and PID namespaces, for kernels where Landlock or seccomp is missing.

The whole file tree becomes read-only, the folders named to `enter` disappear under empty ones, the network is an
empty one, and the processes outside cannot be seen or signalled. Needs unprivileged user namespaces; Linux 5.12.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import signal
from collections.abc import Sequence
from pathlib import Path

_CLONE_NEWNS, _CLONE_NEWIPC, _CLONE_NEWUSER, _CLONE_NEWPID, _CLONE_NEWNET = (
    0x00020000,
    0x08000000,
    0x10000000,
    0x20000000,
    0x40000000,
)
_MS_RDONLY, _MS_NOSUID, _MS_NODEV, _MS_REMOUNT, _MS_BIND, _MS_REC, _MS_PRIVATE = 1, 2, 4, 32, 4096, 16384, 1 << 18
_AT_FDCWD, _AT_RECURSIVE, _MOUNT_ATTR_RDONLY = -100, 0x8000, 1
_SYS_MOUNT_SETATTR = 442
_PR_SET_PDEATHSIG, _PR_CAPBSET_DROP, _LAST_CAPABILITY = 1, 24, 40
_CAPSET = {"x86_64": 126, "aarch64": 91}


class _MountAttributes(ctypes.Structure):
    _fields_ = (
        ("set", ctypes.c_uint64),
        ("clear", ctypes.c_uint64),
        ("propagation", ctypes.c_uint64),
        ("user_namespace", ctypes.c_uint64),
    )


def _checked(result: int, what: str) -> None:
    if result != 0:
        raise OSError(ctypes.get_errno(), what)


def _mount(libc: ctypes.CDLL, target: str, flags: int, kind: bytes | None = None) -> None:
    source = kind or b"none"
    _checked(libc.mount(source, os.fsencode(target), kind, ctypes.c_ulong(flags), None), f"mount {target}")


def _map_identity(user: int, group: int) -> None:
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1")


def _hide(libc: ctypes.CDLL, folders: Sequence[str], own_file: str, content: bytes) -> None:
    hidden = [folder for folder in dict.fromkeys((*folders, "/proc")) if Path(folder).is_dir()]
    for folder in hidden:
        _mount(libc, folder, _MS_NOSUID | _MS_NODEV, b"tmpfs")
    if own_file and any(Path(own_file).is_relative_to(folder) for folder in hidden):
        Path(own_file).parent.mkdir(parents=True, exist_ok=True)
        Path(own_file).write_bytes(content)
    attributes = _MountAttributes(set=_MOUNT_ATTR_RDONLY)
    result = libc.syscall(
        _SYS_MOUNT_SETATTR, _AT_FDCWD, b"/", _AT_RECURSIVE, ctypes.byref(attributes), ctypes.sizeof(attributes)
    )
    _checked(result, "mount_setattr")


def drop_capabilities(libc: ctypes.CDLL) -> None:
    """Give up every capability, for good."""
    for capability in range(_LAST_CAPABILITY + 1):
        libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    nothing = (ctypes.c_uint32 * 6)()
    _checked(libc.syscall(_CAPSET[platform.machine()], header, nothing), "capset")


def _wait_and_vanish(pid: int) -> None:
    """What is left outside the PID namespace: end as the child inside ended."""
    while True:
        try:
            _, status = os.waitpid(pid, 0)
            break
        except InterruptedError:
            continue
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        signal.signal(number, signal.SIG_DFL) if number not in (signal.SIGKILL, signal.SIGSTOP) else None
        os.kill(os.getpid(), number)
        os._exit(128 + number)
    os._exit(os.WEXITSTATUS(status))


def enter(libc: ctypes.CDLL, hide: Sequence[str], own_file: str, content: bytes) -> None:
    """Move this process into namespaces of its own; it returns in a new process, the only one that it can see.

    Raises OSError where the machine does not allow it; the caller then does without.
    """
    user, group = os.geteuid(), os.getegid()
    flags = _CLONE_NEWUSER | _CLONE_NEWNS | _CLONE_NEWNET | _CLONE_NEWIPC | _CLONE_NEWPID
    _checked(libc.unshare(flags), "unshare")
    _map_identity(user, group)
    inside = os.fork()
    if inside:
        _wait_and_vanish(inside)
    _checked(libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0), "prctl")
    _mount(libc, "/", _MS_REC | _MS_PRIVATE)
    _hide(libc, hide, own_file, content)
    drop_capabilities(libc)


def available(libc: ctypes.CDLL) -> bool:
    """Whether unprivileged namespaces work here, tried in a throwaway child."""
    pid = os.fork()
    if pid == 0:
        try:
            enter(libc, (), "", b"")
        except OSError as error:
            os._exit(1 if error.errno != errno.EPERM else 2)
        os._exit(0)
    _, status = os.waitpid(pid, 0)
    return os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0
