"""Writes tests/golden/xx.txt: every wording of every language, filled in for every plural form and gender, with names
that are written from left to right and from right to left. `make golden`.

For a person to read who knows the language and nothing else of the project; a test holds them to what is said today.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lcn_bot.assistant import Assistant
from lcn_bot.language.forms import GENDERS, PLACEHOLDER, PLACES, fill, form_of
from lcn_bot.language.language import Language
from lcn_bot.language.wordings import GENDERED, WORDING

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "tests" / "golden"
COUNTS = (0, 1, 2, 3, 5, 11, 21, 25, 100, 425)
"""Among them one of each of CLDR's plural forms in every language."""
NAMES = ("Oujda", "وجدة")
"""One written from left to right, one from right to left."""


def golden(language: Language) -> str:
    """What a language says, a line for each wording and each way in which it may be filled in."""
    lines = [f"# {language.name} ({language.code})"]
    for key in sorted(WORDING):
        lines += _told(key, _wordings(language, key))
    for section in ("figures", "parts"):
        for key, wording in sorted(getattr(language, section).items()):
            lines += _told(f"{section}.{key}", _counted(language, wording.__dict__))
    for key, office in sorted(language.offices.items()):
        for form in ("holder", "was", "title", "question"):
            lines += _told(f"offices.{key}.{form}", _of_office(language, office.__dict__, form))
    for key, text in sorted(language.questions.items()):
        year = {"year": language.date("2025")}
        values = (_values(language, name) | year for name in NAMES)
        lines += _told(f"questions.{key}", (language.laid_out(fill(text, **each)) for each in values))
    for code in sorted(language.in_place.places | language.of_place.places):
        name = language.regions[code][0] if code in language.regions else language.country(code)
        forms = (language.in_place.of(code, name), language.of_place.of(code, name))
        lines.append(f"places.{code}: {' | '.join(forms)}")
    return "\n".join(lines) + "\n"


def _told(key: str, texts: Iterator[str]) -> list[str]:
    return [
        f"{key}: {text.strip()}"
        for text in dict.fromkeys(" ⏎ ".join(filter(None, text.split("\n"))) for text in texts)
    ]


def _wordings(language: Language, key: str) -> Iterator[str]:
    for gender in ("", *GENDERS) if key in GENDERED else ("",):
        for count in COUNTS if "count" in WORDING[key] else (COUNTS[-1],):
            for name in NAMES:
                text = language.say(key, gender, **(_values(language, name) | {"count": count}))
                yield language.laid_out(text)


def _counted(language: Language, wordings: dict[str, str | None]) -> Iterator[str]:
    for count in COUNTS:
        for name in NAMES:
            template = form_of(wordings, "answer", language.locale, count=count)
            values = _values(language, name) | {"number": language.number(count)}
            yield language.laid_out(fill(template, **values))


def _of_office(language: Language, wordings: dict[str, str | None], form: str) -> Iterator[str]:
    for gender in ("", *GENDERS):
        for name in NAMES:
            template = (
                form_of(wordings, form, language.locale, gender=gender)
                if form != "question"
                else wordings[form]
            )
            yield language.laid_out(fill(template or "", **_values(language, name)))


def _values(language: Language, name: str) -> dict[str, object]:
    """Something for every placeholder there is: itself, or a name, a number or a date as it comes."""
    names = {key for keys in WORDING.values() for key in keys} | {
        "question",
        "holder",
        "quote",
        "event",
        "rest",
    }
    values: dict[str, object] = dict.fromkeys(names, name)
    values |= {
        "number": language.number(425),
        "other_number": language.number(59),
        "more": language.number(153),
    }
    values |= {"year": "2025", "years": "2017", "known": 355, "total": 425, "date": language.date("2025-12")}
    values |= {
        "as_of": language.date("2025-12"),
        "other_as_of": language.date("2024-02"),
        "person": "Nabila Rmili",
    }
    values |= {"language": language.name, "words": "…", "answer": "…", "text": "…", "count": COUNTS[-1]}
    for place in PLACES:
        values[f"in_{place}"] = language.in_place.of("", name)
        values[f"of_{place}"] = language.of_place.of("", name)
    return values


def spoken() -> list[Language]:
    """The languages that are spoken."""
    assistant = Assistant(ROOT / "knowledge")
    return [assistant.language(code) for code, _ in assistant.languages()]


def main() -> None:
    """Write them all."""
    FOLDER.mkdir(exist_ok=True)
    for language in spoken():
        text = golden(language)
        left = [line for line in text.splitlines() if re.search(PLACEHOLDER, line)]
        if left:
            raise SystemExit(f"not filled in: {left[:3]}")
        (FOLDER / f"{language.code}.txt").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
