"""Wraps a student's file in a notebook as students damage theirs: `WRAPPINGS`, by what was done to it.

Each takes the exercise, the file's text and a text of other people's cells, and returns a notebook's bytes.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from grader.core.lessons import Lesson, lessons
from grader.core.notebook.exercises import exercises_in
from grader.core.results import ExerciseResult, Finished
from grader.core.source import SourceFile
from grader.grading.exercise import grade_exercise
from grader.sandbox.parent.client import Sandbox

Wrapping = Callable[[Lesson, str], bytes]

_LOUD = "raise RuntimeError('nothing else of the notebook runs')"
_TORCH_TOP = "import torch, torchvision\nimport torch.nn as nn\nimport matplotlib.pyplot as plt\n%matplotlib inline"
_TRAINING = (
    "for epoch in range(2):\n    for images, labels in loader:\n        loss = step(images)\n        loss.backward()"
)


def code(text: str, **more: Any) -> dict[str, Any]:
    """A code cell."""
    lines = text.splitlines(keepends=True)
    return {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": lines, **more}


def said(text: str) -> dict[str, Any]:
    """A cell of text."""
    return {"cell_type": "markdown", "metadata": {}, "source": [text]}


def notebook(cells: Sequence[dict[str, Any]], **more: Any) -> bytes:
    """A notebook of format 4."""
    whole = {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5, **more}
    return json.dumps(whole).encode("utf-8", "surrogatepass")


def pieces(text: str) -> list[str]:
    """A file's top-level statements, each with the comments above it; the file as it is where it is no Python."""
    try:
        body = ast.parse(text).body
    except (SyntaxError, ValueError):
        return [text]
    lines, start, found = text.split("\n"), 0, []
    for node, after in zip(body, [*body[1:], None], strict=True):
        end = node.end_lineno or node.lineno
        if after is not None and after.lineno <= end:  # two on one line
            continue
        found.append("\n".join(lines[start:end]))
        start = end
    return found


def _strewn(lesson: Lesson, text: str) -> bytes:
    """Magics, shell lines, a drive mount, plots and a training between the statements."""
    noise = ["!pip install -q einops", "%%bash\nls don't", "?help", "from google.colab import drive\ndrive.mount('/d')"]
    cells = [code(_TORCH_TOP), code(_LOUD)]
    for at, piece in enumerate(pieces(text)):
        cells += [code(f"%time pass\n{piece}\nprint(1)\n!ls {{x}} 'don"), code(noise[at % len(noise)]), code(_TRAINING)]
    return notebook(cells)


def _handed_out_first_and_last(lesson: Lesson, text: str) -> bytes:
    """The starter stands above and, run again, below."""
    return notebook([code(lesson.starter), code(text), code(text), code(lesson.starter)])


def _reordered(lesson: Lesson, text: str) -> bytes:
    """Each function before what it needs."""
    kinds = (ast.FunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)
    found = pieces(text)
    try:
        movable = all(isinstance(node, kinds) for node in ast.parse(text).body[1:])
    except (SyntaxError, ValueError):
        movable = False
    return notebook([code(piece) for piece in (found[::-1] if movable else found)])


def _emptied(lesson: Lesson, text: str) -> bytes:
    cells = [
        cell for piece in pieces(text) for cell in (code(""), code(piece), said(""), code("\n \n"), code("# gone"))
    ]
    return notebook([{}, *cells, {"cell_type": "code"}, {"cell_type": "code", "source": None}])


def _bare(lesson: Lesson, text: str) -> bytes:
    """Without metadata, ids, outputs or versions."""
    return json.dumps({"cells": [{"cell_type": "code", "source": piece} for piece in pieces(text)]}).encode()


def _third_format(lesson: Lesson, text: str) -> bytes:
    cells = [{"cell_type": "heading", "level": 2, "source": "work"}]
    cells += [{"cell_type": "code", "language": "python", "input": [text], "outputs": []}]
    whole = {"metadata": {"name": ""}, "nbformat": 3, "nbformat_minor": 0, "worksheets": [{"cells": cells}]}
    return json.dumps(whole).encode()


def _odd_outputs(lesson: Lesson, text: str) -> bytes:
    outputs = [
        {"data": {"image/png": "A" * 2000, "x": float("nan")}},
        {"text": "\ud800"},
        10**5000 // 7 if False else 7,
    ]
    return b"\xef\xbb\xbf" + notebook(
        [code("plot()", outputs=outputs), code(text, outputs=[float("inf"), [[[]]]], id=3)]
    )


def _written_to_a_file(lesson: Lesson, text: str) -> bytes:
    return notebook([code(lesson.starter), code(f"%%writefile {lesson.file_name}\n{text}"), code(lesson.starter)])


