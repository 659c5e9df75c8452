"""Writes one notebook with all exercises: each a statement and a marked cell with its starter."""

from __future__ import annotations

from collections.abc import Sequence

from grader.core.lessons import Lesson

_HEAD = """# Exercises on convolutional networks

Write into the cells marked `# exercise: ...` and keep that line: by it an exercise finds its cell. Add cells where you
like: what your functions need is taken from them, and nothing else of this notebook runs when it is checked.

`cnn-exercises check` in this folder checks all, `cnn-exercises` shows the exercises and checks whatever you save."""


def notebook_text(lessons: Sequence[Lesson]) -> str:
    """Return a notebook of format 4.5 with all exercises, ready to be handed out."""
    # 0.1 s, for this alone
    import nbformat
    from nbformat import v4

    cells = [v4.new_markdown_cell(_HEAD, id="head")]
    for lesson in lessons:
        name = lesson.name.replace("_", "-")
        cells.append(v4.new_markdown_cell(lesson.statement.strip(), id=f"{name}-statement"))
        cells.append(v4.new_code_cell(f"# exercise: {lesson.name}\n{lesson.starter.strip()}", id=name))
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    made = v4.new_notebook(cells=cells, metadata=metadata)
    nbformat.validate(made)
    text: str = nbformat.writes(made)
    return f"{text}\n"
