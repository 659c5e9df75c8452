"""Every attack of `tests/submissions/hostile` and every honest file of `honest`, through the real `grade` command, as
an unprivileged user, with each combination of layers that the sandbox can fall back to.

An attack that works gives itself right answers or changes something: the score, a canary, a process, a socket.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest

from tests.sandbox.arena import Arena, skip_loudly

SUBMISSIONS = Path(__file__).parents[1] / "submissions"
COMBINATIONS = {"all layers": "", "no Landlock": "landlock", "no seccomp": "seccomp", "neither": "landlock,seccomp"}
SHORT = tuple(f"--seconds={name}=1.5" for name in ("output_size", "filtered_grid", "max_pooling"))
FIVE = {
    "an object whose == is always true": "output_size/always_equal",
    "a patched allclose": "filtered_grid/patched_allclose",
    "reading the expected value from the stack": "output_size/expected_from_stack",
    "patching the runner": "output_size/patched_runner",
    "rewriting the results after the run": "output_size/rewritten_results",
}
"""The forgeries that defeat otter, nbgrader, check50, gradescope-utils and pytest."""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the layers are Linux's")


def files(kind: str) -> list[Path]:
    return sorted((SUBMISSIONS / kind).glob("*/*.py"))


def deserved(path: Path) -> tuple[bool, float]:
    """Whether exactly so much is deserved, or at most; and how much."""
    line = path.read_text(encoding="utf-8").splitlines()[1]
    said = re.fullmatch(r"# deserves: (at most )?([0-9.]+)", line)
    assert said, f"{path}: the second line says what it deserves"
    return not said[1], float(said[2])


@pytest.fixture
def arena():
    place = Arena()
    yield place
    place.close()


TRAINED = ("training", "transfer_learning", "improve")
"""What is forged there does not hang on the layers, and takes seconds: tried with all of them alone."""


def fill(arena: Arena, kind: str, *, trained: bool = True) -> list[tuple[Path, str, str]]:
    """Hand every file in under a student's name of its own."""
    handed_in = []
    for path in files(kind):
        if not trained and path.parent.name in TRAINED:
            continue
        student, exercise = f"{path.parent.name}--{path.stem}", path.parent.name
        arena.hand_in(student, exercise, path.read_bytes())
        handed_in.append((path, student, exercise))
    return handed_in


def need_confinement(arena: Arena, without: str) -> None:
    layers = arena.layers(without)
    if without and not layers["namespaces"]:
        skip_loudly("without Landlock or seccomp there must be user namespaces")
    if not without and not (layers["landlock"] and layers["seccomp"]):
        skip_loudly("this kernel has not both Landlock and seccomp")


def test_there_are_at_least_sixty_attacks_and_the_five_famous_ones_are_among_them():
    found = {f"{path.parent.name}/{path.stem}": path for path in files("hostile")}
    assert len(found) >= 60
    for words, name in FIVE.items():
        assert words in found[name].read_text(encoding="utf-8").splitlines()[0]


@pytest.mark.parametrize("without", COMBINATIONS.values(), ids=COMBINATIONS.keys())
def test_no_attack_scores_escapes_hangs_or_leaves_anything_behind(arena, without):
    need_confinement(arena, without)
    handed_in = fill(arena, "hostile", trained=not without)
    arena._own(arena.folder)
    before = arena.state()
    graded = arena.grade(sorted({exercise for _, _, exercise in handed_in}), *SHORT, without=without)
    wrong = []
    for path, student, exercise in handed_in:
        exactly, points = deserved(path)
        status, score, _ = graded.scores[student, exercise]
        if score > points or (exactly and score != points):
            wrong.append(f"{student}: {score} ({status}), deserves {points}")
    assert not wrong
    assert graded.scores["victim", "output_size"][0] == "passed"
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", graded.output)
    assert "\\ud800" not in graded.output.replace("\\\\ud800", "")
    assert arena.processes() == set()
    assert arena.bystander_lives()
    assert arena.state() == before


REACHING_OUT = (
    *("change_attributes", "exec", "fork", "memfd", "network_tcp", "network_unix", "network_udp", "new_root", "ptrace"),
    *("overwrite_files", "read_cache", "read_neighbours", "read_proc", "read_reference", "read_secrets", "subprocess"),
    *("shared_memory", "signal_everyone", "signal_parent", "signal_sideways", "widen_rules", "write_files"),
)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can grade as root")
@pytest.mark.parametrize("without", ["", "landlock,seccomp"], ids=["all layers", "neither"])
@pytest.mark.parametrize("readable", [True, False], ids=["as nobody", "as installed"])
def test_what_root_grades_reaches_nothing_either(readable, without):
    """As nobody where nobody can read the Python that runs; else as root without a capability."""
    arena = Arena(by_root=True, readable=readable)
    try:
        need_confinement(arena, without)
        assert arena.layers(without)["nobody"] or not readable
        for name in REACHING_OUT:
            arena.hand_in(name, "output_size", (SUBMISSIONS / "hostile" / "output_size" / f"{name}.py").read_bytes())
        arena.hand_in("who", "output_size", b"import os\nprint('I am', os.getuid(), os.getgid(), os.getgroups())\n")
        arena._own(arena.folder)
        before = arena.state()
        graded = arena.grade(["output_size"], *SHORT, without=without)
        if readable:
            assert f"I am {arena.user} {arena.user} []" in graded.output
        got = {name: graded.scores[name, "output_size"][1] for name in REACHING_OUT}
        due = {name: deserved(SUBMISSIONS / "hostile" / "output_size" / f"{name}.py")[1] for name in REACHING_OUT}
        assert {name: got[name] for name in got if got[name] > due[name]} == {}
        assert graded.scores["victim", "output_size"][0] == "passed"
        assert arena.processes() == set()
        assert arena.bystander_lives()
        assert arena.state() == before
    finally:
        arena.close()


@pytest.mark.parametrize("without", COMBINATIONS.values(), ids=COMBINATIONS.keys())
def test_honest_code_is_never_punished(arena, without):
    need_confinement(arena, without)
    handed_in = fill(arena, "honest")
    graded = arena.grade(sorted({exercise for _, _, exercise in handed_in}), without=without)
    results = {student: graded.scores[student, exercise] for _, student, exercise in handed_in}
    assert {student: status for student, (status, _, _) in results.items() if status != "passed"} == {}
    assert arena.processes() == set()
