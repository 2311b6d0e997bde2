"""Where the members are: on the world, and in a country or region.

There are coastlines and no borders (see land.py): the bot takes no side in any dispute. A country is shown by the dots
of its members, on a part of the map that holds them all; a region that reaches around half the world, on the map of the
world. Names are written of the cities that are best known, as far as GeoNames has more names for them, where they cover
nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from lcn_bot.answering.answer import Voice, distinct
from lcn_bot.answering.figures import value_at
from lcn_bot.answering.members import size
from lcn_bot.knowledge.model import City, Place
from lcn_bot.pictures.land import MIDDLE, TURN, Flat, Window, World, coast, frame, land
from lcn_bot.pictures.look import (
    BLUE,
    BODY,
    COAST,
    LAND,
    ORANGE,
    PALE,
    PAPER,
    SEA,
    WIDTH,
    Heading,
    Note,
    Sheet,
)
from lcn_bot.pictures.picture import Picture, captioned, pictured
from lcn_bot.pictures.placing import Box, Dot, place

if TYPE_CHECKING:
    from matplotlib.path import Path as Outline

_WIDEST = 120
"""Degrees of longitude that are shown on a part of the map; what is wider is shown on that of the world."""
_NEAREST = 10
"""Degrees of latitude that at least would fit across a map."""
_LOWEST, _HIGHEST = 760, 1080
"""Pixels of a part of the map."""
_PADDING = 130
"""Pixels around its members."""
_COAST = 60
"""Points of coastline that a part of the map shows, since nothing else tells where it is."""
_EDGE = 20
_LABELS = 12
_DOT, _SMALL_DOT, _WORLD_DOT = 24, 15, 15
_LOCATOR = 300
"""Pixels of the little map of the world that shows where the part is."""

Points = tuple[tuple[float, float], ...]
"""Longitude and latitude in degrees."""


@dataclass(frozen=True, slots=True)
class _Map:
    heading: Heading
    shown: Points
    names: tuple[str, ...]
    """Of those that are shown, the best known first; none on the map of the world."""
    others: Points


def world(voice: Voice) -> Picture | None:
    """The members of the whole world; None where no member's place is known."""
    figure = voice.knowledge.figures.get("members")
    value = value_at(figure) if figure else None
    known = len(voice.knowledge.members)
    total = max(known, value.value) if value else known
    return _picture(voice, voice.language.say("picture_map"), list(voice.knowledge.members), total)


def members_in(voice: Voice, of: str) -> Picture | None:
    """The members of a country (by its code) or region (by its id); None where no place of one is known."""
    region = voice.knowledge.regions.get(of)
    among = region.countries if region else (of,)
    cities = [city for city in voice.knowledge.members if city.country in among]
    title = voice.language.say("picture_map_in", **voice.named(place=of)) if cities else ""
    return _picture(voice, title, cities, size(voice, of).number)


def _picture(voice: Voice, title: str, cities: Sequence[City], total: int) -> Picture | None:
    language = voice.language
    ids = {city.id for city in cities}
    placed = [
        (city, at)
        for city in voice.knowledge.members
        if (at := voice.knowledge.places.get(city.id)) and at.latitude is not None
    ]
    shown = sorted((pair for pair in placed if pair[0].id in ids), key=lambda pair: -len(pair[1].names))
    if not shown:
        return None
    note = language.say("picture_map_note", count=language.number(len(shown)), total=language.number(total))
    names = [voice.place(city.id) for city, _ in shown]
    points = _points(at for _, at in shown)
    part = _reach(points)[1] <= _WIDEST
    others = _points(at for city, at in placed if city.id not in ids)
    notes = [Note(note, ORANGE if others else BLUE)]
    if others:
        notes.append(Note(language.say("picture_map_others"), PALE))
    content = _Map(
        Heading(title, tuple(notes), rtl=language.locale.text_direction == "rtl"),
        points,
        tuple(names) if part else (),
        others,
    )
    sources = distinct(
        (
            *(source for city, _ in shown for source in city.joined.sources[:1]),
            *(source for _, at in shown for source in at.sources),
        )
    )
    caption = captioned(language, title, note, language.join(sorted(names)))
    return pictured(content, _draw_part if part else _draw_world, caption, sources)


def _points(places: Iterable[Place]) -> Points:
    return tuple((place.longitude or 0.0, place.latitude or 0.0) for place in places)


def _reach(points: Points) -> tuple[float, float]:
    """The least arc of longitude that holds all points: its west, and how wide it is, in degrees.

    It is what is left of the circle without the widest gap between two of them, so it may hold the 180th meridian. Its
    west is where the map of the world has it.
    """
    around = sorted({longitude for longitude, _ in points})
    gaps = [(east - west, east) for west, east in pairwise([*around, around[0] + TURN])]
    gap, west = max(gaps)
    return west - TURN * round((west - MIDDLE) / TURN), TURN - gap


