"""Wordings that change with what is put into them: a number, a person's gender, the name of a place; and words that
are written together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Annotated

from babel import Locale
from pydantic import AfterValidator, Field

from lcn_bot.knowledge.fields import Text
from lcn_bot.knowledge.model import Entry

PLURAL_FORMS = ("zero", "one", "two", "few", "many", "other")
"""CLDR's: a wording that counts something may be given for each, as `key_one`."""
GENDERS = ("female", "male", "organisation")
"""A wording that speaks of somebody may be given for each, as `key_female`."""
PLACES = ("place", "country", "city")
"""Placeholders that a place stands for; each may be written `{in_place}` and `{of_place}` too."""
PLACEHOLDER = re.compile(r"\{([a-z_]*)\}")


def _template(text: str) -> str:
    if "{" in PLACEHOLDER.sub("", text) or "}" in PLACEHOLDER.sub("", text):
        raise ValueError("write a placeholder as {name}, with small letters only")
    return text


Template = Annotated[str, Field(min_length=1, max_length=2000), AfterValidator(_template)]
"""Text with `{placeholders}`."""


def fill(template: str, **values: object) -> str:
    """A template with its placeholders filled in."""
    return PLACEHOLDER.sub(lambda found: str(values[found.group(1)]), template)


def form_of(
    wordings: Mapping[str, str | None], key: str, locale: Locale, *, count: object = None, gender: str = ""
) -> str:
    """The wording `key` in the plural form of a number and for a gender, where it is given for those."""
    if isinstance(count, int):
        return wordings.get(f"{key}_{locale.plural_form(count)}") or wordings[key] or ""
    return (wordings.get(f"{key}_{gender}") if gender else None) or wordings[key] or ""


class Counted(Entry):
    """An answer about a number, for each plural form that differs."""

    answer: Template
    answer_zero: Template | None = None
    answer_one: Template | None = None
    answer_two: Template | None = None
    answer_few: Template | None = None
    answer_many: Template | None = None
    answer_other: Template | None = None


class FigureWording(Counted):
    """How a figure is spoken of."""

    question: Template


class OfficeWording(Entry):
    """How an office is spoken of, for each gender that differs."""

    holder: Template
    """The sentence that says who holds it."""
    holder_female: Template | None = None
    holder_male: Template | None = None
    holder_organisation: Template | None = None
    was: Template
    """The sentence that says who held it at a date."""
    was_female: Template | None = None
    was_male: Template | None = None
    was_organisation: Template | None = None
    title: Template
    """What a holder is called: "mayor of {place}"."""
    title_female: Template | None = None
    title_male: Template | None = None
    title_organisation: Template | None = None
    question: Template
    """The question for the holder."""


class FactWording(Entry):
    """How a fact of a city is asked for."""

    question: Template


class PlaceForms(Entry):
    """How the name of a place stands in a sentence: "au Maroc", "d’Oujda"."""

    other: Template = "{place}"
    """How most do."""
    begins: dict[str, Template] = Field(default_factory=dict)
    """For names that begin so; `{rest}` is the name without that beginning."""
    places: dict[str, Text] = Field(default_factory=dict)
    """For single countries (by ISO code), regions and cities (by id)."""

    def of(self, id_: str, name: str) -> str:
        """The words for a place that is called `name`."""
        if id_ in self.places:
            return self.places[id_]
        beginnings = [b for b in self.begins if _bare(name).startswith(_bare(b))]
        best = max(beginnings, key=len, default="")
        template = self.begins[best] if best else self.other
        return fill(template, place=name, rest=name[len(best) :])


class Attached(Entry):
    """Letters that are written together with the word they stand before or after, and mean something themselves."""

    before: tuple[Text, ...] = ()
    after: tuple[Text, ...] = ()
    contracted: dict[Text, Text] = Field(default_factory=dict)
    """What a word begins with instead of other letters: of them it is taken apart."""


def _bare(text: str) -> str:
    """Without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")
