"""One language: what its words mean, and how replies are worded in it."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Annotated, Literal

import babel
import babel.dates
import babel.lists
import babel.numbers
import wordfreq
from pydantic import AfterValidator, Field, field_validator

from lcn_bot.knowledge.fields import COUNTRIES, Concept, CountryCode, Id, LanguageCode, Text
from lcn_bot.knowledge.model import Entry, Source

_ISO = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d{2})?)?")
PLURAL_FORMS = ("zero", "one", "two", "few", "many", "other")
"""CLDR's: a wording that counts something may be given for each, as `key_one`."""
PLACEHOLDER = re.compile(r"\{([a-z_]*)\}")


def _template(text: str) -> str:
    if "{" in PLACEHOLDER.sub("", text) or "}" in PLACEHOLDER.sub("", text):
        raise ValueError("write a placeholder as {name}, with small letters only")
    return text


Template = Annotated[str, Field(min_length=1, max_length=2000), AfterValidator(_template)]
"""Text with `{placeholders}`."""
Phrases = tuple[Text, ...]
Pronoun = Literal["he", "she", "it", "they", "there", "among", "definite", "other", "continuing"]
"""Of a man, of a woman, of a thing, of several, of a place; of those just named ("of them"); what makes "city" one that
was named ("the city"); the other of two; what carries on with the last question ("what about Fez?")."""


class OfficeWording(Entry):
    """How an office is spoken of."""

    holder: Template
    """The sentence that says who holds it."""
    was: Template
    """The sentence that says who held it at a date."""
    title: Template
    """What a holder is called: "mayor of {place}"."""
    question: Template
    """The question for the holder."""


class FactWording(Entry):
    """How a fact of a city is asked for."""

    question: Template


class FigureWording(Entry):
    """How a figure is spoken of."""

    question: Template
    answer: Template


class PartWording(Entry):
    """How the number of members of a country or region is spoken of."""

    answer: Template


