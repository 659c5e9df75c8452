"""Every bundled theme can be read: text 4.5 to 1 against its ground, glyphs and marks 3 to 1."""

from textual.color import Color
from textual.theme import BUILTIN_THEMES

from exercises.figures import Role
from grader.tui.drawing.looks import look_of
from grader.tui.drawing.rows import Span
from grader.tui.widgets.rows_view import RowsView
from tests.tui import canned

TEXT = (
    *("text", "muted", "strong", "code", "fence", "keyword", "string", "comment", "number", "accent", "section"),
    *("good", "bad", "warn"),
)
GLYPHS = ("mark", "curve")
THEMES = sorted(name for name in BUILTIN_THEMES if "ansi" not in name)


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
            for role in (*TEXT, *GLYPHS):
                style = view._style(Span("x", role), False)
                ink, ground = Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)
                least = 4.5 if role in TEXT else 3.0
                if contrast(ink, ground) < least - 0.005:
                    found[theme, role] = round(contrast(ink, ground), 2)
    assert not found


def test_whatever_a_figure_marks_has_a_look_in_full_colour_and_in_sixteen():
    for role in Role:
        for name in (f"cell-{role.value}", f"line-{role.value}"):
            plain = name == "line-plain"
            assert all(bool(look_of(name, sixteen=few).ink) != plain for few in (False, True))
