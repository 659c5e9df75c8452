"""`cnn-exercises check` over all nineteen exercises, solved, beside the reference's own compute for the same cases."""

from __future__ import annotations

import shutil

from grader.core import paths
from grader.core.lessons import lessons
from grader.grading.exercise import PRACTICE_SEED
from tests.bench.handed_in import write_submission
from tests.bench.own_compute import own_compute
from tests.bench.row import Row, milliseconds
from tests.bench.settings import Settings
from tests.bench.timed import PROGRAM, run


def measure(settings: Settings) -> list[Row]:
    """As on a student's first day, with nothing cached. A network that missed its accuracy is no failure here."""
    folder = write_submission(settings.folder / "solved", lessons(), 0)
    shutil.rmtree(paths.cache_folder() / "expected", ignore_errors=True)
    files = [(lesson.name, paths.reference_folder() / lesson.file_name) for lesson in lessons()]
    own = sum(own_compute(files, PRACTICE_SEED))
    seconds = run([PROGRAM, "check"], cwd=folder, expect=(0, 1))
    return [milliseconds("check, all nineteen solved", seconds, own, "references alone")]
