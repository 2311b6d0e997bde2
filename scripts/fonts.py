"""Makes src/lcn_bot/pictures/fonts/, what pictures are lettered with. `python -m scripts.fonts`.

Cut out of Noto Sans, Noto Sans Arabic and Noto Sans CJK (Google, Adobe; SIL Open Font License 1.1) as Debian's packages
fonts-noto-core and fonts-noto-cjk have them: letters of Latin, Greek, Cyrillic and Arabic, and the characters of GB
2312, in bold those of its first level and those that Chinese names of countries, cities and regions are written with.
The families get names of their own, so that no font which a machine has besides is taken for one of these.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import babel
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "src" / "lcn_bot" / "pictures" / "fonts"
DEBIAN = Path("/usr/share/fonts")
FAMILY_NAME, FULL_NAME, POSTSCRIPT_NAME, TYPOGRAPHIC_FAMILY = 1, 4, 6, 16
LETTERS = [*range(0x20, 0x530), *range(0x1E00, 0x1F00)]
"""Latin, Greek, Cyrillic, Armenian's beginning; the letters of Vietnamese."""
SIGNS = [*range(0x2000, 0x2070), 0x20AC, 0x2116]
"""Dashes, quotation marks, marks of direction, € and №."""
ARABIC = [*range(0x600, 0x700), *range(0x750, 0x780)]
FULL_WIDTH = [*range(0x3000, 0x3020), *range(0xFF01, 0xFF5F)]
FIRST_LEVEL, BOTH_LEVELS = 0xD7, 0xF7
"""The last row of each level of GB 2312; the first is 0xB0."""


def gb2312(last_row: int) -> Iterator[int]:
    """The characters of GB 2312 to a row."""
    for row in range(0xB0, last_row + 1):
        for cell in range(0xA1, 0xFF):
            yield from map(ord, bytes([row, cell]).decode("gb2312", "ignore"))


def chinese_names() -> set[int]:
    """The characters of our file of the language, and of CLDR's names of countries."""
    countries = babel.Locale.parse("zh_CN").territories.values()
    text = (ROOT / "knowledge" / "languages" / "zh.yaml").read_text("utf-8")
    return {ord(character) for character in text + "".join(countries) if "\u4e00" <= character <= "\u9fff"}


def cut(font: TTFont, name: str, style: str, characters: list[int]) -> None:
    """Write the part of a font that holds the characters, as a family with a name of its own."""
    options = Options(hinting=False, notdef_outline=True)
    if "CFF " in font:
        options.layout_features = []  # other forms of characters, for other languages and for columns
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    names = font["name"]
    names.removeNames(TYPOGRAPHIC_FAMILY)
    for id_, value in {
        FAMILY_NAME: name,
        FULL_NAME: f"{name} {style}",
        POSTSCRIPT_NAME: f"{name}-{style}".replace(" ", ""),
    }.items():
        names.setName(value, id_, 3, 1, 0x409)
    if "CFF " in font:
        font["CFF "].cff.topDictIndex[0].FamilyName = name
    path = FOLDER / f"{name.replace(' ', '')}-{style}{'.otf' if 'CFF ' in font else '.ttf'}"
    font["head"].modified = font["head"].created  # the same bytes whenever it is made
    font.recalcTimestamp = False
    font.save(path)
    sys.stdout.write(f"{path.name}: {path.stat().st_size} bytes\n")


def main() -> None:
    """Write them all anew."""
    for style in ("Regular", "Bold"):
        noto = DEBIAN / "truetype" / "noto"
        cut(TTFont(noto / f"NotoSans-{style}.ttf"), "LCN Sans", style, LETTERS + SIGNS)
        cut(TTFont(noto / f"NotoSansArabic-{style}.ttf"), "LCN Sans Arabic", style, ARABIC + SIGNS)
        collection = TTCollection(DEBIAN / "opentype" / "noto" / f"NotoSansCJK-{style}.ttc")
        simplified = next(
            font for font in collection if font["name"].getDebugName(FAMILY_NAME) == "Noto Sans CJK SC"
        )
        held = set(gb2312(BOTH_LEVELS if style == "Regular" else FIRST_LEVEL)) | chinese_names()
        cut(simplified, "LCN Sans SC", style, FULL_WIDTH + sorted(held))


if __name__ == "__main__":
    main()
