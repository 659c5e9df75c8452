"""Recognises how a course system lays out its export, and where in an archive it begins.

Plain is a folder (or an archive) per student; one person's work alone is plain too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from grader.classroom.intake import canvas, gradescope, moodle
from grader.classroom.intake.export import Export, Top
from grader.classroom.intake.file_names import meant
from grader.classroom.intake.hand_in import HandIn
from grader.classroom.intake.one_person import is_one_persons
from grader.classroom.intake.unpacking import METADATA, archive_stem, is_archive

_LAYOUTS: dict[str, Callable[[Export], Iterator[HandIn]]] = {
    "gradescope": gradescope.hand_ins,
    "moodle": moodle.hand_ins,
    "canvas": canvas.hand_ins,
}


def _spoken_for(top: Top) -> str:
    """Return the course system that wrote a name: of two that could have, the one whose part begins first."""
    if top.is_folder and gradescope.FOLDER.match(top.name):
        return "gradescope"
    by_moodle = moodle.matched(top.name)
    by_canvas = None if top.is_folder else canvas.matched(top.name)
    if by_moodle and by_canvas:
        return "moodle" if by_moodle.end("who") <= by_canvas.end("who") else "canvas"
    return "moodle" if by_moodle else "canvas" if by_canvas else ""


def layout_of(export: Export) -> str:
    """Return the course system that most of the names speak for, or nothing."""
    tops = export.list_tops()
    if any(top.name == METADATA and top.is_file for top in tops):
        return "gradescope"
    spoken = Counter(_spoken_for(top) for top in tops)
    files = sum(1 for top in tops if not top.is_folder)
    for name, of in (("gradescope", len(tops) - files), ("moodle", len(tops)), ("canvas", files)):
        if spoken[name] and spoken[name] >= of / 2:
            return name
    return ""


def one_person(export: Export, student: str) -> HandIn:
    """Return all of the export as one student's work."""
    entries = [entry for top in export.list_tops() for entry in export.entries(top, top.name)]
    return HandIn(student, tuple(entries), keeps_times=not export.from_archive, clone=export.root)


def _plain(export: Export) -> Iterator[HandIn]:
    for top in export.list_tops():
        if top.is_folder:
            yield HandIn(top.name, export.entries(top), clone=export.root / top.name)
        elif is_archive(top.name) and (top.is_file or top.lost):
            yield HandIn(archive_stem(top.name), export.entries(top, top.name))
        else:
            export.lose(top)


def hand_ins(export: Export, student: str, *, single: bool) -> list[HandIn]:
    """Return the class's hand-ins; `student` is what one person is called whose name nobody knows."""
    if single:
        return [one_person(export, student)]
    layout = layout_of(export)
    if layout:
        return list(_LAYOUTS[layout](export))
    if is_one_persons(export):
        return [one_person(export, student)]
    return list(_plain(export))


def _students(export: Export) -> int:
    """Return how many students' folders or archives lie at the top, if nobody's work does."""
    if any(meant(top.name, export.file_names) for top in export.list_tops()):
        return 0
    return sum(1 for top in export.list_tops() if top.is_folder or is_archive(top.name))


def below(export: Export) -> Export:
    """Return the export where it begins: past folders that hold nothing but one folder.

    That is where a course system's names are; else, in an archive, where several students' folders are, or below a
    folder that is called as the archive is.
    """
    chain = [export]
    while len(chain) < 6 and len(chain[-1].list_tops()) == 1 and chain[-1].list_tops()[0].is_folder:
        chain.append(_inner(chain[-1], chain[-1].list_tops()[0]))
    for deeper in chain:
        if layout_of(deeper):
            return deeper
    if not export.from_archive:
        return export
    if _students(chain[-1]) > 1:
        return chain[-1]
    is_called_so = len(chain) > 1 and export.list_tops()[0].name == archive_stem(export.shown)
    return chain[1] if is_called_so and _students(chain[1]) else export


def _inner(export: Export, top: Top) -> Export:
    refused = [one for one in export.refused if one.path and len(one.path.parts) > 1 and one.path.parts[0] == top.name]
    nearer = [type(one)(one.name, one.path.relative_to(top.name), one.reason) for one in refused if one.path]
    return Export(
        export.root / top.name,
        export.shown,
        export.file_names,
        export.aside,
        nearer,
        export.unmapped,
        export.from_archive,
    )
