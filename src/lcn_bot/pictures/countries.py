"""Which countries have the most members: a bar for each.

A number that a source states is told apart from one that is counted on the list of names, as in all answers: the list
is not complete. The countries end before equals of which some would have no room.
"""

from __future__ import annotations

from dataclasses import dataclass

from lcn_bot.answering.answer import Voice, distinct
from lcn_bot.answering.members import size
from lcn_bot.answering.sums import most_members
from lcn_bot.pictures.look import BLUE, BODY, MARGIN, PALE_BLUE, WIDTH, Heading, Note, Sheet
from lcn_bot.pictures.picture import Picture, captioned, pictured

_MOST = 15
_ROW, _BAR = 66, 44
"""Pixels from bar to bar, and of a bar."""
_GAP = 18


@dataclass(frozen=True, slots=True)
class _Row:
    country: str
    number: int
    label: str
    stated: bool


@dataclass(frozen=True, slots=True)
class _Countries:
    heading: Heading
    rows: tuple[_Row, ...]


def countries(voice: Voice) -> Picture | None:
    """The picture; None where no country has more members than the others."""
    language = voice.language
    sizes = {city.country: size(voice, city.country) for city in voice.knowledge.members if city.country}
    order = sorted(sizes, key=lambda country: (-sizes[country].number, country))
    left_out = sizes[order[_MOST]].number if len(order) > _MOST else 0
    shown = [country for country in order if sizes[country].number > left_out]
    told = most_members(voice) if shown else None
    if told is None:
        return None
    heading = Heading(
        language.say("picture_countries"),
        (
            Note(language.say("picture_countries_stated"), BLUE),
            Note(language.say("picture_countries_by_name"), PALE_BLUE),
        ),
        rtl=language.locale.text_direction == "rtl",
    )
    rows = (
        _Row(
            voice.place(country),
            sizes[country].number,
            language.number(sizes[country].number),
            sizes[country].stated,
        )
        for country in shown
    )
    content = _Countries(heading, tuple(rows))
    sources = distinct(source for country in shown for source in sizes[country].sources)
    return pictured(content, _draw, captioned(language, heading.title, told.text), sources)


def _draw(content: _Countries) -> bytes:
    sheet = Sheet(content.heading, len(content.rows) * _ROW + MARGIN)
    begin = MARGIN + max(sheet.measure(row.country, BODY) for row in content.rows) + _GAP
    room = WIDTH - MARGIN - begin - _GAP - sheet.measure(content.rows[0].label, BODY, bold=True)
    y = sheet.top + _GAP
    for row in content.rows:
        length = room * row.number / content.rows[0].number
        foot = y + _BAR - 11
        sheet.text(row.country, sheet.x(begin - _GAP), foot, side=sheet.end)
        left = min(sheet.x(begin), sheet.x(begin + length))
        sheet.bar(left, y, length, _BAR, BLUE if row.stated else PALE_BLUE)
        sheet.text(row.label, sheet.x(begin + length + _GAP), foot, side=sheet.start, bold=True)
        y += _ROW
    return sheet.png()