def _marked(lesson: Lesson, text: str) -> bytes:
    """The last definition is no longer the author's, but a classmate's below it."""
    broken = "\n".join(f"def {name}(*args, **kwargs):\n    return 'not mine'" for name in lesson.exercise.functions)
    return notebook([code(f"# exercise: {lesson.name}\n{text}"), code(broken)])


def _under_a_heading(lesson: Lesson, text: str) -> bytes:
    broken = "\n".join(f"def {name}(*args, **kwargs):\n    return 'not mine'" for name in lesson.exercise.functions)
    cells = [said(f"## {lesson.exercise.number}. {lesson.exercise.title}\nSome words.")]
    return notebook([code(broken), *cells, *map(code, pieces(text)), said("## More"), code(broken)])


def _old_versions(lesson: Lesson, text: str) -> bytes:
    old = "\n".join(
        f"import torch\ndef {name}(*args, **kwargs):\n    return torch" for name in lesson.exercise.functions
    )
    return notebook([code(old), code(text), code(_LOUD)])


def _beside_what_is_no_python(lesson: Lesson, text: str) -> bytes:
    cells = [code("x = (1,\nfor\n"), *map(code, pieces(text)), code('this is no Python\n"""'), code("a b\0c")]
    return notebook(cells)


def _indented(lesson: Lesson, text: str) -> bytes:
    """A cell moved to the right as a whole. What holds texts of several lines would change with it."""
    body = text if '"""' in text or "'''" in text else "\n".join(f"    {line}" for line in text.split("\n"))
    return notebook([code(body.replace("\n", "\r\n"))])


def _downloaded(lesson: Lesson, text: str) -> bytes:
    return notebook([code(text)]).decode().encode("utf-16")


def _lines_without_ends(lesson: Lesson, text: str) -> bytes:
    return notebook([code(text) | {"source": text.split("\n"), "metadata": []}])


def _after_colab(lesson: Lesson, text: str) -> bytes:
    cells = [code(piece, metadata={"id": "x" * 12, "colab": {"base_uri": "u"}}, outputs=None) for piece in pieces(text)]
    more = {"colab": {"provenance": [], "gpuType": "T4"}, "accelerator": "GPU", "kernelspec": {"name": "python3"}}
    return notebook([said("<a href='x'>Open In Colab</a>"), *cells], metadata=more, nbformat_minor=0)


WRAPPINGS: dict[str, Wrapping] = {
    "one cell": lambda lesson, text: notebook([code(text)]),
    "split": lambda lesson, text: notebook([code(piece) for piece in pieces(text)]),
    "strewn with magics": _strewn,
    "duplicated": lambda lesson, text: notebook([code(piece) for piece in pieces(text) for _ in range(2)]),
    "handed out first and last": _handed_out_first_and_last,
    "reordered": _reordered,
    "emptied": _emptied,
    "bare": _bare,
    "third format": _third_format,
    "odd outputs": _odd_outputs,
    "written to a file": _written_to_a_file,
    "marked": _marked,
    "under a heading": _under_a_heading,
    "old versions": _old_versions,
    "beside what is no Python": _beside_what_is_no_python,
    "indented": _indented,
    "downloaded as UTF-16": _downloaded,
    "lines without ends": _lines_without_ends,
    "after Colab": _after_colab,
}


def in_notebook(lesson: Lesson, text: str, wrapping: Wrapping) -> SourceFile | None:
    """What a notebook made of a file stands for."""
    return exercises_in(wrapping(lesson, text), "hw.ipynb", lessons()).get(lesson.name)


def code_of(source: SourceFile | None) -> list[str]:
    """A slice's statements, in any order; its lines where it is no Python."""
    if source is None:
        return []
    try:
        return sorted(ast.dump(node) for node in ast.parse(source.content).body)
    except (SyntaxError, ValueError):
        return sorted(source.content.decode().split("\n"))


def damaged(lesson: Lesson, text: str, wrappings: Iterable[str] = WRAPPINGS) -> list[str]:
    """The kinds of damage under which a file is no longer what it is in one cell."""
    whole = code_of(in_notebook(lesson, text, WRAPPINGS["one cell"]))
    return [kind for kind in wrappings if code_of(in_notebook(lesson, text, WRAPPINGS[kind])) != whole]


def graded_in_notebook(lesson: Lesson, text: str, kind: str, sandbox: Sandbox, seed: int = 0) -> ExerciseResult:
    """The verdict on a file wrapped in a notebook."""
    source = in_notebook(lesson, text, WRAPPINGS[kind])
    assert source is not None, "the notebook stands for nothing"
    *_, finished = grade_exercise(lesson, source, seed, sandbox)
    assert isinstance(finished, Finished)
    return finished.result
