"""Sets up the seccomp layer: a short BPF program by ctypes that refuses what no exercise needs.

Refused with EPERM: new processes and programs, sockets, signals to and memory of other processes, changes to files'
modes, times and attributes, namespaces and mounts, System V IPC, anonymous files, io_uring, and the prctl calls that
would undo our own; so is whatever changes names in a folder, since no exercise grants one. Calls that are younger than
this list do not exist here. Where nothing else guards files it refuses every opening for writing as well.
Linux on x86-64 and aarch64.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

# (x86-64, aarch64); None: the call does not exist there
_CALLS: dict[str, tuple[int | None, int | None]] = {
    "fork": (57, None), "vfork": (58, None), "execve": (59, 221), "execveat": (322, 281), "ptrace": (101, 117),
    "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "process_madvise": (440, 440),
    "kcmp": (312, 272),
    "process_mrelease": (448, 448), "pidfd_open": (434, 434), "pidfd_getfd": (438, 438),
    "pidfd_send_signal": (424, 424),
    "tkill": (200, 130), "rt_sigqueueinfo": (129, 138), "rt_tgsigqueueinfo": (297, 240),
    "socket": (41, 198), "connect": (42, 203), "bind": (49, 200), "listen": (50, 201), "accept": (43, 202),
    "accept4": (288, 242), "memfd_create": (319, 279), "memfd_secret": (447, 447), "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426), "io_uring_register": (427, 427), "userfaultfd": (323, 282), "bpf": (321, 280),
    "perf_event_open": (298, 241), "chmod": (90, None), "fchmod": (91, 52), "fchmodat": (268, 53),
    "fchmodat2": (452, 452), "chown": (92, None), "fchown": (93, 55), "lchown": (94, None), "fchownat": (260, 54),
    "utime": (132, None), "utimes": (235, None), "futimesat": (261, None), "utimensat": (280, 88),
    "setxattr": (188, 5), "lsetxattr": (189, 6), "fsetxattr": (190, 7), "removexattr": (197, 14),
    "lremovexattr": (198, 15), "fremovexattr": (199, 16), "setxattrat": (463, 463), "removexattrat": (466, 466),
    "file_setattr": (469, 469), "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41), "chroot": (161, 51),
    "unshare": (272, 97), "setns": (308, 268), "fsopen": (430, 430), "fsmount": (432, 432), "move_mount": (429, 429),
    "open_tree": (428, 428), "mount_setattr": (442, 442), "shmget": (29, 194), "shmat": (30, 196), "shmctl": (31, 195),
    "semget": (64, 190), "semop": (65, 193), "semctl": (66, 191), "semtimedop": (220, 192), "msgget": (68, 186),
    "msgsnd": (69, 189), "msgrcv": (70, 188), "msgctl": (71, 187), "mq_open": (240, 180), "mq_unlink": (241, 181),
    "keyctl": (250, 219), "add_key": (248, 217), "request_key": (249, 218), "personality": (135, 92),
    "setpriority": (141, 140), "sched_setscheduler": (144, 119), "sched_setparam": (142, 118),
    "sched_setattr": (314, 274), "ioprio_set": (251, 30), "migrate_pages": (256, 238), "move_pages": (279, 239),
    "name_to_handle_at": (303, 264), "open_by_handle_at": (304, 265), "setpgid": (109, 154), "setsid": (112, 157),
    "fanotify_init": (300, 262), "acct": (163, 89), "quotactl": (179, 60), "ioperm": (173, None), "iopl": (172, None),
    "landlock_create_ruleset": (444, 444),
    "landlock_add_rule": (445, 445), "vhangup": (153, 58), "fsconfig": (431, 431), "fspick": (433, 433),
    "quotactl_fd": (443, 443), "open_tree_attr": (467, 467), "sync": (162, 81), "syncfs": (306, 267),
    "inotify_init": (253, None), "inotify_init1": (294, 26),
    "creat": (85, None), "truncate": (76, 45), "rename": (82, None), "renameat": (264, 38), "renameat2": (316, 276),
    "unlink": (87, None), "unlinkat": (263, 35), "mkdir": (83, None), "mkdirat": (258, 34), "rmdir": (84, None),
    "link": (86, None), "linkat": (265, 37), "symlink": (88, None), "symlinkat": (266, 36), "mknod": (133, None),
    "mknodat": (259, 33),
}  # fmt: skip

_FIRST_UNKNOWN = 470
_CLONE_THREAD = 0x00010000
_ACCESS_MODE, _O_TRUNC = 0o3, 0o1000
_WRITE_FLAGS = 0o1 | 0o2 | 0o100 | 0o1000 | 0o20000000  # O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, __O_TMPFILE
_PRCTL_REFUSED = (1, 4, 36, 0x59616D61)  # PDEATHSIG, DUMPABLE, CHILD_SUBREAPER, PTRACER
# TCGETS, TIOCGWINSZ, FIONREAD, FIONBIO, FIONCLEX, FIOCLEX: asked of pipes by the standard library
_PLAIN_IOCTLS = (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)
# TIOCSTI, TIOCLINUX: typing into somebody's terminal; FS_IOC_SETFLAGS, FSSETXATTR, ENABLE_VERITY: marking files
_REFUSED_IOCTLS = (0x5412, 0x541C, 0x40086602, 0x401C5820, 0x40806685)
# F_SETOWN, F_SETSIG, F_SETOWN_EX send signals to others; F_SETLEASE and F_NOTIFY watch files
_REFUSED_FCNTLS = (8, 10, 15, 1024, 1026)
_AF_UNIX = 1
_STREAMS = (0x1, 0x80001, 0x801, 0x80801)  # SOCK_STREAM, close-on-exec or non-blocking: a datagram can go anywhere
_LISTENERS = (*_STREAMS, 0x5, 0x80005, 0x805, 0x80805)  # SOCK_SEQPACKET too: both reach nobody without connect
_FOR_DEVICES = ("socket", "bind", "listen", "unlink")
"""CUDA listens on a Unix socket of its own and removes its file. Only a child with devices may, and it is under
Landlock, which makes and removes no file; connect stays refused."""

_ANY_PID = 0x7B3D91E5
"""Stands for the pid in a filter that is not a process's yet; no instruction looks like it."""

