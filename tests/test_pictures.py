"""Pictures: what there is, that it can be read in every language, and that it is kept by what it shows."""

from __future__ import annotations

import struct
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from lcn_bot.answering.answer import Voice
from lcn_bot.answering.loading import load
from lcn_bot.pictures import placing
from lcn_bot.pictures.named import picture
from lcn_bot.pictures.picture import Picture
from tests.conftest import KNOWLEDGE, REPOSITORY, Base

LANGUAGES = ["ar", "en", "es", "fr", "ru", "zh"]
NAMES = ["growth", "countries", "map", "map:MA", "map:KR", "map:arab_states", "map:europe_north_america"]
LEFT_WITHOUT_A_PLACE = "map:BA"
PART_OF_THE_MAP = 760
"""Pixels in height at least; the map of the world is lower."""


def voices(folder: Path) -> dict[str, Voice]:
    loaded = load(folder)
    assert not loaded.problems
    spoken = [record.language for record in loaded.languages]
    return {language.code: Voice(loaded.knowledge, language, spoken[0]) for language in spoken}


@cache
def speaking(language: str) -> Voice:
    return _held()[language]


@cache
def _held() -> dict[str, Voice]:
    return voices(KNOWLEDGE)


def drawn(voice: Voice, name: str) -> Picture:
    found = picture(voice, name)
    assert found is not None
    return found


def size_of(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_every_picture_in_every_language_with_a_caption_and_sources(language: str) -> None:
    voice = speaking(language)
    found = [drawn(voice, name) for name in NAMES]
    assert len({held.key for held in found}) == len(NAMES)
    for held in found:
        assert 20 < len(held.caption) <= 250
        assert "{" not in held.caption
        assert held.sources
        assert set(held.sources) <= voice.knowledge.sources.keys()


# A letter that no font has is a warning, and warnings are errors here.
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["growth", "countries"])
def test_a_picture_is_a_png_that_fits_a_phone(name: str, language: str) -> None:
    png = drawn(speaking(language), name).draw()
    width, height = size_of(png)
    assert width == 1080
    assert 900 <= height <= 1350
    assert len(png) < 300_000


@pytest.mark.parametrize(
    ("name", "language", "part"),
    [
        ("map", "en", False),
        ("map:MA", "ar", True),
        ("map:CN", "zh", True),
        ("map:latin_america", "ru", True),
        ("map:europe_north_america", "fr", False),
        ("map:CH", "es", True),
    ],
)
def test_a_map_shows_a_part_of_the_world_where_its_cities_are_in_one(
    name: str, language: str, part: bool
) -> None:
    png = drawn(speaking(language), name).draw()
    width, height = size_of(png)
    assert width == 1080
    assert (height > PART_OF_THE_MAP) == part
    assert height <= 1350
    assert len(png) < 300_000


def test_cities_on_both_sides_of_the_180th_meridian_are_near_each_other(base: Base) -> None:
    for city, longitude in (("gulu", "179.50"), ("lira", "-179.50"), ("masaka", "178.00")):
        text = base.text("places.yaml")
        start = text.index(f"- id: {city}\n")
        end = text.index("longitude: ", start)
        line = text.index("\n", end)
        base.write("places.yaml", f"{text[:end]}longitude: {longitude}{text[line:]}")
    assert size_of(drawn(voices(base.folder)["en"], "map:UG").draw())[1] > PART_OF_THE_MAP


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_fonts_have_every_letter_of_every_place_in_every_language(language: str) -> None:
    voice = speaking(language)
    folder = REPOSITORY / "src" / "lcn_bot" / "pictures" / "fonts"
    letters = {letter for font in folder.glob("*-Bold.?tf") for letter in TTFont(font).getBestCmap()}
    names = [voice.place(city.id) for city in voice.knowledge.members]
    names += [voice.place(region) for region in voice.knowledge.regions]
    names += [voice.place(city.country) for city in voice.knowledge.members if city.country]
    assert not {letter for letter in "".join(names) if ord(letter) not in letters}


@pytest.mark.parametrize(
    "name", ["", "growth:", "growth:MA", "map:", "map:XX", "map:mars", "map:IS", "weather"]
)
def test_a_name_that_means_nothing_gives_no_picture(name: str) -> None:
    assert picture(speaking("en"), name) is None


def test_a_country_gives_no_map_where_no_place_of_its_cities_is_known() -> None:
    voice = speaking("en")
    assert any(city.country == "BA" for city in voice.knowledge.members)
    assert picture(voice, LEFT_WITHOUT_A_PLACE) is None


def test_the_same_picture_has_the_same_key_and_the_same_bytes() -> None:
    one, other = (drawn(voices(KNOWLEDGE)["ar"], "map:MA") for _ in range(2))
    assert one.key == other.key
    assert one.draw() == other.draw()


def test_a_picture_has_another_key_in_another_language() -> None:
    assert len({drawn(speaking(language), "growth").key for language in LANGUAGES}) == len(LANGUAGES)


def test_a_picture_has_another_key_when_what_it_shows_has_changed(base: Base) -> None:
    before = {name: drawn(voices(base.folder)["en"], name).key for name in ("growth", "countries")}
    base.edit("figures.yaml", "- value: 356", "- value: 357")
    after = {name: drawn(voices(base.folder)["en"], name).key for name in ("growth", "countries")}
    assert after["growth"] != before["growth"]
    assert after["countries"] == before["countries"]


def test_growth_leaves_out_what_unesco_did_not_publish(base: Base) -> None:
    before = drawn(voices(base.folder)["en"], "growth")
    base.edit("figures.yaml", "- value: 224\n", "- value: 226\n")
    assert drawn(voices(base.folder)["en"], "growth").key == before.key
    assert "115 (August 2016)" in before.caption
    assert "425 (December 2025)" in before.caption
    assert "irna2019" not in before.sources


def test_names_on_a_map_cover_neither_each_other_nor_a_dot() -> None:
    dots = [placing.Dot(100 + 25 * (at % 5), 100 + 40 * (at // 5), str(at), 60, 30) for at in range(25)]
    page = placing.Box(0, 0, 400, 400)
    placed = placing.place(dots, 10, [placing.Box(0, 0, 80, 400)], page, 12)
    assert 5 <= len(placed) <= 12
    taken = [dot.around(10) for dot in dots]
    for at, (_, box) in enumerate(placed):
        assert box.within(page)
        assert not any(box.meets(other) for other in (*taken, *(other for _, other in placed[:at])))


def test_nothing_is_drawn_with_before_something_is_drawn() -> None:
    code = "import sys, lcn_bot.pictures.named; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
