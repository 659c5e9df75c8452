"""Finds where the lines of a notebook's slice stand in the student's own notebook, and says so in texts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial


@dataclass(frozen=True)
class Places:
    """`notebook` is the file's name; `lines` has, for each line of the slice, its cell and its line there, from 1."""

    notebook: str
    lines: tuple[tuple[int, int], ...]

    def at(self, line: int) -> str:
        """Return "cell 7, line 3" for a line of the slice."""
        if not self.lines:
            return f"line {line}"
        cell, inside = self.lines[min(max(line, 1), len(self.lines)) - 1]
        return f"cell {cell}, line {inside}"

    def told(self, text: str, file_name: str) -> str:
        """Return a text with every line of the slice `file_name` named by its place in the notebook."""
        name = re.escape(file_name)
        for before, after in (
            (rf'File "{name}", line ', f'File "{self.notebook}", '),
            (rf"(?<![\w/]){name}:", f"{self.notebook}, "),
            (r"(?<=can't be loaded: )line ", ""),
            (r"\bline (?=\d+( raises |: | was still running))", ""),
            (r"\bon line (?=\d+$)", "on "),
            # how our own sentences begin
            (r"^(?P<indent> *)line (?=\d+(?::| [a-z]))", ""),
        ):
            pattern = re.compile(rf"{before}(?P<line>\d{{1,7}})\b", re.MULTILINE)
            text = pattern.sub(partial(self._placed, after), text)
        return re.sub(rf"(?<![\w/]){name}(?!\w)", lambda _: self.notebook, text)

    def _placed(self, said: str, found: re.Match[str]) -> str:
        return f"{found.groupdict().get('indent', '')}{said}{self.at(int(found['line']))}"
