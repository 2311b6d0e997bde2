"""Numbers, dates and lists as CLDR has them, through Babel."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

import babel
import babel.dates
import babel.numbers

_ISO = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d{2})?)?")


def known(code: str) -> str:
    """The code of a language or locale; raises ValueError, where CLDR has none such."""
    try:
        babel.Locale.parse(code)
    except (babel.UnknownLocaleError, ValueError):
        raise ValueError(f"CLDR has no language or locale {code!r}; write one like en or en_GB") from None
    return code


@lru_cache(maxsize=4096)
def date(locale: babel.Locale, iso: str) -> str:
    """ "2025", "December 2025" or "5 December 2025" for a date as precise as it is known.

    What is no date, as in the key of a forged button, comes back as it is.
    """
    if not _ISO.fullmatch(iso):
        return iso
    parts = [int(part) for part in iso.split("-")]
    day = dt.date(*([*parts, 1, 1])[:3])
    match len(parts):
        case 1:
            return babel.dates.format_skeleton("y", day, locale=locale)
        case 2:
            return babel.dates.format_skeleton("yMMMM", day, locale=locale)
    return babel.dates.format_date(day, "long", locale=locale)


def interval(locale: babel.Locale, start: str, end: str) -> str:
    """ "18–20 Sept 2017" for two ISO dates."""
    first, last = map(dt.date.fromisoformat, (start, end))
    return babel.dates.format_interval(first, last, skeleton="yMMMMd", locale=locale)


@lru_cache(maxsize=4096)
def number(locale: babel.Locale, value: int) -> str:
    """ "1,234"; whole millions in words: "500 million"."""
    if value >= 1_000_000 and value % 100_000 == 0:
        long = "long" in locale.compact_decimal_formats  # Chinese has the short form alone: 5亿
        return babel.numbers.format_compact_decimal(
            value, format_type="long" if long else "short", locale=locale, fraction_digits=1
        )
    return babel.numbers.format_decimal(value, locale=locale)
