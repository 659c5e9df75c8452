"""Answers the key for editing: the student's editor, or a word on a notebook, which other programs change."""

from __future__ import annotations

from grader.core.lessons import Lesson
from grader.core.text import escaped
from grader.student.session import Session
from grader.student.sources import notebook_of
from grader.tui.messages import EditFile, Said


def edit(session: Session, lesson: Lesson) -> EditFile | Said:
    """Return what asks for the editor, or says where else an exercise is changed that a notebook holds."""
    notebook = notebook_of(session.folder, lesson)
    if not notebook:
        return EditFile(lesson)
    return Said(f"{lesson.name} is in {escaped(notebook)}: change it in Jupyter or Colab; saving it here runs it")
