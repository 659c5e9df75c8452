"""Says above the keys where an exercise stands and what to press, when nothing else is to be said.

Everything that it says to press acts on the exercise that it names.
"""

from __future__ import annotations

from grader.core.lessons import Lesson
from grader.core.results import ExerciseResult, Status
from grader.core.text import escaped
from grader.student.session import Session
from grader.tui.drawing.words import verdict


def suggestion(session: Session, lesson: Lesson, *, answering: bool) -> str:
    """Return one line: the exercise, how its file is, and the keys that help now."""
    return f"{lesson.name}: {_said(session, lesson, answering)}"


def _said(session: Session, lesson: Lesson, answering: bool) -> str:
    state = session.state(lesson)
    if state is Status.MISSING:
        return "no such file here · x writes the starter"
    if state is None:
        return "changed since it was run · r runs it"
    result = session.result(lesson)
    if state is Status.TODO or result is None:
        return _to_begin(session, lesson)
    if state is Status.PASSED:
        if result.pictures:
            return "solved · v: what it learned, n: next one, s: solution"
        return "solved · n goes to the next one, s shows the solution"
    if result.busy:
        return f"{result.busy} · r: once more"
    hint = f"h a hint ({session.hints_revealed(lesson)} of {len(lesson.hints)})"
    if answering:
        return f"Enter opens the check in full, {hint}"
    return f"{verdict(result)} · Enter shows your answer, {hint}"


def _to_begin(session: Session, lesson: Lesson) -> str:
    file_name = session.file_name(lesson)
    keys = ["save it" if file_name == lesson.file_name else f"save {escaped(file_name)}"]
    if file_name == lesson.file_name and not lesson.experiment:  # the foot has e too, and both do not fit
        keys.append("e opens it")
    if session.next_question(lesson) is not None:
        keys.append("w to predict")
    if lesson.experiment:
        keys.append("t experiment")
    return f"not run yet · {', '.join(keys)}"


def answer_words(session: Session, lesson: Lesson) -> str:
    """Return the exercise and its verdict, where another one is being looked at."""
    result = session.result(lesson)
    return f"{lesson.name}: {verdict(result) if result is not None else 'was run'}"


def summary(results: list[ExerciseResult]) -> str:
    """Return what running all of them gave."""
    passed = sum(result.status is Status.PASSED for result in results)
    untouched = sum(result.status in (Status.TODO, Status.MISSING) for result in results)
    wrong = len(results) - passed - untouched
    parts = [f"{passed} solved", f"{wrong} with something wrong", f"{untouched} not started"]
    return f"all run: {', '.join(part for part in parts if not part.startswith('0 '))} · p shows the scoreboard"
