"""What a user is told of the layers of the sandbox: each machine's own, and one warning where one is missing."""

from __future__ import annotations

import itertools

import pytest

from grader.sandbox.parent.protections import confined, protection_lines, summary, warning
from grader.sandbox.process import Layers

BARE = "not confined beyond limits on time and memory"
WHOLE = Layers(landlock=7, seccomp=True, namespaces=True)


def test_a_whole_sandbox_has_no_warning_and_names_both_layers():
    assert confined(WHOLE) and warning(WHOLE) == ""
    assert summary(WHOLE) == "confined by Landlock 7, seccomp"
    assert [line.split(":")[0] for line in protection_lines(WHOLE)] == [
        "  ✓ Landlock (version 7)",
        "  ✓ seccomp",
        "  ✓ namespaces",
    ]


@pytest.mark.parametrize(
    ("layers", "missing", "stand_in", "told"),
    [
        (Layers(0, True, True), "Landlock missing", True, "confined by seccomp, namespaces"),
        (Layers(4, False, True), "seccomp missing", True, "confined by Landlock 4, namespaces"),
        (Layers(4, False, False), "seccomp missing", False, "confined by Landlock 4"),
        (Layers(0, False, True), "Landlock and seccomp missing", True, "confined by namespaces"),
        (
            Layers(0, False, False),
            "Landlock and seccomp missing",
            False,
            "not confined beyond limits on time and memory",
        ),
    ],
)
def test_a_missing_layer_is_named_with_what_it_means(layers, missing, stand_in, told):
    said = warning(layers)
    assert not confined(layers)
    assert said.startswith(f"warning: {missing} on this machine:") and "cnn-exercises doctor" in said
    assert ("namespaces stand in for it" in said) == stand_in
    assert ("could read files and the network" in said) != stand_in
    assert summary(layers) == told


@pytest.mark.parametrize("layers", [Layers(*on) for on in itertools.product((0, 3), (False, True), (False, True))])
def test_each_layer_has_its_own_mark(layers):
    marks = [line.strip()[0] for line in protection_lines(layers)]
    assert marks == ["✓" if on else "✗" for on in (layers.landlock, layers.seccomp, layers.namespaces)]
    assert bool(warning(layers)) != confined(layers)