def _draw_world(content: _Map) -> bytes:
    world = World(WIDTH - 2 * _EDGE, _EDGE, 0)
    sheet = Sheet(content.heading, round(world.height) + 2 * _EDGE)
    world = World(world.width, world.x, sheet.top + _EDGE)
    _draw_land(sheet, world.window, world, world.edge())
    sheet.dots(_at(_turned(content.others, MIDDLE), world), PALE, _WORLD_DOT - 4)
    sheet.dots(_at(_turned(content.shown, MIDDLE), world), ORANGE if content.others else BLUE, _WORLD_DOT)
    return sheet.png()


def _draw_part(content: _Map) -> bytes:
    import numpy as np

    west, width = _reach(content.shown)
    south, north = (end(latitude for _, latitude in content.shown) for end in (min, max))
    middle = (south + north) / 2
    across = max(width * math.cos(math.radians(middle)), 0.01)
    scale = min(
        WIDTH / _NEAREST,
        (WIDTH - 2 * _PADDING) / across,
        (_HIGHEST - 2 * _PADDING) / max(north - south, 0.01),
    )
    height = round(min(max((north - south) * scale + 2 * _PADDING, _LOWEST), _HIGHEST))
    flat = Flat(west + width / 2, middle, scale, WIDTH / 2, height / 2)
    while coast(flat.window(WIDTH, height)) < _COAST:
        flat = replace(flat, scale=flat.scale * 0.9)
    window = flat.window(WIDTH, height)
    others = [point for point in _turned(content.others, flat.longitude) if _shows(window, point)]
    heading = content.heading if others else replace(content.heading, notes=content.heading.notes[:1])
    sheet = Sheet(heading, height)
    flat = replace(flat, y=sheet.top + flat.y)
    ground = _draw_land(sheet, window, flat, frame(window, flat))
    shown = _at(_turned(content.shown, flat.longitude), flat)
    sheet.dots(_at(others, flat), PALE, _SMALL_DOT)
    sheet.dots(shown, ORANGE, _DOT)
    dots = [
        Dot(x, y, name, sheet.measure(name, BODY, bold=True), BODY)
        for (x, y), name in zip(shown, content.names, strict=True)
    ]
    page = Box(_EDGE, sheet.top + _EDGE, WIDTH - _EDGE, sheet.height - _EDGE)
    locator = _locate(sheet, window, page, (shown, _at(others, flat), np.asarray(ground.vertices).tolist()))
    for name, box in place(dots, _DOT / 2, [locator], page, _LABELS):
        sheet.text(name, box.left, box.bottom - BODY * 0.14, side="left", bold=True, halo=PAPER)
    return sheet.png()


def _locate(sheet: Sheet, window: Window, page: Box, hidden: Sequence[Sequence[tuple[float, float]]]) -> Box:
    """Draw where on the world a window is, in the corner of the page where it hides the fewest of the first points,
    then of the second, and so on; the box that it takes.
    """
    wide, high = _LOCATOR + _EDGE, World(_LOCATOR, 0, 0).height + _EDGE
    corners = [
        Box(x, y, x + wide, y + high)
        for y in (page.bottom - high, page.top)
        for x in (page.right - wide, page.left)
    ]
    box = min(corners, key=lambda corner: [sum(corner.holds(point) for point in points) for points in hidden])
    world = World(_LOCATOR, box.left + _EDGE / 2, box.top + _EDGE / 2)
    sheet.bar(box.left, box.top, wide, high, PAPER)
    sheet.fill(world.edge(), SEA)
    sheet.fill(land(world.window, world), COAST, within=world.edge())
    sheet.fill(frame(window, world), "none", edge=ORANGE, width=4, within=world.edge())
    return box


def _draw_land(sheet: Sheet, window: Window, project: Flat | World, within: Outline) -> Outline:
    """Draw sea and land; the outlines of the land."""
    ground = land(window, project)
    sheet.fill(within, SEA)
    sheet.fill(ground, LAND, edge=COAST, width=1, within=within)
    return ground


def _shows(window: Window, point: tuple[float, float]) -> bool:
    west, south, east, north = window
    return west < point[0] < east and south < point[1] < north


def _turned(points: Points, middle: float) -> Points:
    """Points with the longitudes that are nearest to that of the middle."""
    return tuple((x - TURN * round((x - middle) / TURN), y) for x, y in points)


def _at(points: Sequence[tuple[float, float]], project: Flat | World) -> list[tuple[float, float]]:
    import numpy as np

    return [(x, y) for x, y in project(np.array(points).reshape(-1, 2)).tolist()]
