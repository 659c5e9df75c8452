"""Says how each role is drawn: in colours of the theme, so that every theme of the palette works, and in sixteen.

One that changes nothing is drawn as its widget is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


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
    "muted": Look("ansi_default", "ansi_default", "dim"),
    "line-muted": Look("ansi_default", "ansi_default", "dim"),
    "comment": Look("ansi_default", "ansi_default", "dim"),
    "heading": Look("ansi_bright_yellow", "", "bold"),
    "accent": Look("ansi_bright_yellow", "", "bold"),
    "line-focus": Look("ansi_bright_yellow", "", "bold"),
    "section": Look("ansi_cyan", "", "bold"),
    "code": Look("ansi_yellow", "ansi_default"),
    "number": Look("ansi_yellow", "ansi_default"),
    "fence": Look("ansi_default", "ansi_default", "bold"),
    "keyword": Look("ansi_magenta", "ansi_default", "bold"),
    "string": Look("ansi_green", "ansi_default"),
    "rule": Look("ansi_blue"),
    "cursor": Look("ansi_bright_white", "ansi_blue", "bold"),
    "resting": Look("ansi_default", "ansi_default"),
    "mark": Look("ansi_bright_yellow", "", "bold"),
    "cell-plain": Look("ansi_default", "ansi_default"),
    "cell-border": Look("ansi_cyan", "ansi_default"),
    "cell-window": Look("ansi_black", "ansi_magenta"),
    "cell-focus": Look("ansi_black", "ansi_yellow"),
    "cell-done": Look("ansi_black", "ansi_green"),
    "cell-next": Look("ansi_yellow", "ansi_default"),
    "cell-muted": Look("ansi_default", "ansi_default", "dim"),
    "cell-first": Look("ansi_black", "ansi_cyan"),
    "cell-second": Look("ansi_black", "ansi_yellow"),
    "cell-third": Look("ansi_black", "ansi_green"),
    "cell-fourth": Look("ansi_bright_white", "ansi_red"),
    "hit-0": Look("ansi_green", "ansi_default"),
    "hit-1": Look("ansi_green", "ansi_default"),
    "hit-2": Look("ansi_black", "ansi_green"),
    "hit-3": Look("ansi_black", "ansi_green"),
    "hit-4": Look("ansi_black", "ansi_green"),
    "miss-0": Look("ansi_default", "ansi_default", "dim"),
    "miss-1": Look("ansi_red", "ansi_default"),
    "miss-2": Look("ansi_bright_white", "ansi_red"),
    "miss-3": Look("ansi_bright_white", "ansi_red"),
    "miss-4": Look("ansi_bright_white", "ansi_red"),
}
"""Sixteen colours know no shades: plain grounds, and weight where a shade would be."""

_ON_BAR = Look("ansi_bright_white", "ansi_blue")
_KEY_ON_BAR = Look("ansi_bright_yellow", "ansi_blue", "bold")


def look_of(role: str, *, sixteen: bool, on_bar: bool = False) -> Look:
    """Return how a role is drawn; `on_bar` is a line whose ground is coloured from edge to edge."""
    look = _OF_THEME[role]
    if sixteen:
        look = _OF_SIXTEEN.get(role, Look()).over(look)
    if sixteen and on_bar:
        look = (_KEY_ON_BAR if role == "accent" else _ON_BAR).over(look)
    return look
