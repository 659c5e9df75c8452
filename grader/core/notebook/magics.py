"""Takes out of a cell, line by line, what only a notebook understands: magics, shell lines, help. Pure."""

from __future__ import annotations

import ast
import re

_CELL_MAGIC = re.compile(r"%%(\w+)[ \t]*(.*)")
_OTHER_LANGUAGE = re.compile(
    "ai|bash|bigquery|cython|html|javascript|js|julia|latex|markdown|perl|R|ruby|script|sh|skip|sql|svg|sx|system"
)
_FILE = ("writefile", "file")
_LINE = re.compile(r"^([ \t]*)(?:[!%](?!=)|\?{1,2}[\w%]|[,;/][A-Za-z_])")
_HELP = re.compile(r"^([ \t]*)%{0,2}[\w.*]+\?{1,2}[ \t]*$")
_ASSIGNED = re.compile(r"^([ \t]*[\w., \t]+=[ \t]*)[!%][A-Za-z_.~/]")
# a text that is not closed goes on to the end of its line
_TOKEN = re.compile(r"#.*|[rRbBuUfF]{0,2}(\"\"\"|''')|(\"(?:[^\"\\\n]|\\.)*\"?|'(?:[^'\\\n]|\\.)*'?)|([(\[{])|([)\]}])")


def without_magics(text: str) -> tuple[str, str]:
    """Return (the file that a `%%writefile` writes, or nothing; the cell as Python with the same number of lines)."""
    lines = text.split("\n")
    first = next((at for at, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#")), 0)
    written = ""
    while (found := _CELL_MAGIC.match(lines[first].strip())) is not None:
        if _OTHER_LANGUAGE.fullmatch(found[1]):
            return "", "\n" * (len(lines) - 1)
        if found[1] in _FILE:
            written = found[2].removeprefix("-a ").strip().strip("\"'").replace("\\", "/").rpartition("/")[2]
        lines[first] = ""
        first = next((at for at in range(first, len(lines)) if lines[at].strip()), first)
    lines = _set_left(lines, first)
    text = "\n".join(lines)
    return written, text if parses(text) else "\n".join(_plain(lines))


def parses(text: str) -> bool:
    """Return whether this is Python."""
    try:
        ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _set_left(lines: list[str], first: int) -> list[str]:
    """Move a cell that is indented as a whole to the left, as Jupyter does."""
    indent = lines[first][: len(lines[first]) - len(lines[first].lstrip())]
    return [line.removeprefix(indent) for line in lines] if indent else lines


class Depth:
    """Whether a line begins a statement: no bracket, no text and no backslash is open from the lines before."""

    def __init__(self) -> None:
        self._brackets = 0
        self._quotes = ""
        self._goes_on = False

    @property
    def is_start(self) -> bool:
        """Return whether the next line begins a statement."""
        return not (self._brackets or self._quotes or self._goes_on)

    def pass_line(self, line: str) -> None:
        """Go past a line."""
        at = 0
        if self._quotes:
            end = line.find(self._quotes)
            if end < 0:
                return
            at, self._quotes = end + 3, ""
        while (found := _TOKEN.search(line, at)) is not None:
            at = found.end()
            if found[1]:
                end = line.find(found[1], at)
                if end < 0:
                    self._quotes = found[1]
                    return
                at = end + 3
            elif found[3]:
                self._brackets += 1
            elif found[4]:
                self._brackets = max(0, self._brackets - 1)
        self._goes_on = line.endswith("\\") and "#" not in line


def _plain(lines: list[str]) -> list[str]:
    plain: list[str] = []
    depth, in_command = Depth(), False
    for line in lines:
        said = line
        if in_command:
            said, in_command = "", line.endswith("\\")
        elif depth.is_start:
            found = _LINE.match(line) or _HELP.match(line)
            if found is not None:
                said, in_command = f"{found[1]}pass", line.endswith("\\")
            elif (found := _ASSIGNED.match(line)) is not None:
                said, in_command = f"{found[1]}None", line.endswith("\\")
        depth.pass_line(said)
        plain.append(said)
    return plain