class Language(Entry):
    """One file of `knowledge/languages/`."""

    code: LanguageCode
    name: Text
    """What the language calls itself."""
    region: Text | None = None
    """The CLDR locale that numbers and dates follow ("en_GB"); that of the language itself, if none is given."""
    lexicon: dict[Concept, Phrases]
    filler: Phrases
    pronouns: dict[Pronoun, Phrases] = Field(default_factory=dict)
    """Words that point back at what was talked about before, and change nothing where a question is whole."""
    unrelated: Phrases = ()
    """Phrases that mean nothing here though their words do: "country club"."""
    speaking: tuple[Template, ...] = ()
    """How the language of an answer is named: "in {language}"."""
    polar: Phrases = ()
    """The words that a yes-or-no question begins with."""
    numbers: dict[str, int] = Field(default_factory=dict)
    keyboard: Phrases = ()
    """The rows of letters on a phone's keyboard: which keys are hit instead of which."""
    alike: Phrases = ()
    """Letters that are written one for another, by ear."""
    countries: dict[CountryCode, Phrases] = Field(default_factory=dict)
    """Names and demonyms of countries beyond those of CLDR, by ISO code."""
    regions: dict[Id, Phrases]
    """Names and adjectives of the regions, the one shown first."""
    qualifiers: dict[Concept, Template]
    why: dict[Concept, Template]
    """How a value that other sources give is spoken of."""
    parts: dict[Concept, PartWording]
    offices: dict[Concept, OfficeWording]
    facts: dict[Concept, FactWording]
    figures: dict[Id, FigureWording]
    questions: dict[Id, Template]
    """The question that each relation answers, as suggestions show it."""
    examples: tuple[str, ...]
    """Keys of the questions that show a newcomer what can be asked."""
    wording: dict[Id, Template]

    @field_validator("code", "region", mode="after")
    @classmethod
    def _is_in_cldr(cls, code: str | None) -> str | None:
        try:
            if code:
                babel.Locale.parse(code)
        except (babel.UnknownLocaleError, ValueError):
            raise ValueError(f"CLDR has no language or locale {code!r}; write one like en or en_GB") from None
        return code

    def say(self, key: str, **values: object) -> str:
        """The wording `key` with its placeholders filled in; in the plural form of the `count` among them, if any."""
        count = values.get("count")
        form = f"{key}_{self.locale.plural_form(count)}" if isinstance(count, int) else key
        return fill(self.wording.get(form) or self.wording[key], **values)

    @cached_property
    def locale(self) -> babel.Locale:
        """CLDR's data for this language."""
        return babel.Locale.parse(self.region or self.code)

    def date(self, iso: str) -> str:
        """ "2025", "December 2025" or "5 December 2025" for a date as precise as it is known.

        What is no date, as in the key of a forged button, comes back as it is.
        """
        return _date(self.locale, iso) if _ISO.fullmatch(iso) else iso

    def number(self, value: int) -> str:
        """ "1,234"; whole millions in words: "500 million"."""
        return _number(self.locale, value)

    def degrees(self, value: float) -> str:
        """ "33.59°"."""
        return babel.numbers.format_decimal(value, "0.00", locale=self.locale) + "°"

    def interval(self, start: str, end: str) -> str:
        """ "18–20 September 2017"."""
        first, last = map(dt.date.fromisoformat, (start, end))
        return babel.dates.format_interval(first, last, skeleton="yMMMMd", locale=self.locale)

    def join(self, parts: list[str]) -> str:
        """ "a, b and c"."""
        return babel.lists.format_list(parts, locale=self.locale)

    def source(self, source: Source) -> str:
        """A source without its link: "Title, Publisher, 5 December 2025"."""
        date = self.date(source.date) if source.date else ""
        return ", ".join(part for part in (source.title, source.publisher, date) if part)

    def country(self, code: str) -> str:
        """What the country is called."""
        return self._territories.get(code, code)

    @cached_property
    def _territories(self) -> dict[str, str]:
        return {code: str(name) for code, name in self.locale.territories.items()}

    def country_names(self) -> dict[str, list[str]]:
        """Every name and demonym of every country, by ISO code."""
        names = {code: [name] for code, name in self.locale.territories.items() if code in COUNTRIES}
        for code, more in self.countries.items():
            names.setdefault(code, []).extend(more)
        return names

    def spoken_in(self) -> dict[str, list[tuple[str, str]]]:
        """For each widespread language, by its code: what it is called, and how an answer in it is asked for."""
        known = wordfreq.available_languages()
        names = {code: str(name) for code, name in self.locale.languages.items() if code in known}
        return {
            code: [(name, fill(template, language=name)) for template in self.speaking]
            for code, name in names.items()
        }

    def language_name(self, code: str) -> str:
        """What another language is called in this one."""
        return str(self.locale.languages.get(code, code))

    def month_names(self) -> dict[int, list[str]]:
        """The names of each month (1 to 12) but for those that are an ordinary word ("May", "March")."""
        lexicon = {phrase for phrases in self.lexicon.values() for phrase in phrases} | set(self.filler)
        return {
            month: [name for name in names if name.lower() not in lexicon]
            for month, names in self._month_names()
        }

    def _month_names(self) -> Iterator[tuple[int, set[str]]]:
        forms = self.locale.months["format"]
        for month, name in forms["wide"].items():
            yield month, {name, forms["abbreviated"][month].rstrip(".")}

    def frequency(self, word: str) -> float:
        """How common a word is: log10 of its uses per billion words (the Zipf scale), 0 for one never seen."""
        seen = self._frequencies.get(word)
        return math.log10(seen) + 9 if seen else 0.0

    @cached_property
    def _frequencies(self) -> dict[str, float]:
        if self.code not in wordfreq.available_languages():  # then no word is known to be a real one
            return {}
        return wordfreq.get_frequency_dict(self.code, "best")


@lru_cache(maxsize=4096)
def _date(locale: babel.Locale, iso: str) -> str:
    parts = [int(part) for part in iso.split("-")]
    day = dt.date(*([*parts, 1, 1])[:3])
    match len(parts):
        case 1:
            return iso
        case 2:
            return babel.dates.format_skeleton("yMMMM", day, locale=locale)
    return babel.dates.format_date(day, "long", locale=locale)


@lru_cache(maxsize=4096)
def _number(locale: babel.Locale, value: int) -> str:
    if value >= 1_000_000 and value % 100_000 == 0:
        return babel.numbers.format_compact_decimal(
            value, format_type="long", locale=locale, fraction_digits=1
        )
    return babel.numbers.format_decimal(value, locale=locale)


def fill(template: str, **values: object) -> str:
    """A template with its placeholders filled in."""
    return PLACEHOLDER.sub(lambda found: str(values[found.group(1)]), template)
