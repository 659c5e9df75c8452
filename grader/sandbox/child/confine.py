"""Locks a child in, before any of a student's code runs: limits, then Landlock, seccomp and namespaces.

Owns the order of the layers and what happens where one is missing; `seccomp` and `namespaces` own theirs.
Order matters: limits and the session first, then namespaces (they need mount), then Landlock, then seccomp. Threads
must start afterwards: one started before would stay outside.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import resource
import signal
import site
import sys
import sysconfig
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from grader.sandbox.child import landlock, namespaces, seccomp
from grader.sandbox.process import (
    PR_SET_CHILD_SUBREAPER,
    PR_SET_DUMPABLE,
    PR_SET_NO_NEW_PRIVS,
    PR_SET_PDEATHSIG,
    Layers,
    libc,
)

_NOBODY = 65534
_FIRST_OF_OURS = 16
"""Descriptors below it are put in place in each child."""
_LIBRARIES = ("/usr/lib", "/usr/lib64", "/usr/local/lib", "/lib", "/lib64")
_SYSTEM = ("/etc/ld.so.cache", "/etc/localtime", "/usr/share/zoneinfo", "/dev/urandom", "/dev/random", "/dev/zero",
           "/proc/cpuinfo", "/proc/meminfo", "/sys/devices/system/cpu")  # fmt: skip
_FOR_GPUS = ("/proc/driver/nvidia", "/proc/devices", "/proc/modules", "/sys/bus/pci", "/sys/devices")
_OWN_PROCESS = "/proc/self"
"""Where CUDA names its threads: written by a child with devices alone."""
_OURS = ("exercises", "grader", "reference")
_INHERITED = tuple(int(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD, signal.SIGPIPE))
OPEN_FILES = 128
LARGEST_FILE = 16 << 20


@dataclass(frozen=True)
class Locks:
    """What a server works out once, so that each child only turns the keys.

    `rules` is the descriptor of a Landlock rule set that grants `readable`, -1 where there is none. A child takes it on
    and never adds to it: a rule set is shared by all who hold it.
    """

    layers: Layers
    readable: tuple[str, ...]
    rules: int = -1


@dataclass(frozen=True)
class Confinement:
    """What one child is given: its own files, limits, device files. `address_space` is what was in use at the fork."""

    own_files: tuple[tuple[str, bytes], ...]
    seconds: float
    memory: int
    address_space: int
    threads: int = 1
    devices: tuple[str, ...] = ()


def prepare(packages: Sequence[str], without: Sequence[str]) -> Locks:
    """Return prepare, in the server before it forks, everything about the locks that is the same for each child."""
    layers, readable = find_layers(without), readable_paths(packages)
    seccomp.prepare(refuse_writes=False)
    if sys.platform == "linux":
        _ = libc().prctl, libc().signal, libc().syscall  # ctypes makes a function when it is first asked for
        namespaces.drop_bounding_set(libc())
    shared = layers.landlock and not layers.fallback
    if not shared:
        return Locks(layers, readable)
    rules = landlock.rules(readable, devices=(os.devnull,))
    return Locks(layers, readable, fcntl.fcntl(rules, fcntl.F_DUPFD_CLOEXEC, _FIRST_OF_OURS))


def find_layers(without: Sequence[str]) -> Layers:
    """Try each layer. `without` names layers to do without, for the tests of the fallbacks."""
    if sys.platform != "linux":
        return Layers(0, False, False)
    return Layers(
        landlock=0 if "landlock" in without else landlock.version(),
        seccomp="seccomp" not in without and seccomp.available() and _tried(_filter_calls),
        namespaces="namespaces" not in without and namespaces.available(libc()),
        nobody=os.geteuid() == 0 and _tried(_nobody_can_import),
    )


def _tried(step: Callable[[], object]) -> bool:
    """Return whether `step` works, tried in a throwaway child."""
    pid = _forked()
    if pid == 0:
        try:
            step()
        except OSError:
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0


def _forked() -> int:
    """Fork, and try again a little later where the machine has no process left just now."""
    for nap in (0.1, 0.5, 1.0, 2.0):
        try:
            return os.fork()
        except BlockingIOError:
            time.sleep(nap)
    return os.fork()


def _filter_calls() -> None:
    library = libc()
    library.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    seccomp.restrict(library, os.getpid(), refuse_writes=False)


def _nobody_can_import() -> None:
    _become_nobody()
    for path in (os.__file__, np.__file__):
        with open(path, "rb"):
            pass


def adopt_orphans() -> None:
    """Adopt in the server the processes that its children leave behind."""
    if sys.platform == "linux":
        libc().prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _site_entries(packages: Sequence[str]) -> Iterator[str]:
    """Yield the entries of site-packages that a child may read: `packages`,
    or everything but ours where it is empty.
    """
    folders = dict.fromkeys((sysconfig.get_path("purelib"), sysconfig.get_path("platlib"), *site.getsitepackages()))
    for folder in folders:
        if not Path(folder).is_dir():
            continue
        for entry in sorted(os.listdir(folder)):
            stem = entry.split("-")[0].split(".")[0]
            if stem in _OURS or stem.startswith(("cnn_exercises", "__editable__")):
                continue
            if not packages or stem in packages:
                yield f"{folder}/{entry}"


def _system_libraries() -> Iterator[str]:
    """Yield the system's library folders, entry by entry where Python lives in them:
    its packages may hold ours, or torch.
    """
    seen: set[str] = set()
    for folder in _LIBRARIES:
        real = os.path.realpath(folder)
        if real in seen or not os.path.isdir(real):
            continue
        seen.add(real)
        entries = os.listdir(folder)
        if any(entry.startswith(("python", "pypy")) for entry in entries):
            yield from (f"{folder}/{entry}" for entry in entries if _holds_libraries(entry))
        else:
            yield folder


def _holds_libraries(entry: str) -> bool:
    """Return whether it is a shared library, or a folder of them: each path granted costs every child some time."""
    return ".so" in entry or any(word in entry for word in ("-linux", "locale", "nvidia", "wsl"))


def readable_paths(packages: Sequence[str]) -> tuple[str, ...]:
    """Return what every child of a server may read: the standard library, the system's libraries, and `packages`.

    Site-packages inside the standard library's folder (an installation without a virtual environment) is left out.
    """
    library = sysconfig.get_path("stdlib")
    standard = [f"{library}/{entry}" for entry in os.listdir(library)] if _holds_site(library) else [library]
    kept = [path for path in standard if not path.endswith(("site-packages", "dist-packages"))]
    prefix = f"{sys.base_prefix}/lib"
    shared = (
        [f"{prefix}/{name}" for name in os.listdir(prefix) if name.startswith("lib")] if Path(prefix).is_dir() else []
    )
    found = (*_SYSTEM, *_system_libraries(), *kept, *shared, *_site_entries(packages))
    return tuple(path for path in dict.fromkeys(found) if os.path.exists(path))


def _holds_site(library: str) -> bool:
    folders = (sysconfig.get_path("purelib"), sysconfig.get_path("platlib"))
    return any(Path(folder).is_relative_to(library) for folder in folders)


def _limit(which: int, value: int, hard: int = 0) -> None:
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(which, (value, max(value, hard)))


def address_space() -> int:
    """Count the bytes of address space that this process uses now; 0 where no limit is set on it."""
    if sys.platform != "linux":
        return 0
    with open("/proc/self/statm", "rb") as file:
        return int(file.read().split()[0]) * resource.getpagesize()


def set_limits(cell: Confinement) -> None:
    """Limit processor time, memory, file size and open files; allow no core dumps."""
    processor = int(cell.seconds) + 2  # of all threads together, the parent's clock being the finer one
    _limit(resource.RLIMIT_CPU, processor, processor + 1)  # SIGXCPU first, which says what it was
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, LARGEST_FILE)
    _limit(resource.RLIMIT_NOFILE, OPEN_FILES)
    if sys.platform == "linux" and not cell.devices:
        _limit(resource.RLIMIT_AS, cell.address_space + cell.memory)


def _may_read_itself(cell: Confinement) -> bool:
    """Return whether a file could have a use for being readable itself:
    a rule set of its own takes half a millisecond.
    """
    return any(word in source for _, source in cell.own_files for word in (b"open", b"read"))


def _restrict_files(cell: Confinement, locks: Locks, *, own_tree: bool) -> None:
    rules = locks.rules
    if rules < 0 or cell.devices or _may_read_itself(cell):
        rules = landlock.rules(
            (*locks.readable, *(_FOR_GPUS if cell.devices else ())),
            devices=(*cell.devices, os.devnull),
            # its folders are new to the import system, which lists them again; they hold nothing else
            listed=("/",) if own_tree else (),
            writable=(_OWN_PROCESS,) if cell.devices else (),
            files=[path for path, _ in cell.own_files],
        )
    landlock.restrict(rules)
    for held in {rules, locks.rules} - {-1}:
        os.close(held)  # who holds the shared set could widen it for the next child


def _become_nobody() -> None:
    """Become nobody: a grader started by root never runs a student's code as root."""
    os.setgroups([])
    os.setresgid(_NOBODY, _NOBODY, _NOBODY)
    os.setresuid(_NOBODY, _NOBODY, _NOBODY)


