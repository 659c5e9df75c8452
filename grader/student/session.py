"""Holds what screens and plain commands show: the folder, the exercises, the student's standing, the last results.

No widgets and no threads of its own. A history that cannot be used is one line in `warning`; the session goes on from
memory. Running belongs to `runs`.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from exercises.definition import Mistake, Question
from grader.core import atomic, predictions_file
from grader.core.atomic import WriteError
from grader.core.database import RecordsError
from grader.core.lessons import Lesson
from grader.core.predictions_file import PredictionsError
from grader.core.results import ExerciseResult, Status
from grader.core.source import SourceFile, is_untouched
from grader.student.history import History, Standing, StoredRun
from grader.student.predictions import Answered, Prediction, is_right, reply
from grader.student.sources import chosen_in, has_notebook, source_in
from grader.student.workspace import has_exercises


class Session:
    """One student's sitting."""

    def __init__(self, folder: Path, lessons: Sequence[Lesson]) -> None:
        self.folder = folder
        self.lessons = tuple(lessons)
        self.warning = ""
        self._standings: dict[str, Standing] = {}
        self._last: dict[str, StoredRun] = {}
        self._states: dict[str, tuple[str, Status | None, str]] = {}
        """Of each file as it was when last looked at: its digest, its status, its name."""
        self._kept: dict[str, tuple[str, Status]] = {}
        self._hints: dict[str, int] = {}
        self._predictions: dict[str, dict[int, Prediction]] = {}
        self._history: History | None = None
        if self.has_exercises():
            self.open_history()

    def has_exercises(self) -> bool:
        """Return whether the folder holds any exercise's file, or a notebook that stands for one."""
        return has_exercises(self.folder, self.lessons) or has_notebook(self.folder)

    def open_history(self) -> None:
        """Read what is remembered of this folder."""
        try:
            self._history = History.of_folder(self.folder)
            self._standings = self._history.standings()
            self._kept = self._history.last_statuses()
        except RecordsError as problem:
            self._lose_history(problem)

    def read_secret(self) -> bytes | None:
        """Return what held-out images are drawn from; None where no history keeps it."""
        if self._history is None:
            return None
        try:
            return self._history.secret()
        except RecordsError as problem:
            self._lose_history(problem)
            return None

    def close(self) -> None:
        """Let go of the history."""
        if self._history is not None:
            self._history.close()
            self._history = None

    def _lose_history(self, problem: RecordsError) -> None:
        self.warning = f"{problem}. Going on without history."
        self._history = None

    # --- where the student stands ------------------------------------------------------------------------------------

    def source(self, lesson: Lesson) -> SourceFile:
        """Return the student's file, or the cells of their notebook, as they are now."""
        return source_in(self.folder, lesson)

    def standing(self, lesson: Lesson) -> Standing | None:
        """Return best score and attempts, or None where it was never tried."""
        return self._standings.get(lesson.name)

    def solved(self, lesson: Lesson) -> bool:
        """Return whether one run passed every check."""
        standing = self.standing(lesson)
        return standing is not None and standing.solved

    def score(self, lesson: Lesson) -> float:
        """Return the best score so far."""
        standing = self.standing(lesson)
        return standing.best if standing else 0.0

    @property
    def solved_count(self) -> int:
        """Return how many exercises are solved."""
        return sum(map(self.solved, self.lessons))

    @property
    def total(self) -> tuple[float, float]:
        """Return best scores together, and what all exercises could earn."""
        return sum(map(self.score, self.lessons)), sum(lesson.exercise.max_score for lesson in self.lessons)

    def next_unsolved(self, lesson: Lesson) -> Lesson | None:
        """Return the next unsolved exercise, after the last one from the start again; None where all are solved."""
        at = self.lessons.index(lesson)
        order = (*self.lessons[at + 1 :], *self.lessons[:at])
        return next((other for other in order if not self.solved(other)), None)

    # --- files and results -------------------------------------------------------------------------------------------

    def state(self, lesson: Lesson) -> Status | None:
        """Return the status of the file as it was when last looked at; None where it changed since it was run."""
        return self._seen(lesson)[1]

    def file_name(self, lesson: Lesson) -> str:
        """Return the file that stood for the exercise when last looked at: its own, or a notebook."""
        return self._seen(lesson)[2]

    def _seen(self, lesson: Lesson) -> tuple[str, Status | None, str]:
        if lesson.name not in self._states:
            self.look(lesson)
        return self._states[lesson.name]

    def look(self, lesson: Lesson) -> None:
        """Look at the file again."""
        chosen = chosen_in(self.folder, lesson)
        source = chosen.source
        digest, status = self._kept.get(lesson.name, ("", None))
        if source.absent:
            status = Status.MISSING
        elif digest != source.digest:
            status = Status.TODO if is_untouched(source, lesson.starter) else None
        self._states[lesson.name] = source.digest, status, chosen.file_name

    def last(self, lesson: Lesson) -> StoredRun | None:
        """Return the last run, whether or not the file changed since: of this sitting, or from the history."""
        if lesson.name not in self._last and self._history is not None and lesson.name in self._kept:
            try:
                kept = self._history.last_run(lesson.name)
            except RecordsError as problem:
                self._lose_history(problem)
                return None
            if kept is not None:
                self._last[lesson.name] = kept
        return self._last.get(lesson.name)

    def result(self, lesson: Lesson) -> ExerciseResult | None:
        """Return the last run's result, where the file is still the one that was run."""
        last = self.last(lesson)
        return last.result if last is not None and last.digest == self._seen(lesson)[0] else None

    def keep(self, result: ExerciseResult, digest: str) -> None:
        """Remember a run that is over, on disk where that works."""
        self._kept[result.exercise] = (digest, result.status)
        self._states.pop(result.exercise, None)
        if self._history is not None:
            try:
                self._last[result.exercise] = self._history.record(result, digest)
                self._standings = self._history.standings()
                return
            except RecordsError as problem:
                self._lose_history(problem)
        before = self._last.get(result.exercise)
        self._last[result.exercise] = StoredRun(digest, before.number + 1 if before else 1, time.time(), result)
        if result.is_attempt:
            self._keep_standing(result)

    def _keep_standing(self, result: ExerciseResult) -> None:
        """Add a run to where the student stands, without a history."""
        before = self._standings.get(result.exercise)
        now = Standing(result.exercise, result.status, result.score, result.max_score, 1, time.time(), (result.score,))
        if before is not None:
            now = replace(now, attempts=before.attempts + 1, scores=(*before.scores, result.score))
            if before.best > result.score:
                now = replace(now, best=before.best, status=before.status)
        self._standings[result.exercise] = now

    # --- hints -------------------------------------------------------------------------------------------------------

    def diagnosed(self, lesson: Lesson) -> tuple[Mistake, ...]:
        """Return the misconceptions that the last run looked like: their hints come before the general ones."""
        last = self.last(lesson)
        checks = last.result.checks if last is not None else ()
        names = dict.fromkeys(name for check in checks for name in check.mistakes or (check.mistake,))
        by_name = {mistake.name: mistake for mistake in reversed(lesson.mistakes)}
        return tuple(by_name[name] for name in names if name in by_name and by_name[name].hint)

    def hints_revealed(self, lesson: Lesson) -> int:
        """Return how many hints are open."""
        if lesson.name not in self._hints:
            self._hints[lesson.name] = 0
            if self._history is not None:
                try:
                    self._hints[lesson.name] = self._history.hints_revealed(lesson.name)
                except RecordsError as problem:
                    self._lose_history(problem)
        return min(self._hints[lesson.name], len(lesson.hints))

    def reveal_hint(self, lesson: Lesson) -> int:
        """Open one more hint; return how many are open."""
        count = min(self.hints_revealed(lesson) + 1, len(lesson.hints))
        self._hints[lesson.name] = count
        if self._history is not None:
            try:
                self._history.reveal_hints(lesson.name, count)
            except RecordsError as problem:
                self._lose_history(problem)
        return count

    # --- predictions -------------------------------------------------------------------------------------------------

    def predictions(self, lesson: Lesson) -> dict[int, Prediction]:
        """Return what the student predicted, by the question's place."""
        if lesson.name not in self._predictions:
            found: tuple[Prediction, ...] = ()
            if self._history is not None:
                try:
                    found = self._history.predicted(lesson.name)
                except RecordsError as problem:
                    self._lose_history(problem)
            self._predictions[lesson.name] = {one.question: one for one in found}
        return self._predictions[lesson.name]

    def next_question(self, lesson: Lesson) -> tuple[int, Question] | None:
        """Return the first question that has no prediction yet, with its place; None where all have."""
        known = self.predictions(lesson)
        return next(((at, one) for at, one in enumerate(lesson.exercise.questions) if at not in known), None)

    def predict(self, lesson: Lesson, at: int, answer: Answered) -> str:
        """Keep what the student predicts for the question at that place, the first time; return the reply to it."""
        question = lesson.exercise.questions[at]
        made = Prediction(at, str(answer), is_right(question, answer))
        self.predictions(lesson).setdefault(at, made)
        if self._history is not None:
            try:
                self._history.predict(lesson.name, made)
            except RecordsError as problem:
                self._lose_history(problem)
        if self.has_exercises():
            self._write_predictions()
        return reply(question, answer)

    def _write_predictions(self) -> None:
        """Bring the file that is handed in up to date; what it says of other exercises stays."""
        told: dict[str, tuple[str, ...]] = {}
        with suppress(OSError, PredictionsError):
            told.update(predictions_file.read(self.folder))
        for lesson in self.lessons:
            known = self.predictions(lesson)
            if known:
                before = told.get(lesson.name, ())
                places = range(len(lesson.exercise.questions))
                told[lesson.name] = tuple(
                    known[at].answer if at in known else before[at] if at < len(before) else "" for at in places
                )
        try:
            atomic.write_text(self.folder / predictions_file.NAME, predictions_file.text_of(told))
        except WriteError as problem:
            self.warning = self.warning or f"{problem}. Your predictions stay with you."
