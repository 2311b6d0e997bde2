"""The look of the pictures: the sheet they are drawn on, its colours, its letters, and the direction that these run in.

A sheet is 1080 pixels wide and opaque, so that it is as readable in a dark chat as in a light one. Everything on it is
placed in pixels, from the top and from the left; `Sheet.x` counts from where lines begin instead. A phone shows it at a
third of that size: no letter is smaller than SMALL. Blue and orange are told apart by those too who do not see red and
green.

matplotlib takes half a second to be imported, so it is imported when a sheet is taken, not before. It is used without
pyplot, which keeps figures for the whole process; so sheets may be drawn in several threads. It shapes Arabic itself.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from matplotlib.path import Path as Outline

WIDTH, MARGIN = 1080, 56
LARGE, BODY, SMALL = 56, 32, 27
"""Heights of letters, in pixels."""
PAPER, INK, GREY, RULE = "#fcfaf5", "#1b2831", "#56646e", "#dcdcd6"
BLUE, PALE_BLUE, ORANGE, PALE = "#1d5fa6", "#84afd9", "#bf4a00", "#8a9aa5"
SEA, LAND, COAST = "#d3e2ec", "#f5f0e3", "#9fb3bf"

_INCH = 72
"""Pixels to the inch, as many as points: so sizes of letters are in pixels as well."""
_TITLE, _TITLE_LEAST = 56, 46
_LEADING = 1.28
"""Between lines, in heights of letters."""
_MIDDLE = 0.36
"""Of a letter, above the line it stands on."""
_GAP, _DOT = 16, 24
_IN_TURN = 1
"""What is drawn later covers what was before, whatever it is; only letters are above everything."""
_COLOURS = 96
"""Of a file: few are used, with the shades between them at every edge."""
_FONTS = Path(__file__).parent / "fonts"
_FAMILIES = ("LCN Sans", "LCN Sans Arabic", "LCN Sans SC", "DejaVu Sans")
"""The first that has a letter draws it; the last comes with matplotlib, for scripts that ours have not."""
_IDEOGRAPHS = "\u3400-\u9fff"
_FULL_WIDTH_MARKS = "\u3000-\u303f\uff00-\uffef"
_UNBROKEN = re.compile(
    rf"[{_IDEOGRAPHS}][{_FULL_WIDTH_MARKS}]*|[^\s{_IDEOGRAPHS}]+\s*|\s+",
)
"""What a line is not broken within."""

_AFTER_COLON = re.compile(r"(?<=[:：]) *(?=\S)")

Side = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Note:
    """What stands under the title; with a `colour`, what is so coloured in the picture."""

    text: str
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above a picture, and the direction that it is read in."""

    title: str
    notes: tuple[Note, ...]
    rtl: bool


@cache
def _register_fonts() -> None:
    from matplotlib.font_manager import fontManager

    for path in sorted(_FONTS.glob("*.?tf")):
        fontManager.addfont(path)


