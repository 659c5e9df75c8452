"""Turns statements and hints into plain lines: the Markdown's marks as words, or left out. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.student.told import spoken

_INLINE = re.compile(r"(\*\*|__|`)(?P<text>.+?)\1")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?P<text>[^*\s][^*]*)\*(?![\w*])")
_RULE = re.compile(r"\|?[\s:|-]+\|?")


def plain_lines(markdown: str) -> Iterator[str]:
    """Yield the text line by line: headings as such, tables as rows with commas, code between two spoken lines."""
    fenced = False
    paragraph = ""
    for line in [*markdown.splitlines(), ""]:
        text = line.strip()
        starts = fenced or not text or text.startswith(("```", "#", "|", "- ", "* ")) or re.match(r"\d+\. ", text)
        if starts and paragraph:
            yield _inline(paragraph)
            paragraph = ""
        if text.startswith("```"):
            fenced = not fenced
            yield "Code:" if fenced else "End of the code."
        elif fenced:
            yield re.sub(r"(^|\s)# ?", r"\1Comment: ", spoken(line))
        elif text.startswith("#"):
            yield f"Heading: {_inline(text.lstrip('# '))}"
        elif text.startswith("|"):
            if not _RULE.fullmatch(text):
                yield ", ".join(_inline(cell.strip()) for cell in text.strip("|").split("|"))
        elif text:
            paragraph = f"{paragraph} {text}".strip()


def _inline(text: str) -> str:
    text = _INLINE.sub(lambda found: found["text"], text)
    return spoken(_EMPHASIS.sub(lambda found: found["text"], text))
