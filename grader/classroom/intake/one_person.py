"""Tells a folder of one person's work from a class's, where nobody said which it is.

Exercise files at the top make it one person's, unless folders beside them hold the same exercises again, as the folders
of a class do: then what lies at the top is a stray.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path

from grader.classroom.intake.export import Export, Top
from grader.classroom.intake.file_names import letters, meant
from grader.classroom.intake.unpacking import archive_stem, is_archive, is_junk

_DEPTH = 4
_OWN_FOLDERS = (
    "hw|homework|exercise|exercises|ex|week|lecture|lab|task|part|problem|assignment|src|code|py|python|solution|solutions"
    "|submission|submit|final|finished|old|new|more|rest|other|others|backup|work|files|figures|images|results|output|docs|venv|env|project|answers|version|v|attempt|draft|copy|data|utils|done"
)
_OWN = re.compile(rf"(?:my|the)?(?:{_OWN_FOLDERS})\d*")


def _exercises(export: Export, top: Top) -> set[str]:
    """Return which exercises' files lie in a folder, as their names tell."""
    found: set[str] = set()
    root = export.root / top.name
    for folder, folders, files in os.walk(root):
        depth = len(Path(folder).relative_to(root).parts)
        folders[:] = [name for name in folders if depth < _DEPTH and not is_junk(name)]
        found |= {match.file_name for name in files if (match := meant(name, export.file_names))}
    return found


def _is_own(name: str, file_names: tuple[str, ...]) -> bool:
    """Return whether a folder is called as people call folders of their own work."""
    plain = letters(name)
    return bool(_OWN.fullmatch(plain)) or meant(f"{name}.py", file_names) is not None


def is_one_persons(export: Export) -> bool:
    """Return whether all of the export is one person's work."""
    at_top = [top for top in export.list_tops() if not top.is_folder and meant(top.name, export.file_names)]
    notebooks = [top for top in export.list_tops() if not top.is_folder and top.name.casefold().endswith(".ipynb")]
    folders = [top for top in export.list_tops() if top.is_folder]
    archives = [top for top in export.list_tops() if not top.is_folder and is_archive(top.name)]
    if not folders and not archives:
        return bool(at_top or notebooks)
    if not at_top and not all(_is_own(top.name, export.file_names) for top in folders):
        return False
    held = {top.name: _exercises(export, top) for top in folders}
    with_work = [top for top in folders if held[top.name]]
    shared = Counter(exercise for names in held.values() for exercise in names)
    if all(_is_own(top.name, export.file_names) for top in with_work) and with_work and not archives:
        return bool(at_top) or max(shared.values()) == 1
    if not at_top:
        return False
    if len(archives) > 1 and not all(_is_own(archive_stem(top.name), export.file_names) for top in archives):
        return False
    return len(with_work) < 2 or (max(shared.values()) == 1 and len(at_top) > 1)