_LOAD, _JUMP_EQUAL, _JUMP_AT_LEAST, _JUMP_SET, _AND, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x54, 0x06
_ALLOW, _KILL = 0x7FFF0000, 0x80000000
_REFUSE, _NOT_THERE = 0x00050000 | errno.EPERM, 0x00050000 | errno.ENOSYS
_NUMBER, _ARCHITECTURE = 0, 4


@dataclass(frozen=True)
class _Machine:
    column: int
    audit: int
    clone: int
    clone3: int
    kill: int
    tgkill: int
    prctl: int
    prlimit: int
    ioctl: int
    socketpair: int
    fcntl: int
    affinity: int
    openat: int
    openat2: int
    open: int | None


_MACHINES = {
    "x86_64": _Machine(0, 0xC000003E, 56, 435, 62, 234, 157, 302, 16, 53, 72, 203, 257, 437, 2),
    "aarch64": _Machine(1, 0xC00000B7, 220, 435, 129, 131, 167, 261, 29, 199, 25, 122, 56, 437, None),
}


def _argument(index: int) -> int:
    """Return the offset of the low word of an argument (both architectures are little-endian)."""
    return 16 + 8 * index


def _step(code: int, k: int, on_true: int = 0, on_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, on_true, on_false, k & 0xFFFFFFFF)


def _refuse_calls(numbers: Sequence[int], answer: int = _REFUSE) -> bytes:
    """Refuse up to 255 calls: one step each, since the kernel translates the whole filter for each child."""
    last = len(numbers) - 1
    tests = [_step(_JUMP_EQUAL, number, last - index, int(index == last)) for index, number in enumerate(numbers)]
    return b"".join(tests) + _step(_RETURN, answer)


def _test(argument: int, allowed: tuple[int, ...]) -> bytes:
    """Refuse unless the argument is one of `allowed`; go on behind this where it is."""
    tests = b"".join(_step(_JUMP_EQUAL, value, len(allowed) - index, 0) for index, value in enumerate(allowed))
    return _step(_LOAD, _argument(argument)) + tests + _step(_RETURN, _REFUSE)


