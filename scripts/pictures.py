"""Draws the README's pictures as docs/*.png, in English, Arabic and Chinese. `make gallery`."""

from __future__ import annotations

from pathlib import Path

from lcn_bot.answering.answer import Voice
from lcn_bot.answering.loading import load
from lcn_bot.pictures.named import picture

ROOT = Path(__file__).parents[1]
NAMES = ("growth", "map:MA", "countries")
LANGUAGES = ("en", "ar", "zh")


def main() -> None:
    """Draw them all."""
    loaded = load(ROOT / "knowledge")
    default = loaded.languages[0].language
    for language in (record.language for record in loaded.languages if record.language.code in LANGUAGES):
        voice = Voice(loaded.knowledge, language, default)
        for name in NAMES:
            drawn = picture(voice, name)
            if drawn:
                path = ROOT / "docs" / f"{name.replace(':', '-')}-{language.code}.png"
                path.write_bytes(drawn.draw())


if __name__ == "__main__":
    main()
