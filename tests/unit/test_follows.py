"""A check that says nothing by itself is explained by another of the same function that failed for a known reason."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from exercises.definition import Case
from grader.core.results import CheckResult, Status
from grader.grading.follows import with_causes
from grader.grading.judge import Assessment

PROBED, OWN, OTHER = Case("sizes", owner="Net"), Case("Net"), Case("feed", owner="train")


def check(name: str, status: Status = Status.FAILED, **more: Any) -> CheckResult:
    message = f"✗ Net()\n  check 1 of 3, seed 0\n  {name} differs\n  edit convnet.py"
    return CheckResult(name, status, 0.0, 1.0, message, **more)


def insights(*pairs: tuple[CheckResult, Case]) -> list[str | None]:
    plan: Any = SimpleNamespace(checks=[(None, (n,)) for n in range(len(pairs))], cases=[case for _, case in pairs])
    found = with_causes(plan, [Assessment(one) for one, _ in pairs])
    said = [one.result for one in found if (one.result.insight or "").startswith("this may")]
    assert all(one.insight in " ".join(one.message.split()) for one in said)
    return [one.result.insight for one in found]


KNOWN = check("known", mistakes=("bias left out",))


def test_an_open_check_says_which_other_it_may_follow_from():
    assert insights((KNOWN, PROBED), (check("scores"), PROBED)) == [
        None,
        "this may follow from 'known': bias left out",
    ]


def test_the_same_part_comes_first():
    near = check("train: batches", insight="no batch")
    assert insights((KNOWN, OTHER), (near, OTHER), (check("train: steps"), OTHER))[2] == (
        "this may follow from 'train: batches': no batch"
    )


def test_nothing_is_made_up():
    assert insights((check("scores"), PROBED), (check("count"), PROBED)) == [None, None]
    assert insights((KNOWN, OTHER), (check("scores"), PROBED)) == [None, None]
    assert insights((KNOWN, OWN), (check("scores"), OWN)) == [None, None]
    assert insights((KNOWN, PROBED), (check("right", Status.PASSED), PROBED)) == [None, None]