def _only_when(number: int, *allowed: tuple[int, tuple[int, ...]]) -> bytes:
    """Refuse call `number` unless each (argument, values) pair holds."""
    body = b"".join(_test(argument, values) for argument, values in allowed) + _step(_RETURN, _ALLOW)
    return _step(_JUMP_EQUAL, number, 0, len(body) // 8) + body


def _never_when(number: int, argument: int, refused: tuple[int, ...]) -> bytes:
    """Refuse call `number` when its argument is one of `refused`."""
    count = len(refused)
    tests = b"".join(_step(_JUMP_EQUAL, value, count - index, 0) for index, value in enumerate(refused))
    body = _step(_LOAD, _argument(argument)) + tests + _step(_RETURN, _ALLOW) + _step(_RETURN, _REFUSE)
    return _step(_JUMP_EQUAL, number, 0, len(body) // 8) + body


def _by_bits(number: int, argument: int, bits: int, with_bits: int, without: int) -> bytes:
    """Answer call `number` by whether its argument has any of `bits`."""
    body = (
        _step(_LOAD, _argument(argument))
        + _step(_JUMP_SET, bits, 0, 1)
        + _step(_RETURN, with_bits)
        + _step(_RETURN, without)
    )
    return _step(_JUMP_EQUAL, number, 0, len(body) // 8) + body


def _unless_truncating(number: int, flags: int) -> bytes:
    """Refuse to empty a file that is opened for reading only: Landlock lets that pass before Linux 6.2."""
    body = (
        _step(_LOAD, _argument(flags))
        + _step(_AND, _ACCESS_MODE | _O_TRUNC)
        + _step(_JUMP_EQUAL, _O_TRUNC, 0, 1)
        + _step(_RETURN, _REFUSE)
        + _step(_RETURN, _ALLOW)
    )
    return _step(_JUMP_EQUAL, number, 0, len(body) // 8) + body


def _openings(machine: _Machine, *, refuse_writes: bool) -> list[bytes]:
    calls = [(machine.openat, 2)] + ([(machine.open, 1)] if machine.open is not None else [])
    if refuse_writes:
        return [_by_bits(number, flags, _WRITE_FLAGS, _REFUSE, _ALLOW) for number, flags in calls]
    return [_unless_truncating(number, flags) for number, flags in calls]


def program(machine: _Machine, pid: int, *, refuse_writes: bool, devices: bool = False) -> bytes:
    """Return the filter's instructions for a process `pid`; `devices` where it may talk to device files (a GPU's)."""
    return _template(machine, refuse_writes, devices).replace(_word(_ANY_PID), _word(pid))


def prepare(*, refuse_writes: bool) -> None:
    """Write the filter once, in the server before it forks, so that a child only fills in its pid."""
    if available():
        _template(_MACHINES[platform.machine()], refuse_writes, False)


def _word(value: int) -> bytes:
    return struct.pack("=I", value)


@cache
def _template(machine: _Machine, refuse_writes: bool, devices: bool) -> bytes:
    pid = _ANY_PID
    steps = [
        _step(_LOAD, _ARCHITECTURE),
        _step(_JUMP_EQUAL, machine.audit, 1, 0),
        _step(_RETURN, _KILL),
        _step(_LOAD, _NUMBER),
    ]
    if machine.column == 0:  # the x32 calls, by another number
        steps += [_step(_JUMP_AT_LEAST, 0x40000000, 0, 1), _step(_RETURN, _REFUSE)]
    steps += [_step(_JUMP_AT_LEAST, _FIRST_UNKNOWN, 0, 1), _step(_RETURN, _NOT_THERE)]
    allowed = _FOR_DEVICES if devices else ()
    refused = {name: calls[machine.column] for name, calls in _CALLS.items() if name not in allowed}
    steps += [
        _refuse_calls([number for number in refused.values() if number is not None]),
        # their flags lie in memory: the C library falls back to clone and openat
        _refuse_calls((machine.clone3, machine.openat2), _NOT_THERE),
        _by_bits(machine.clone, 0, _CLONE_THREAD, _ALLOW, _REFUSE),
        _only_when(machine.kill, (0, (pid,))),
        _only_when(machine.tgkill, (0, (pid,))),
        _only_when(machine.prlimit, (0, (0, pid))),
        _only_when(machine.affinity, (0, (0, pid))),
        _only_when(machine.socketpair, (0, (_AF_UNIX,)), (1, _STREAMS)),
        _never_when(machine.prctl, 0, _PRCTL_REFUSED),
        _never_when(machine.fcntl, 1, _REFUSED_FCNTLS),
        _never_when(machine.ioctl, 1, _REFUSED_IOCTLS) if devices else _only_when(machine.ioctl, (1, _PLAIN_IOCTLS)),
    ]
    socket = _CALLS["socket"][machine.column]
    if devices and socket is not None:
        steps.append(_only_when(socket, (0, (_AF_UNIX,)), (1, _LISTENERS)))
    steps += _openings(machine, refuse_writes=refuse_writes)
    steps.append(_step(_RETURN, _ALLOW))
    return b"".join(steps)


def available() -> bool:
    """Return whether this machine's kind of processor has a filter here (the kernel may still refuse it)."""
    return platform.system() == "Linux" and platform.machine() in _MACHINES


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))


def restrict(libc: ctypes.CDLL, pid: int, *, refuse_writes: bool, devices: bool = False) -> None:
    """Put the filter on this process, for good. Raises OSError where the kernel refuses."""
    code = program(_MACHINES[platform.machine()], pid, refuse_writes=refuse_writes, devices=devices)
    filters = _Program(len(code) // 8, code)
    pr_set_seccomp, mode_filter = 22, 2
    if libc.prctl(pr_set_seccomp, mode_filter, ctypes.byref(filters), 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "seccomp was refused")
