"""A student's page: every exercise with the messages that the terminal shows, what was printed, how it trained."""

from __future__ import annotations

from collections.abc import Iterator

from grader.classroom.gradebook.roll import Row
from grader.classroom.report.drawings import confusion, loss_curve
from grader.classroom.report.lateness import late_line
from grader.classroom.report.markup import page, text
from grader.classroom.report.material import Material, changed_words, check_message, headline
from grader.core.results import CheckResult, ExerciseResult, Status
from grader.core.status_words import glyph, role, word
from grader.core.text import points_text


def mark(status: Status) -> str:
    """A status as a coloured sign that reads without its colour."""
    return f'<span class="{role(status)}" title="{text(word(status))}">{glyph(status)}</span>'


def _check(result: ExerciseResult, check: CheckResult) -> Iterator[str]:
    score = f"{points_text(check.points)} of {points_text(check.max_points)}"
    name = f"<strong>{text(check.name)}</strong>"
    yield f'<div class="check">{mark(check.status)} {name} <span class="soft">{score}</span>'
    if check.why:
        yield f'<div class="soft">{text(check.why)}</div>'
    message = check_message(result, check)
    if check.mistake and check.mistake not in message:
        hint = f" {text(check.hint)}" if check.hint else ""
        yield f'<div class="mistake"><strong>looks like: {text(check.mistake)}.</strong>{hint}</div>'
    if message and check.status is not Status.PASSED:
        yield f"<pre>{text(message)}</pre>"
    yield "</div>\n"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == round(value) and abs(value) < 1e12 else f"{value:.4g}"


def _measures(result: ExerciseResult) -> str:
    told = ", ".join(f"{text(name)} {_number(value)}" for name, value in result.measures.items())
    return f'<p class="soft">{told}</p>\n' if told else ""


def _exercise(result: ExerciseResult, title: str) -> Iterator[str]:
    opened = " open" if result.status not in (Status.PASSED, Status.MISSING, Status.TODO) else ""
    score = f"{points_text(result.score)} of {points_text(result.max_score)}"
    yield f"<details{opened}><summary>{mark(result.status)} <h3>{text(title)}</h3> "
    line = text(f"{result.exercise}.py · {score} · {headline(result) or 'all right'}")
    yield f'<span class="soft">{line}</span></summary>\n'
    yield _measures(result)
    if "losses" in result.pictures:
        yield loss_curve(result.pictures["losses"])
    if "confusion" in result.pictures:
        yield from confusion(result.pictures["confusion"])
    if result.message and not result.checks:
        yield f"<pre>{text(result.message)}</pre>"
    if result.status not in (Status.MISSING, Status.TODO):
        for check in result.checks:
            yield from _check(result, check)
    if result.output.strip():
        yield f'<p class="soft">what the code printed</p><pre>{text(result.output)}</pre>\n'
    yield "</details>\n"


def body(material: Material, row: Row) -> Iterator[str]:
    """The page without its frame."""
    student = row.result
    yield f"<h1>{text(student.student)}</h1>\n"
    yield f"<p><strong>{points_text(student.score)} of {points_text(student.max_score)} points</strong></p>\n"
    if late := late_line(material, row):
        yield f'<p class="warn">{text(late)}</p>\n'
    if changed := changed_words(material, row):
        counts = f"{points_text(material.final_score(row))} points count"
        yield f'<p class="warn">Changed by hand: {text(changed)}. {counts}.</p>\n'
    for entry in material.comments(row):
        about = f"{entry.exercise}: " if entry.exercise else ""
        yield f'<p class="comment">{text(about + entry.value)}</p>\n'
    if not row.enrolled.handed_in:
        yield '<p class="soft">Nothing was handed in.</p>\n'
    if row.enrolled.notes:
        yield '<ul class="soft">' + "".join(f"<li>{text(note)}</li>" for note in row.enrolled.notes) + "</ul>\n"
    titles = {planned.name: planned.title for planned in material.plan.exercises}
    for result in student.exercises:
        yield from _exercise(result, titles[result.exercise])
    yield f'<p class="soft">cnn-exercises {text(material.plan.program)}, seed {material.plan.seed}</p>\n'


def render(material: Material, row: Row, back: str = "") -> Iterator[str]:
    """The whole page; `back` is where the class's page is."""
    link = [f'<p><a href="{text(back)}">the class</a></p>\n'] if back else []
    return page(row.result.student, (*link, *body(material, row)))
