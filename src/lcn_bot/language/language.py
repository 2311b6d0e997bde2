"""One language: what its words mean, and how replies are worded in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache
from threading import Lock
from typing import Literal, Self

import babel
import babel.lists
import babel.numbers
import Stemmer
import wordfreq
from pydantic import Field, field_validator, model_validator

from lcn_bot.knowledge.fields import COUNTRIES, Concept, Concepts, CountryCode, Flag, Id, LanguageCode, Text
from lcn_bot.knowledge.model import Entry, Source
from lcn_bot.language import cldr, layout
from lcn_bot.language.forms import (
    Attached,
    Counted,
    FactWording,
    FigureWording,
    OfficeWording,
    PlaceForms,
    Template,
    fill,
    form_of,
)
from lcn_bot.language.frequency import frequencies

Phrases = tuple[Text, ...]
Pronoun = Literal["he", "she", "it", "they", "there", "among", "definite", "other", "continuing"]
"""Of a man, of a woman, of a thing, of several, of a place; of those just named ("of them"); what makes "city" one that
was named ("the city"); the other of two; what carries on with the last question ("what about Fez?")."""


class Language(Entry):
    """One file of `knowledge/languages/`."""

    code: LanguageCode
    name: Text
    """What the language calls itself."""
    region: Text | None = None
    """The CLDR locale that numbers and dates follow ("en_GB"); that of the language itself, if none is given."""
    default: Flag = False
    """Spoken to whoever's own language is not; it must be complete, what others lack is said in it."""
    answered_in: LanguageCode | None = None
    """The language that is answered in, where this one is understood only."""
    or_in: tuple[LanguageCode, ...] = ()
    """The languages that are answered in instead, to those whose Telegram speaks them."""
    includes: tuple[LanguageCode, ...] = ()
    """Other languages whose words are used in this one."""
    spaced: Flag = True
    """Sentences are parted by spaces."""
    stemmer: Text | None = None
    """Snowball's name for the language, where other forms of the lexicon's words are to be found by their stems."""
    sounds: Literal["pinyin"] | None = None
    """How words are typed by their sound, where a slip makes another word that sounds alike."""
    elided: Phrases = ()
    """What is a word of its own before an apostrophe: "d'"."""
    attached: Attached = Attached()
    drops_subject: Flag = False
    """Who or what is spoken of need not be named again: "¿ganó el premio?"."""
    lexicon: dict[Concepts, Phrases]
    """What means a concept, or several at once: `from+count: [de combien]`."""
    filler: Phrases
    pronouns: dict[Pronoun, Phrases] = Field(default_factory=dict)
    """Words that point back at what was talked about before, and change nothing where a question is whole."""
    unrelated: Phrases = ()
    """Phrases that mean nothing here though their words do: "country club"."""
    speaking: tuple[Template, ...] = ()
    """How the language of an answer is named: "in {language}"."""
    polar: Phrases = ()
    """The words that a yes-or-no question begins with."""
    polar_anywhere: Phrases = ()
    """Those that mark one wherever they stand."""
    numbers: dict[str, int] = Field(default_factory=dict)
    keyboard: Phrases = ()
    """The rows of letters on a phone's keyboard: which keys are hit instead of which."""
    alike: Phrases = ()
    """Letters that are written one for another, by ear."""
    countries: dict[CountryCode, Phrases] = Field(default_factory=dict)
    """Names and demonyms of countries beyond those of CLDR, by ISO code."""
    cities: dict[Id, Text] = Field(default_factory=dict)
    """What cities are called here, where that differs; a name that a source gives."""
    people: dict[Id, Text] = Field(default_factory=dict)
    """What people and organisations are called here, where that differs."""
    names: dict[Id, Phrases] = Field(default_factory=dict)
    """More names of cities and people, by which they are known and never called."""
    in_place: PlaceForms = PlaceForms()
    """How it is said that something is in a place."""
    of_place: PlaceForms = PlaceForms()
    """How it is said that something is of a place."""
    regions: dict[Id, Phrases] = Field(default_factory=dict)
    """Names and adjectives of the regions, the one shown first."""
    qualifiers: dict[Concept, Template] = Field(default_factory=dict)
    why: dict[Concept, Template] = Field(default_factory=dict)
    """How a value that other sources give is spoken of."""
    parts: dict[Concept, Counted] = Field(default_factory=dict)
    """How the number of members of a country or region is spoken of."""
    offices: dict[Concept, OfficeWording] = Field(default_factory=dict)
    facts: dict[Concept, FactWording] = Field(default_factory=dict)
    figures: dict[Id, FigureWording] = Field(default_factory=dict)
    questions: dict[Id, Template] = Field(default_factory=dict)
    """The question that each relation answers, as suggestions show it."""
    examples: tuple[str, ...] = ()
    """Keys of the questions that show a newcomer what can be asked."""
    wording: dict[Id, Template] = Field(default_factory=dict)

    @field_validator("region", mode="after")
    @classmethod
    def _is_in_cldr(cls, code: str | None) -> str | None:
        return cldr.known(code) if code else None

    @model_validator(mode="after")
    def _has_a_locale(self) -> Self:
        if not self.region:
            cldr.known(self.code)
        return self

    @field_validator("stemmer", mode="after")
    @classmethod
    def _is_a_stemmer(cls, name: str | None) -> str | None:
        if name and name not in Stemmer.algorithms():
            raise ValueError(f"Snowball has no stemmer {name!r}; it has {', '.join(Stemmer.algorithms())}")
        return name

    def say(self, key: str, gender: str = "", /, **values: object) -> str:
        """The wording `key`, filled in, as it is for a gender and for the `count` among the values."""
        return fill(
            form_of(self.wording, key, self.locale, count=values.get("count"), gender=gender), **values
        )

    def laid_out(self, text: str) -> str:
        """A text as it is shown: what is written from left to right kept together in one that is not, and no spaces
        where the language has none.
        """
        if self.locale.text_direction == "rtl":
            return layout.right_to_left(text)
        return text if self.spaced else layout.unspaced(text)

    @cached_property
    def locale(self) -> babel.Locale:
        """CLDR's data for this language."""
        return babel.Locale.parse(self.region or self.code)

    def date(self, iso: str) -> str:
        """ "2025", "December 2025" or "5 December 2025" for a date as precise as it is known."""
        return cldr.date(self.locale, iso)

    def number(self, value: int) -> str:
        """ "1,234"; whole millions in words: "500 million"."""
        return cldr.number(self.locale, value)

    def degrees(self, value: float) -> str:
        """ "33.59°"."""
        return babel.numbers.format_decimal(value, "0.00", locale=self.locale) + "°"

    def interval(self, start: str, end: str) -> str:
        """ "18–20 September 2017"."""
        return cldr.interval(self.locale, start, end)

    def join(self, parts: list[str]) -> str:
        """ "a, b and c"."""
        return babel.lists.format_list(parts, locale=self.locale)

    @cached_property
    def stem(self) -> Callable[[str], str]:
        """Gives the stem of a word; the word itself, in a language without a stemmer."""
        if self.stemmer is None:
            return str
        stemmer, lock = Stemmer.Stemmer(self.stemmer), Lock()

        @lru_cache(maxsize=65536)
        def stem(word: str) -> str:
            with lock:  # Snowball's stemmers hold the word that they work on
                return str(stemmer.stemWord(word))

        return stem

    def source(self, source: Source) -> str:
        """A source without its link: "Title, Publisher, 5 December 2025"."""
        date = self.date(source.date) if source.date else ""
        apart = "\u2068{}\u2069" if self.locale.text_direction == "rtl" else "{}"
        named = [apart.format(name) for name in (source.title, source.publisher) if name]
        return self.say("comma").join([*named, *filter(None, [date])])

    def country(self, code: str) -> str:
        """What the country is called."""
        return str(self.locale.territories.get(code, code))

    def country_names(self) -> dict[str, list[str]]:
        """Every name and demonym of every country, by ISO code, in all the forms that are given."""
        names = {code: [name] for code, name in self.locale.territories.items() if code in COUNTRIES}
        for code, more in self.countries.items():
            names.setdefault(code, []).extend(more)
        for forms in (self.in_place.places, self.of_place.places):
            for place, form in forms.items():
                if place in names:
                    names[place].append(form)
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
        """How common a word, normalised, is: log10 of its uses per billion words (the Zipf scale), 0 if never seen."""
        return frequencies(self.code, "best").zipf(word)

    def commonness(self, word: str) -> float:
        """How common a word, normalised, is on the Zipf scale, if it is at least 3; else 0."""
        return frequencies(self.code, "small").zipf(word)
