"""Says which layers of the sandbox are on, for `doctor` and the head of a `grade`."""

from __future__ import annotations

from grader.sandbox.process import Layers


def confined(layers: Layers) -> bool:
    """Return whether students' code is fully confined: Landlock with signal scoping is best, any version is enough."""
    return layers.complete


def protection_lines(layers: Layers) -> tuple[str, ...]:
    """Return one line a layer: a mark, its name, and what it keeps a student's code from."""
    landlock = f"Landlock (version {layers.landlock})" if layers.landlock else "Landlock"
    rows = (
        (bool(layers.landlock), landlock, "no file is read or written but its own and the libraries"),
        (layers.seccomp, "seccomp", "no network, no processes, no signals to others"),
        (layers.namespaces, "namespaces", "the fallback where one of the other two is missing"),
    )
    return tuple(f"  {'✓' if on else '✗'} {name}: {what}" for on, name, what in rows)


def summary(layers: Layers) -> str:
    """Return one line for the head of a grading."""
    on = [f"Landlock {layers.landlock}"] if layers.landlock else []
    on += ["seccomp"] if layers.seccomp else []
    on += ["namespaces"] if layers.namespaces and not layers.complete else []
    return f"confined by {', '.join(on)}" if on else "not confined beyond limits on time and memory"


def warning(layers: Layers) -> str:
    """Return the one clear warning where a layer is missing; empty where none is."""
    if layers.complete:
        return ""
    missing = [name for name, on in (("Landlock", layers.landlock), ("seccomp", layers.seccomp)) if not on]
    rest = "namespaces stand in for it" if layers.namespaces else "students' code could read files and the network"
    return f"warning: {' and '.join(missing)} missing on this machine: {rest} (see cnn-exercises doctor)"
