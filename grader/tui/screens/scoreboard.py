"""Lists every exercise's best score, attempts, last run, and how the score grew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType

from grader.core.lessons import Lesson
from grader.core.results import Status
from grader.core.status_words import glyph as glyph_of
from grader.core.status_words import role as role_of
from grader.core.text import of_points, points_text
from grader.student.session import Session
from grader.tui.drawing.charts import sparkline
from grader.tui.drawing.figures import bar_text
from grader.tui.drawing.rows import BLANK, Row, Span, padded, row
from grader.tui.drawing.words import ago
from grader.tui.screens.page import Page

_BAR = 12


class Scoreboard(Page):
    """Opened and closed by p."""

    BINDINGS: ClassVar[list[BindingType]] = [("p", "dismiss", "Close")]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def heading(self) -> str:
        """Return the title."""
        return "Scoreboard"

    def heading_right(self) -> Row:
        """Return all together."""
        score, most = self._session.total
        solved = f"{self._session.solved_count} of {len(self._session.lessons)} solved"
        return row(f"{solved}   ", (f"{points_text(score)}/{points_text(most)} points", "strong"))

    def content(self, width: int) -> Sequence[Row]:
        """Return a row an exercise."""
        titles = min(max(width - 56, 18), 34)
        rows: list[Row] = [
            _columns("", "exercise", "best", "", "tried", "last run", "growth", titles, "muted"),
        ]
        section = ""
        for lesson in self._session.lessons:
            if lesson.exercise.section != section:
                section = lesson.exercise.section
                rows += [*([BLANK] if width >= 110 else []), row((section, "section"))]
            rows.append(self._row(lesson, width, titles))
        return rows

    def _row(self, lesson: Lesson, width: int, titles: int) -> Row:
        standing = self._session.standing(lesson)
        most = lesson.exercise.max_score
        if standing is None:
            glyph, role = glyph_of(Status.TODO), role_of(Status.TODO)
            return _columns(
                glyph, lesson.exercise.title, of_points(0, most), " " * _BAR, "-", "never", "", titles, "muted"
            )
        glyph, role = glyph_of(standing.status), role_of(standing.status)
        growth = sparkline(standing.scores, most, max(width - titles - 44, 6))
        bar = bar_text(standing.best / most if most else 0, _BAR)
        best = of_points(standing.best, most)
        when = ago(standing.last_run)
        return _columns(glyph, lesson.exercise.title, best, bar, str(standing.attempts), when, growth, titles, role)


def _columns(
    glyph: str, title: str, best: str, bar: str, tried: str, when: str, growth: str, titles: int, role: str
) -> Row:
    word = "muted" if role == "muted" else "text"
    cells = ((f" {glyph} ", role, 3), (title, word, titles), (f"{best:>8} ", role, 9), (bar, role, _BAR + 1))
    more = ((f"{tried:>5}  ", word, 7), (when, word, 12))
    spans: list[Span] = []
    for text, colour, columns in (*cells, *more):
        spans.extend(padded(row((text, colour)), columns))
    return (*spans, *row((growth, role)))
