"""The kinds of value that entries are made of, and what editors are told when one is wrong."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated

from babel import Locale
from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag, WithJsonSchema

ID_PATTERN = r"^[a-z0-9][a-z0-9_-]{0,31}$"
KINDS_ASKED = frozenset(
    {
        "CITY",
        "COUNTRY",
        "REGION",
        "PERSON",
        "QUOTE",
        "EVENT",
        "ORGANISATION",
        "YEAR",
        "YEARS",
        "CITIES",
        "COUNTRIES",
        "FACT",
        "SUBJECT",
    }
)
"""What the capitals in `asked` may be; knowledge/relations.yaml says what each means."""
SEVERAL = {"YEARS": "YEAR", "CITIES": "CITY", "COUNTRIES": "COUNTRY"}
"""Those that stand for two things, or more, and what stands for one of them."""
_NO_COUNTRY = frozenset({"EU", "EZ", "UN", "QO", "ZZ", "XA", "XB", "CP", "DG", "AC", "TA", "EA", "IC", "CQ"})
"""Codes of CLDR that are not countries."""
COUNTRIES = frozenset(code for code in map(str, Locale("en").territories) if len(code) == 2) - _NO_COUNTRY
"""ISO 3166-1 alpha-2 codes, as CLDR has them."""


def _partial_date(text: str) -> str:
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", text):
        raise ValueError("write a date as 2025, 2025-12 or 2025-12-05")
    parts = [int(part) for part in text.split("-")]
    dt.date(*([*parts, 1, 1])[:3])  # raises ValueError for a 13th month or a 31st of June
    return text


def _digits(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch("[0-9]{1,15}", value):
        raise ValueError(f"must be a whole number without separators, like 425, not {value[:40]!r}")
    return value


def _degrees(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]+)?", value):
        raise ValueError(f"must be degrees, like 33.59 or -7.61, not {value[:40]!r}")
    return value


def _flag(value: object) -> object:
    if isinstance(value, str) and value.lower() not in ("true", "false"):
        raise ValueError(f"must be true or false, not {value[:40]!r}")
    return value


def _one_line(text: str) -> str:
    if "\n" in text:
        raise ValueError("write it on one line")
    return text


def terms(line: str) -> list[str]:
    """The concepts and KINDS in a line of `asked` or `may`: city, member and CITY in "count:city|member CITY?"."""
    return [word.split(":")[-1] for word in line.replace("?", " ").replace("|", " ").split()]


def _kinds(line: str) -> str:
    for term in terms(line):
        if term.isupper() and term not in KINDS_ASKED:
            known = ", ".join(sorted(KINDS_ASKED))
            raise ValueError(f"no kind is called {term}; those in capitals are {known}")
    return line


def _country(code: str) -> str:
    if code not in COUNTRIES:
        raise ValueError(f"no country has the code {code}; look it up in ISO 3166-1")
    return code


# What an editor's YAML parser makes of unquoted numbers and years; ours leaves them text.
_WHOLE = {"anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": "^[0-9]{1,15}$"}]}
_DATE = {
    "anyOf": [
        {"type": "integer", "minimum": 1000, "maximum": 9999},
        {"type": "string", "pattern": "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"},
    ]
}

Id = Annotated[str, Field(pattern=ID_PATTERN)]
Concepts = Annotated[str, Field(pattern=r"^[a-z][a-z_]*(\+[a-z][a-z_]*)*$")]
"""One concept, or several that are meant at once."""
Concept = Annotated[str, Field(pattern=r"^[a-z][a-z_]*$")]
CountryCode = Annotated[
    str,
    Field(pattern=r"^[A-Z]{2}$"),
    AfterValidator(_country),
    WithJsonSchema({"type": "string", "enum": sorted(COUNTRIES)}),
]
"""ISO 3166-1 alpha-2."""
LanguageCode = Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
Text = Annotated[str, Field(min_length=1, max_length=1000), AfterValidator(_one_line)]
Texts = Annotated[dict[LanguageCode, Text], Field(min_length=1)]
"""The same statement, per language."""
TextOrTexts = Annotated[
    Annotated[Texts, Tag("[per language]")] | Annotated[Text, Tag("[one]")],
    Discriminator(lambda value: "[per language]" if isinstance(value, dict) else "[one]"),
]
"""One text for all languages, or one per language."""
PartialDate = Annotated[str, AfterValidator(_partial_date), WithJsonSchema(_DATE)]
"""An ISO date as precise as it is known: "2025", "2025-12" or "2025-12-05"."""
Number = Annotated[int, BeforeValidator(_digits), WithJsonSchema(_WHOLE)]
"""A whole number without separators."""
Digits = Annotated[str, Field(pattern=r"^[0-9]+$"), WithJsonSchema(_WHOLE)]
"""The same, as text."""
Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"enum": [True, False, "true", "false"]})]
Degrees = Annotated[float, BeforeValidator(_degrees), WithJsonSchema({"type": ["number", "string"]})]
SourceIds = Annotated[tuple[Id, ...], Field(min_length=1)]
Terms = Annotated[Text, AfterValidator(_kinds)]
"""Concepts and KINDS."""
Patterns = Annotated[tuple[Terms, ...], Field(min_length=1)]
"""What a question must hold to ask for this; see knowledge/relations.yaml."""
