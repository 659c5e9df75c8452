"""The filter stepping over the 7x7 grid: stride 2; stride 3, where a step does not fit; stride 3 with a border."""

from __future__ import annotations

from dataclasses import dataclass

from exercises.figures import Frame, Grid, Line, Lines, Mark, Role

N, F = 7, 3


@dataclass(frozen=True)
class Story:
    """One of the lecture's cases: how the filter moves, and the stops that are shown."""

    stride: int
    pad: int
    shown: tuple[int, ...]

    @property
    def stops(self) -> int:
        """Stops along a side."""
        return (N - F + 2 * self.pad) // self.stride + 1


STORIES = (Story(2, 0, (0, 1, 2, 3, 6, 8)), Story(3, 0, (0, 1)), Story(3, 1, (0, 1, 2, 3, 6, 8)))


def _grid(story: Story, top: int, left: int) -> Grid:
    """The 7x7 grid in the middle of 9x9 cells; the border holds zeros where there is padding."""
    inside = range(1, N + 1)
    empty = 0 if story.pad else None
    cells = [["·" if i in inside and j in inside else empty for j in range(N + 2)] for i in range(N + 2)]
    width = min(F, N + 2 - left)
    if width < F:  # it hangs over the edge, where no cell is
        for row in cells[top : top + F]:
            row[N + 1] = "×"
    around = (Mark(0, 0, N + 2, N + 2, Role.BORDER), Mark(1, 1, N, N, Role.PLAIN)) if story.pad else ()
    return Grid("", tuple(map(tuple, cells)), (*around, Mark(top, left, F, width, Role.WINDOW)), cell=2)


def _stops(story: Story, stop: int) -> Grid:
    """Three by three places; those that the case does not have stay empty."""
    side = story.stops
    rows: list[tuple[int | str | None, ...]] = [("sto", "ps ", None)]  # a word over the cells: a title costs a line
    for i in range(3):
        known = [(i * side + j + 1 if i * side + j <= stop else "·") if max(i, j) < side else None for j in range(3)]
        rows.append(tuple(known))
    done = tuple(Mark(1 + k // side, k % side, 1, 1, Role.DONE) for k in range(stop))
    return Grid("", tuple(rows), (*done, Mark(1 + stop // side, stop % side, 1, 1, Role.FOCUS)))


def _formula(story: Story, last: bool) -> Lines:
    role = Role.DONE if last else Role.MUTED
    whole = (N - F + 2 * story.pad) / story.stride + 1
    result = f"= {story.stops} stops a side" if whole == story.stops else f"= {whole:.2f}: {story.stops} a side"
    return Lines(
        "",
        (
            Line(f"stride {story.stride}, pad {story.pad}"),
            Line(f"N = {N}, F = {F}"),
            Line(""),
            Line("(N − F + 2P) / S + 1", Role.MUTED),
            Line(f"({N} − {F} + 2·{story.pad}) / {story.stride} + 1", role),
            Line(result, role),
        ),
    )


def _frame(story: Story, stop: int) -> Frame:
    down, right = (story.stride * steps for steps in divmod(stop, story.stops))
    caption = f"stop {stop + 1} of {story.stops**2}: {down} down, {right} to the right"
    window = _grid(story, 1 - story.pad + down, 1 - story.pad + right)
    return Frame(caption, (window, _stops(story, stop), _formula(story, stop == story.stops**2 - 1)))


def _dropped(story: Story) -> Frame:
    """The step after the last stop of the first row, which does not fit."""
    window = _grid(story, 1, 1 + story.stride * story.stops)
    caption = "one more step hangs over the edge: it is dropped"
    return Frame(caption, (window, _stops(story, story.stops - 1), _formula(story, True)))


def frames() -> tuple[Frame, ...]:
    """Stride 2; stride 3 without a border, where a step is dropped; stride 3 with a border of one zero."""
    first, second, third = (tuple(_frame(story, stop) for stop in story.shown) for story in STORIES)
    return (*first, *second, _dropped(STORIES[1]), *third)