class Sheet:
    """A sheet with its heading, and `body` pixels below that are left to be drawn on."""

    def __init__(self, heading: Heading, body: int) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        _register_fonts()
        self._figure = Figure(dpi=_INCH, facecolor=PAPER)
        FigureCanvasAgg(self._figure)
        self._axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set_axis_off()
        self._rtl = heading.rtl
        self.start: Side = "right" if heading.rtl else "left"
        """Where lines begin."""
        self.end: Side = "left" if heading.rtl else "right"
        size, title = self._fitted(heading.title)
        indents = [_DOT + _GAP if note.colour else 0 for note in heading.notes]
        room = WIDTH - 2 * MARGIN
        notes = [
            self._wrapped(note.text, BODY, room - indent)
            for note, indent in zip(heading.notes, indents, strict=True)
        ]
        title_ends = MARGIN / 2 + len(title) * size * _LEADING
        self.top = round(title_ends + 2 * _GAP + sum(map(len, notes)) * BODY * _LEADING)
        """Where the rest begins, from the top."""
        self.height = self.top + body
        self._figure.set_size_inches(WIDTH / _INCH, self.height / _INCH)
        self._axes.set_xlim(0, WIDTH)
        self._axes.set_ylim(self.height, 0)
        y = MARGIN / 2 + size
        for line in title:
            self.text(line, self.x(MARGIN), y, side=self.start, size=size, bold=True)
            y += size * _LEADING
        y = title_ends + _GAP / 4 * 3 + BODY
        for note, indent, lines in zip(heading.notes, indents, notes, strict=True):
            if note.colour:
                self.dots([(self.x(MARGIN + _DOT / 2), y - BODY * _MIDDLE)], note.colour, _DOT)
            for line in lines:
                self.text(line, self.x(MARGIN + indent), y, side=self.start, colour=GREY)
                y += BODY * _LEADING

    def x(self, from_start: float) -> float:
        """Where something is that is so far from the side where lines begin: from the left, in pixels."""
        return WIDTH - from_start if self._rtl else from_start

    def text(
        self,
        text: str,
        x: float,
        y: float,
        *,
        side: Side,
        size: int = BODY,
        colour: str = INK,
        bold: bool = False,
        halo: str = "",
    ) -> None:
        """Write a line that stands on `y` and whose `side` (or middle) is at `x`; a `halo` parts it from a map."""
        from matplotlib.patheffects import withStroke

        effects = [withStroke(linewidth=6, foreground=halo)] if halo else None
        letters = _letters(size, bold=bold)
        self._axes.text(x, y, text, ha=side, va="baseline", color=colour, path_effects=effects, **letters)

    def measure(self, text: str, size: int, *, bold: bool = False) -> float:
        """How wide a line is."""
        written = self._axes.text(0, 0, text, **_letters(size, bold=bold))
        width = written.get_window_extent().width
        written.remove()
        return float(width)

    def bar(self, left: float, top: float, width: float, height: float, colour: str) -> None:
        """Fill a rectangle."""
        from matplotlib.patches import Rectangle

        self._axes.add_patch(
            Rectangle((left, top), width, height, facecolor=colour, linewidth=0, zorder=_IN_TURN)
        )

    def line(self, points: Sequence[tuple[float, float]], colour: str, width: float) -> None:
        """Draw a line through points."""
        across, down = zip(*points, strict=True)
        self._axes.plot(across, down, color=colour, linewidth=width, solid_capstyle="round", zorder=_IN_TURN)

    def dots(self, points: Sequence[tuple[float, float]], colour: str, diameter: float) -> None:
        """Draw a dot at each point, with an edge that keeps it apart from others."""
        if points:
            across, down = zip(*points, strict=True)
            self._axes.scatter(
                across, down, s=diameter**2, color=colour, edgecolors=PAPER, linewidths=1.5, zorder=_IN_TURN
            )

    def fill(
        self,
        outline: Outline,
        colour: str,
        *,
        edge: str = "none",
        width: float = 1,
        within: Outline | None = None,
    ) -> None:
        """Fill what outlines enclose; of it what lies `within` another."""
        from matplotlib.patches import PathPatch

        patch = self._axes.add_patch(
            PathPatch(outline, facecolor=colour, edgecolor=edge, linewidth=width, zorder=_IN_TURN)
        )
        if within is not None:
            patch.set_clip_path(within, self._axes.transData)

    def png(self) -> bytes:
        """The sheet as a file, in as many colours as it needs; the same bytes for the same drawing."""
        from PIL import Image

        raw = io.BytesIO()
        self._figure.savefig(raw, format="rgba", dpi=_INCH)
        drawn = Image.frombytes("RGBA", (WIDTH, self.height), raw.getvalue()).convert("RGB")
        file = io.BytesIO()
        drawn.quantize(_COLOURS, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
        return file.getvalue()

    def _fitted(self, title: str) -> tuple[int, list[str]]:
        """The size at which a title fits into a line; else the smallest, and its lines: parted at a colon, or else of
        about the same length.
        """
        for size in range(_TITLE, _TITLE_LEAST - 1, -2):
            if self.measure(title, size, bold=True) <= WIDTH - 2 * MARGIN:
                return size, [title]
        parts = _AFTER_COLON.split(title)
        if all(self.measure(part, _TITLE_LEAST, bold=True) <= WIDTH - 2 * MARGIN for part in parts):
            return _TITLE_LEAST, parts
        lines = self._wrapped(title, _TITLE_LEAST, WIDTH - 2 * MARGIN, bold=True)
        for width in range(WIDTH - 2 * MARGIN, WIDTH // 3, -40):
            narrower = self._wrapped(title, _TITLE_LEAST, width, bold=True)
            if len(narrower) > len(lines):
                break
            lines = narrower
        return _TITLE_LEAST, lines

    def _wrapped(self, text: str, size: int, width: float, *, bold: bool = False) -> list[str]:
        lines = [""]
        for part in _UNBROKEN.findall(text):
            if lines[-1] and self.measure((lines[-1] + part).rstrip(), size, bold=bold) > width:
                lines.append("")
            lines[-1] += part
        return [line.rstrip() for line in lines if line.strip()]


def _letters(size: int, *, bold: bool) -> dict[str, Any]:
    return {
        "family": _FAMILIES,
        "size": size,
        "weight": "bold" if bold else "normal",
        "parse_math": False,
    }
