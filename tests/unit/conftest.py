"""What several files of unit tests share: work taken in, and the material of a report.

The helpers are imported where they are used: a bare `pytest tests/unit/test_late.py` does not find `tests`.
"""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from grader.classroom.gradebook.store import Gradebook
from grader.classroom.intake.hand_in import Intake
from grader.classroom.intake.take_in import Asked, taken_in

# a busy machine decides no test
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


@pytest.fixture
def take(tmp_path):
    from tests.unit.handed_in import FILES

    with ExitStack() as stack:

        def taking(path: Path, roster: str | bytes | None = None, **asked) -> Intake:
            written = None
            if roster is not None:
                written = tmp_path / "roster.csv"
                written.write_bytes(roster if isinstance(roster, bytes) else roster.encode())
            return stack.enter_context(taken_in(path, FILES, Asked(roster=written, **asked)))

        yield taking


@pytest.fixture
def of(tmp_path):
    """A material out of results by student."""
    from tests.unit.classes import filled, material

    opened = []

    def make(results, of=None, *notes, **enrolled):
        gradebook = Gradebook(filled(tmp_path / f"{len(opened)}.sqlite", results, of, **enrolled))
        opened.append(gradebook)
        return material(gradebook, *notes)

    yield make
    for gradebook in opened:
        gradebook.close()