def lock(cell: Confinement, locks: Locks) -> None:
    """Put this process, forked a moment ago, under every layer that the machine has. Raises OSError if one fails."""
    os.setsid()
    library, layers = libc(), locks.layers
    for number in _INHERITED:
        library.signal(number, 0)  # signal.signal makes enums of everything, and a fork pays for each page it touches
    set_limits(cell)
    if sys.platform != "linux":
        return
    library.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if cell.devices and not layers.complete:
        raise OSError(errno.EPERM, "a GPU is granted only under Landlock and seccomp together")
    if layers.nobody:
        _become_nobody()
        library.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)  # changing the user clears it
    if layers.fallback:
        library.prctl(PR_SET_DUMPABLE, 1, 0, 0, 0)  # /proc/self/uid_map is root's otherwise
        visible = (*locks.readable, os.devnull)
        namespaces.enter(library, visible, cell.own_files)
        if not layers.seccomp:
            _limit(resource.RLIMIT_NPROC, 64)
    else:
        namespaces.drop_capabilities(library)
    library.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    library.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if layers.landlock:
        _restrict_files(cell, locks, own_tree=layers.fallback)
    if layers.seccomp:
        unguarded = not layers.landlock and not layers.fallback
        seccomp.restrict(library, os.getpid(), refuse_writes=unguarded, devices=bool(cell.devices))
