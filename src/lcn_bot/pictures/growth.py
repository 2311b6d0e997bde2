"""How the network grew: its cities and countries over time.

Drawn are the values that UNESCO published, itself or through whoever reproduces its announcements, each at its date.
What newspapers and cities wrote is left out, though the bot answers with it where asked about a year that has nothing
else: until 2019 they gave 177 (2017), 195 (2017), 223 (2018) and 224 (July 2019), while UNESCO's institute, which no
longer counted some fifty early members, counted 170 in 2019. Side by side these make a rise and a fall that are two
ways of counting. So the line runs straight from 2016 to 2019; each dot on it is a value, and between dots nothing is
known. A value that UNESCO itself published and that is lower than the one before (292 in 2023, after 294) is drawn as
it is. Of one date the first value is drawn, as the bot answers. A year without a month is drawn in its middle.

Time runs from left to right in every language, as in the graphs of Arabic papers and textbooks.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lcn_bot.answering.answer import Voice, distinct
from lcn_bot.answering.figures import amount, as_of
from lcn_bot.knowledge.model import Value
from lcn_bot.pictures.look import (
    BLUE,
    BODY,
    GREY,
    LARGE,
    MARGIN,
    ORANGE,
    RULE,
    SMALL,
    WIDTH,
    Heading,
    Note,
    Sheet,
)
from lcn_bot.pictures.picture import Picture, captioned, pictured

_PUBLISHER = "UNESCO"
"""What the publisher of a source is called that gives UNESCO's own numbers."""
_FIGURES = ("members", "countries")
_HEIGHT = 900
_LEFT, _RIGHT = 130, 250
"""Room beside the graph: for the numbers of the scale, and for the newest values."""
_YEARS = 70
"""Room under it for the years."""
_STEP = 100
_APART = 76
"""Pixels between values that are written both."""


@dataclass(frozen=True, slots=True)
class _Point:
    time: float
    """In years."""
    value: int
    label: str


@dataclass(frozen=True, slots=True)
class _Line:
    name: str
    points: tuple[_Point, ...]


@dataclass(frozen=True, slots=True)
class _Growth:
    heading: Heading
    lines: tuple[_Line, ...]
    years: tuple[tuple[int, str], ...]
    scale: tuple[tuple[int, str], ...]


def growth(voice: Voice) -> Picture | None:
    """The picture; None where fewer than two values are known of either figure."""
    language = voice.language
    drawn = {figure: _published(voice, figure) for figure in _FIGURES}
    if any(len(values) <= 1 for values in drawn.values()):
        return None
    heading = Heading(
        language.say("picture_growth"),
        (Note(language.say("picture_growth_note")),),
        rtl=language.locale.text_direction == "rtl",
    )
    names = {figure: language.say(f"picture_growth_{figure}") for figure in _FIGURES}
    lines = tuple(
        _Line(
            names[figure],
            tuple(_Point(_time(value.as_of or ""), value.value, amount(voice, value)) for value in values),
        )
        for figure, values in drawn.items()
    )
    points = [point for line in lines for point in line.points]
    years = range(int(min(point.time for point in points)), int(max(point.time for point in points)) + 1)
    scale = range(0, max(point.value for point in points) + 1, _STEP)
    content = _Growth(
        heading,
        lines,
        tuple((year, language.date(str(year))) for year in years),
        tuple((value, language.number(value)) for value in scale),
    )
    told = [
        language.say(
            "picture_growth_from_to",
            what=names[figure],
            first=amount(voice, values[0]),
            since=as_of(voice, values[0].as_of),
            last=amount(voice, values[-1]),
            until=as_of(voice, values[-1].as_of),
        )
        for figure, values in drawn.items()
    ]
    sources = distinct(s for values in drawn.values() for value in reversed(values) for s in value.sources)
    return pictured(content, _draw, captioned(language, heading.title, *told, heading.notes[0].text), sources)


def _published(voice: Voice, figure: str) -> list[Value]:
    """The dated values of a figure that UNESCO published, one of each date, the oldest first."""
    found = voice.knowledge.figures.get(figure)
    values: dict[str, Value] = {}
    for value in found.history if found else ():
        publishers = (voice.knowledge.sources[source].publisher for source in value.sources)
        if value.as_of and any(_PUBLISHER in publisher for publisher in publishers):
            values.setdefault(value.as_of, value)
    return sorted(values.values(), key=lambda value: _time(value.as_of or ""))


def _time(iso: str) -> float:
    """A date in years: the middle of the month or the year, where it is not known more precisely."""
    year, month, day = (*map(int, iso.split("-")), 0, 0)[:3]
    start = dt.date(year, month or 7, day or (15 if month else 2))
    return year + (start - dt.date(year, 1, 1)).days / 366


def _draw(content: _Growth) -> bytes:
    sheet = Sheet(content.heading, _HEIGHT)
    first, last = content.years[0][0], content.years[-1][0] + 1
    floor, ceiling = sheet.height - _YEARS, sheet.top + MARGIN
    most = max(point.value for line in content.lines for point in line.points)

    def across(time: float) -> float:
        return _LEFT + (time - first) / (last - first) * (WIDTH - _LEFT - _RIGHT)

    def down(value: float) -> float:
        return floor - value / most * (floor - ceiling)

    for value, label in content.scale:
        sheet.line([(_LEFT, down(value)), (across(last), down(value))], RULE, 2)
        sheet.text(label, _LEFT - 16, down(value) + 9, side="right", size=SMALL, colour=GREY)
    for year, _ in content.years:
        sheet.line([(across(year), floor), (across(year), floor + 12)], RULE, 2)
    sheet.line([(across(last), floor), (across(last), floor + 12)], RULE, 2)
    for year, label in content.years[::-1][::2]:
        sheet.text(label, across(year + 0.5), floor + 48, side="center", size=SMALL, colour=GREY)
    for line, colour in zip(content.lines, (BLUE, ORANGE), strict=True):
        points = [(across(point.time), down(point.value)) for point in line.points]
        sheet.line(points, colour, 6)
        sheet.dots(points, colour, 20)
        newest, (x, y) = line.points[-1], points[-1]
        sheet.text(newest.label, x + 26, y + 20, side="left", size=LARGE, colour=colour, bold=True)
        sheet.text(line.name, x + 26, y + 62, side="left", size=BODY, colour=colour)
        written = float(WIDTH)
        for point, (at, height) in reversed(list(zip(line.points[:-1], points[:-1], strict=True))):
            if written - at >= _APART:
                sheet.text(
                    point.label, at + 12, height - 22, side="right", size=SMALL, colour=colour, bold=True
                )
                written = at
    return sheet.png()
