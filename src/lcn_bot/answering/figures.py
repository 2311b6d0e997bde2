"""Answers about numbers: now, at a date, and how they grew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lcn_bot.answering.answer import Answer, Voice, dates, distinct
from lcn_bot.answering.reading import Ask
from lcn_bot.knowledge.model import Figure, OtherValue, Value
from lcn_bot.language.forms import Counted, fill, form_of

_OUTLIER = "outlier"
"""Why another value is told only to those who ask about it: one source against all the others."""


def value_at(figure: Figure, date: str = "") -> Value | None:
    """The newest value of a figure, or that of a year or month ("2020", "2020-09"), if there is one.

    A source that speaks of the year as a whole goes before those of a day in it.
    """
    at = [value for value in figure.history if (value.as_of or "").startswith(date)]
    at = [value for value in at if date and value.as_of == date] or at
    return at[0] if at else None


def figure(voice: Voice, figure_id: str, date: str = "") -> Answer | None:
    """A number with its date: the newest, or that of a year or month."""
    found = voice.knowledge.figures.get(figure_id)
    value = value_at(found, date) if found else None
    if found is None or value is None:
        return None
    language = voice.language
    number = amount(voice, value, year=found.kind == "year")
    if found.of and found.part:
        wording: Counted = language.parts[found.part]
        places = voice.named(place=found.of)
    else:
        wording, places = language.figures[figure_id], {}
    template = form_of(wording.__dict__, "answer", language.locale, count=value.value)
    text = fill(template, number=number, as_of=as_of(voice, value.as_of), **places)
    text = text[0].upper() + text[1:] + otherwise(voice, value.otherwise)
    beside = [voice.knowledge.figures[other] for other in found.beside]
    borne_out = {str(other.value) for at in beside if (other := value_at(at, date[:4]))}
    return Answer(
        text,
        distinct((*value.sources, *(source for other in _told(value.otherwise) for source in other.sources))),
        dates(value.as_of) | borne_out | {str(value.value)} | {str(o.value) for o in _told(value.otherwise)},
        value.value,
        confirms=True,
        next=tuple(Ask("figure", (other, *filter(None, [date[:4]]))) for other in found.beside),
    )


def growth(voice: Voice, since: str = "", until: str = "") -> Answer | None:
    """How many members there were at two dates; from the first known until now, unless said otherwise."""
    members = voice.knowledge.figures.get("members")
    if members is None:
        return None
    until, since = max(since, until) if until else "", min(since, until) if until else since
    last, first = (
        value_at(members, until),
        value_at(members, since) if since else [at for at in members.history if at.as_of][-1],
    )
    if first is None or last is None or first is last:
        return None
    text = voice.language.say(
        "growth",
        first=amount(voice, first),
        since=as_of(voice, first.as_of),
        last=amount(voice, last),
        until=as_of(voice, last.as_of),
        more=voice.language.number(last.value - first.value),
    )
    borne_out = dates(first.as_of, last.as_of) | {
        str(first.value),
        str(last.value),
        str(last.value - first.value),
    }
    return Answer(
        text, distinct((*last.sources, *first.sources)), borne_out, next=(Ask("figure", ("members",)),)
    )


def amount(voice: Voice, value: Value | OtherValue, *, year: bool = False) -> str:
    """A value as it is said: "nearly 500 million"."""
    number = str(value.value) if year else voice.language.number(value.value)
    return fill(voice.language.qualifiers[value.qualifier], number=number) if value.qualifier else number


def as_of(voice: Voice, date: str | None) -> str:
    """The month, or the year, as it is said; an undated source in words."""
    return voice.language.date(date[:7]) if date else voice.language.say("undated")


def otherwise(voice: Voice, others: Sequence[OtherValue]) -> str:
    """A sentence for each value that other sources give, if it is to be heard."""
    return "".join(
        " " + fill(voice.language.why[other.why], number=amount(voice, other)) for other in _told(others)
    )


def _told(others: Iterable[OtherValue]) -> list[OtherValue]:
    return [other for other in others if other.why != _OUTLIER]
