"""What the sandbox's tests share: one small sandbox, and a way to run a source in it."""

from __future__ import annotations

import textwrap

import pytest

from exercises.definition import Needs
from grader.sandbox.parent.client import Sandbox
from grader.sandbox.parent.jobs import Answer, Call, Ended, Job

PATH = "/nowhere/file.py"


class Ran:
    """A run: the outcomes of `f(0)`, `f(1)` ... and the end."""

    def __init__(self, heard) -> None:
        self.answers = [one for one in heard if isinstance(one, Answer)]
        self.end = heard[-1]
        assert isinstance(self.end, Ended)

    @property
    def values(self):
        return [one.outcome.value for one in self.answers]

    @property
    def value(self):
        (value,) = self.values
        return value


def job(source: str, calls: int = 1, **settings) -> Job:
    """The job of calling `f(0)`, `f(1)` ... in a file of this source."""
    asked = tuple(Call("f", (number,)) for number in range(calls))
    given = {"needs": Needs.NUMPY, "seconds": 10.0, **settings}
    modules = ((PATH, textwrap.dedent(source).encode()),)
    return Job(modules=modules, calls=asked, numbers=tuple(range(calls)), seed=1, **given)


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox() as made:
        yield made


@pytest.fixture
def run(sandbox):
    """Run a source's `f`: what came of it."""

    def ran(source: str, calls: int = 1, cancelled=None, **settings) -> Ran:
        return Ran(list(sandbox.run(job(source, calls, **settings), cancelled)))

    return ran
