"""Says how each role is drawn: in colours of the theme, so that every theme of the palette works, and in sixteen.

One that changes nothing is drawn as its widget is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Look:
    """What a role changes of its widget: ink, ground (a colour of the theme, perhaps with a share of it), weight."""

    ink: str = ""
    ground: str = ""
    weight: str = ""

    def over(self, other: Look) -> Look:
        """Return this one, with what it leaves open as in the other."""
        return Look(self.ink or other.ink, self.ground or other.ground, self.weight or other.weight)


_OF_THEME: Mapping[str, Look] = {
    "text": Look(),
    "line-plain": Look(),
    "muted": Look("foreground 60%"),
    "strong": Look("foreground", "", "bold"),
    "emphasis": Look("", "", "italic"),
    "heading": Look("accent", "", "bold"),
    "section": Look("secondary", "", "bold"),
    "code": Look("warning", "warning 12%"),
    "fence": Look("foreground", "foreground 7%"),
    "keyword": Look("primary", "foreground 7%"),
    "string": Look("success", "foreground 7%"),
    "comment": Look("foreground 55%", "foreground 7%", "italic"),
    "number": Look("warning", "foreground 7%"),
    "accent": Look("accent", "", "bold"),
    "good": Look("success"),
    "bad": Look("error", "", "bold"),
    "warn": Look("warning"),
    "rule": Look("foreground 25%"),
    "curve": Look("success"),
    "cursor": Look("foreground", "primary-muted", "bold"),
    "resting": Look("foreground", "foreground 9%"),
    "mark": Look("accent", "", "bold"),
    "cell-plain": Look("foreground", "foreground 14%"),
    "cell-border": Look("foreground 80%", "secondary 16%"),
    "cell-window": Look("background", "primary 80%", "bold"),
    "cell-focus": Look("background", "accent 90%", "bold"),
    "cell-done": Look("foreground", "success 42%", "bold"),
    "cell-next": Look("warning", "warning 22%"),
    "cell-muted": Look("foreground 55%", "foreground 6%"),
    "cell-first": Look("background", "secondary 80%"),
    "cell-second": Look("background", "warning 80%", "underline"),
    "cell-third": Look("background", "success 80%", "italic"),
    "cell-fourth": Look("background", "error 80%", "bold"),
    "line-border": Look("secondary 80%"),
    "line-window": Look("primary", "", "bold"),
    "line-focus": Look("accent", "", "bold"),
    "line-done": Look("success"),
    "line-next": Look("warning"),
    "line-muted": Look("foreground 60%"),
    "line-first": Look("secondary"),
    "line-second": Look("warning"),
    "line-third": Look("success"),
    "line-fourth": Look("error", "", "bold"),
    "hit-0": Look("foreground 60%", "success 8%"),
    "hit-1": Look("foreground", "success 25%"),
    "hit-2": Look("foreground", "success 45%", "bold"),
    "hit-3": Look("background", "success 65%", "bold"),
    "hit-4": Look("background", "success 85%", "bold"),
    "miss-0": Look("foreground 45%", "error 5%"),
    "miss-1": Look("foreground 80%", "error 18%"),
    "miss-2": Look("foreground", "error 40%", "bold"),
    "miss-3": Look("background", "error 60%", "bold"),
    "miss-4": Look("background", "error 85%", "bold"),
}

_OF_SIXTEEN: Mapping[str, Look] = {
    **dict.fromkeys(
        ("muted", "line-muted", "comment", "cell-muted", "miss-0"), Look("ansi_default", "ansi_default", "dim")
    ),
    **dict.fromkeys(("heading", "accent", "mark", "line-focus"), Look("ansi_bright_yellow", "", "bold")),
    **dict.fromkeys(("warn", "line-next", "line-second"), Look("ansi_bright_yellow")),
    **dict.fromkeys(("code", "number", "cell-next"), Look("ansi_bright_yellow", "ansi_default")),
    **dict.fromkeys(("good", "curve", "line-done", "line-third"), Look("ansi_green")),
    **dict.fromkeys(("string", "hit-0", "hit-1"), Look("ansi_green", "ansi_default")),
    **dict.fromkeys(("bad", "line-fourth"), Look("ansi_bright_red", "", "bold")),
    **dict.fromkeys(("line-border", "line-first"), Look("ansi_cyan")),
    "section": Look("ansi_cyan", "", "bold"),
    "cell-border": Look("ansi_cyan", "ansi_default"),
    "keyword": Look("ansi_bright_magenta", "ansi_default", "bold"),
    "line-window": Look("ansi_bright_magenta", "", "bold"),
    "miss-1": Look("ansi_bright_red", "ansi_default"),
    "fence": Look("ansi_default", "ansi_default", "bold"),
    "rule": Look("ansi_blue"),
    "cursor": Look("ansi_bright_white", "ansi_blue", "bold"),
    "resting": Look("ansi_default", "ansi_default"),
    "cell-plain": Look("ansi_default", "ansi_default"),
    "cell-window": Look("ansi_bright_white", "ansi_magenta"),
    "cell-focus": Look("ansi_black", "ansi_white"),
    "cell-first": Look("ansi_black", "ansi_cyan"),
    "cell-second": Look("ansi_bright_white", "ansi_blue"),
    **dict.fromkeys(("cell-done", "cell-third", "hit-2", "hit-3", "hit-4"), Look("ansi_black", "ansi_green")),
    **dict.fromkeys(("cell-fourth", "miss-2", "miss-3", "miss-4"), Look("ansi_bright_white", "ansi_red")),
}
"""Sixteen colours know no shades: plain grounds, and weight where a shade would be."""

_ON_WHITE = {
    "ansi_bright_yellow": "ansi_magenta",
    "ansi_bright_magenta": "ansi_magenta",
    "ansi_bright_red": "ansi_red",
    "ansi_green": "ansi_blue",
    "ansi_cyan": "ansi_blue",
}
"""The inks that cannot be read on a white terminal's own ground, and what stands for them there."""

_ON_BAR = Look("ansi_bright_white", "ansi_blue")
_KEY_ON_BAR = Look("ansi_bright_yellow", "ansi_blue", "bold")


def look_of(role: str, *, sixteen: bool, light: bool = False, on_bar: bool = False) -> Look:
    """Return how a role is drawn: `light` on a white terminal, `on_bar` in a line whose ground is coloured."""
    look = _OF_THEME[role]
    if sixteen:
        look = _OF_SIXTEEN.get(role, Look()).over(look)
        if light and look.ground in ("", "ansi_default"):
            look = replace(look, ink=_ON_WHITE.get(look.ink, look.ink))
    if sixteen and on_bar:
        look = (_KEY_ON_BAR if role == "accent" else _ON_BAR).over(look)
    return look
