"""Fills the page templates: every text is cleaned and escaped here, and a page may load and run nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import jinja2
from markupsafe import Markup, escape

from grader.core.text import escaped


def _cleaned(value: Any) -> Any:
    """Clean every value that a template shows; `Markup` is ours and stays."""
    return escaped(value) if isinstance(value, str) and not isinstance(value, Markup) else value


_CODE = re.compile(r"`([^`\n]+)`")


def _code(text: str) -> Markup:
    """Return a text with what stands between backticks as code, escaped like every text."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(escaped(text)))))


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("grader.classroom.report"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_cleaned,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["code"] = _code
    return environment


def page(template: str, title: str, **values: Any) -> Iterator[str]:
    """Return a whole page, self-contained, in pieces: a class of any size streams through."""
    style = Markup(_environment().get_template("report.css").render())
    yield from _environment().get_template(template).generate(title=title, style=style, **values)
