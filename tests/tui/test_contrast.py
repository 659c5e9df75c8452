"""Every bundled theme can be read: text 4.5 to 1 against its ground, glyphs and marks 3 to 1."""

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from exercises.figures import Role
from grader.tui.drawing.looks import _OF_THEME, look_of
from grader.tui.drawing.rows import Span
from grader.tui.widgets.rows_view import RowsView
from tests.tui import canned
from tests.tui.test_keys import write

GLYPHS = ("mark", "curve")
ROLES = [role for role in _OF_THEME if role != "rule"]
ANSI = {"ansi-dark": ("e5e5e5", "000000"), "ansi-light": ("000000", "ffffff")}
"""The themes of sixteen colours, with ink and ground of the terminal that each is for."""
PALETTES = {
    "xterm": "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5"
    " 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff",
    "console": "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa"
    " 555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff",
}
"""What the sixteen are in xterm and on the Linux console."""
THEMES = sorted(name for name in BUILTIN_THEMES if name not in ANSI)


def contrast(ink, ground):
    """As WCAG measures it."""

    def brightness(colour):
        parts = (part / 255 for part in (colour.r, colour.g, colour.b))
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((brightness(ink), brightness(ground)), reverse=True)
    return (high + 0.05) / (low + 0.05)


async def test_text_and_glyphs_are_read_in_every_theme(folder):
    app = canned.app(folder)
    found = {}
    async with app.run_test(size=(80, 24)) as pilot:
        for theme in THEMES:
            app.theme = theme
            await pilot.pause()
            view = app.screen.query_one("#statement", RowsView)
            for role in ROLES:
                style = view._style(Span("x", role), False)
                ink, ground = Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)
                least = 3.0 if role in GLYPHS else 4.5
                if contrast(ink, ground) < least - 0.005:
                    found[theme, role] = round(contrast(ink, ground), 2)
    assert not found


def test_whatever_a_figure_marks_has_a_look_in_full_colour_and_in_sixteen():
    for role in Role:
        for name in (f"cell-{role.value}", f"line-{role.value}"):
            plain = name == "line-plain"
            assert all(bool(look_of(name, sixteen=few).ink) != plain for few in (False, True))


@pytest.mark.parametrize("theme", ANSI)
@pytest.mark.parametrize("palette", PALETTES)
async def test_sixteen_colours_are_read_on_both_usual_palettes(folder, theme, palette):
    colours, usual = [Color.parse(f"#{one}") for one in PALETTES[palette].split()], ANSI[theme]

    def shown(colour, default):
        return Color.parse(f"#{default}") if colour is None or colour.is_default else colours[colour.number]

    app = canned.app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        app.theme = theme
        await pilot.pause()
        view, found = app.screen.query_one("#statement", RowsView), {}
        for role in ROLES:
            for under_cursor in (False, True):
                style = view._style(Span("x", role), under_cursor)
                ratio = contrast(shown(style.color, usual[0]), shown(style.bgcolor, usual[1]))
                if ratio < (3.0 if role in GLYPHS else 4.5) - 0.005:
                    found[role, under_cursor] = round(ratio, 2)
    assert not found


async def test_without_colour_signs_say_what_is_wrong_and_where_the_cursor_stands(folder, monkeypatch, until):
    monkeypatch.setenv("NO_COLOR", "1")
    write(folder, "fully_connected", "x")
    app = canned.app(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("r")
        await until(pilot, lambda: "wanted 3x3" in app.screen.query_one("#figure", RowsView).plain())
        await pilot.pause()
        assert app.no_color
        text = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
    assert "[81]" in text and "70!" in text  # the first wrong cell, and another
    assert ">◐ Fully connected" in text and ">✗ zero padding" in text
