"""Sets up the fallback layer: user, mount, network, IPC and PID namespaces, where Landlock or seccomp is missing.

The child gets a file tree of its own that holds what it may read and nothing else, all of it read-only; an empty
network; and a process of ours as its first, which ends with the server and takes everything that was started with it.
Needs unprivileged user namespaces; Linux 5.12.
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
_MS_NOSUID, _MS_NODEV, _MS_BIND, _MS_REC, _MS_PRIVATE = 2, 4, 4096, 16384, 1 << 18
_AT_FDCWD, _AT_RECURSIVE, _MOUNT_ATTR_RDONLY, _MOUNT_ATTR_NOSUID, _MNT_DETACH = -100, 0x8000, 1, 2, 2
_SYS_MOUNT_SETATTR = 442
_PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_CAPBSET_DROP, _LAST_CAPABILITY = 1, 4, 24, 40
_CAPSET = {"x86_64": 126, "aarch64": 91}
# where the new tree is put together: a folder that nothing is taken from
_BASES = ("/tmp", "/mnt", "/media", "/srv", "/opt", "/boot", "/home", "/var")
_DIED_OF = 128
"""An exit status above it says by which signal a process died."""


_Header, _Capabilities = ctypes.c_uint32 * 2, ctypes.c_uint32 * 6


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


def _mount(libc: ctypes.CDLL, source: str, target: str, flags: int, kind: bytes | None = None) -> None:
    place, origin = os.fsencode(target), os.fsencode(source)
    _checked(libc.mount(origin, place, kind, ctypes.c_ulong(flags), None), f"mount {target}")


def _map_identity(user: int, group: int) -> None:
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1")


def _placed(path: str, root: str) -> str:
    """Return where `path` really lies, and make the links on the way to it again below `root`."""
    whole = Path("/")
    parts = Path(path).parts[1:]
    for index, part in enumerate(parts):
        whole = whole / part
        if whole.is_symlink():
            link, leads = Path(f"{root}{whole}"), os.readlink(whole)
            link.parent.mkdir(parents=True, exist_ok=True)
            if not link.is_symlink():
                link.symlink_to(leads)
            return _placed(os.path.normpath(os.path.join(whole.parent, leads, *parts[index + 1 :])), root)
    return str(whole)


def _show(libc: ctypes.CDLL, path: str, root: str) -> None:
    """Make `path` appear below `root`."""
    real = _placed(path, root)
    target = Path(f"{root}{real}")
    if target.exists() and target.samefile(real):
        return  # it lies in a folder that is there already
    if os.path.isdir(real):
        target.mkdir(parents=True, exist_ok=True)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.touch()
    _mount(libc, real, str(target), _MS_BIND | _MS_REC)


def _new_tree(libc: ctypes.CDLL, visible: Sequence[str], own_files: Sequence[tuple[str, bytes]]) -> None:
    """Put this process into a file tree of `visible` paths and its own files alone, read-only."""
    known = [os.path.realpath(path) for path in visible]
    root = next((base for base in _BASES if os.path.isdir(base) and _is_apart(base, known)), None)
    if root is None:
        raise OSError(errno.EBUSY, "no folder to put a file tree together in")
    _mount(libc, "none", root, _MS_NOSUID | _MS_NODEV, b"tmpfs")
    for path, content in own_files:
        own = Path(f"{root}{path}")
        own.parent.mkdir(parents=True, exist_ok=True)
        own.write_bytes(content)
    for path in visible:
        if os.path.exists(path):
            _show(libc, path, root)
    os.chdir(root)
    _checked(libc.syscall(_PIVOT_ROOT[platform.machine()], b".", b"."), "pivot_root")
    _checked(libc.umount2(b".", _MNT_DETACH), "umount")
    os.chdir("/")
    attributes = _MountAttributes(set=_MOUNT_ATTR_RDONLY | _MOUNT_ATTR_NOSUID)
    result = libc.syscall(
        _SYS_MOUNT_SETATTR, _AT_FDCWD, b"/", _AT_RECURSIVE, ctypes.byref(attributes), ctypes.sizeof(attributes)
    )
    _checked(result, "mount_setattr")


def _is_apart(folder: str, paths: Sequence[str]) -> bool:
    return not any(Path(path).is_relative_to(folder) for path in paths)


def drop_bounding_set(libc: ctypes.CDLL) -> None:
    """Drop capabilities for good: no program that this process or a child starts will have one that it has not now."""
    for capability in range(_LAST_CAPABILITY + 1):
        if libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0) != 0:
            break  # without the right to drop it there is none to gain either


def drop_capabilities(libc: ctypes.CDLL) -> None:
    """Give up every capability, for good."""
    header, nothing = _Header(0x20080522, 0), _Capabilities()
    _checked(libc.syscall(_CAPSET[platform.machine()], header, nothing), "capset")


def _ending_of(pid: int) -> int:
    """Wait for `pid`; its exit status, above 128 where a signal ended it."""
    while True:
        try:
            _, status = os.waitpid(pid, 0)
        except InterruptedError:
            continue
        return _DIED_OF + os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)


def _end_like(ending: int) -> None:
    """End as the child inside the namespaces ended."""
    number = ending - _DIED_OF
    if number in signal.valid_signals():
        if number not in (signal.SIGKILL, signal.SIGSTOP):
            signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
    os._exit(ending)


def enter(libc: ctypes.CDLL, visible: Sequence[str], own_files: Sequence[tuple[str, bytes]]) -> None:
    """Move this process into namespaces of its own. It returns in the second process there; the first is ours.

    Raises OSError where the machine does not allow it; the caller then does without.
    """
    user, group = os.geteuid(), os.getegid()
    flags = _CLONE_NEWUSER | _CLONE_NEWNS | _CLONE_NEWNET | _CLONE_NEWIPC | _CLONE_NEWPID
    _checked(libc.unshare(flags), "unshare")
    _map_identity(user, group)
    first = os.fork()
    if first:
        _end_like(_ending_of(first))
    _checked(libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0), "prctl")
    _mount(libc, "none", "/", _MS_REC | _MS_PRIVATE)
    # in a namespace inside this one a student's code would have every capability again
    Path("/proc/sys/user/max_user_namespaces").write_text("0")
    _new_tree(libc, visible, own_files)
    drop_bounding_set(libc)
    drop_capabilities(libc)
    libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    # the first process of a namespace cannot be killed from inside it, and when it ends all of them end
    second = os.fork()
    if second:
        os._exit(_ending_of(second))


def available(libc: ctypes.CDLL) -> bool:
    """Return whether unprivileged namespaces work here, tried in a throwaway child."""
    pid = os.fork()
    if pid == 0:
        try:
            enter(libc, (), ())
        except OSError as error:
            os._exit(1 if error.errno != errno.EPERM else 2)
        os._exit(0)
    _, status = os.waitpid(pid, 0)
    return os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0
