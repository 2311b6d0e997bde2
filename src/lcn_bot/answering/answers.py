"""The relations: what each kind of question is answered with.

Each function takes a `Voice` (the knowledge and the reader's language) and the arguments of an Ask, and gives an
Answer, or None where the knowledge holds none. `ANSWERS` is the one table of them; `knowledge/relations.yaml` says
which questions lead to which.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from inspect import signature
from itertools import groupby
from typing import TypeVar

from lcn_bot.answering.reading import Ask
from lcn_bot.answering.reply import Suggestion
from lcn_bot.knowledge.model import City, CityFact, Knowledge, Office, Person, Quote
from lcn_bot.language.language import Language, fill


@dataclass(frozen=True)
class Voice:
    """Who answers: what is known, and the language it is said in."""

    knowledge: Knowledge
    language: Language
    offered: dict[Ask, Suggestion | None] = field(default_factory=dict, compare=False)
    """The suggestions worded so far; the same few are offered time and again."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The text, where it comes from, and what it bears out."""

    text: str
    sources: tuple[str, ...] = ()
    """Ids of sources."""
    numbers: frozenset[str] = frozenset()
    """The numbers, years and months that a question may name and still be answered by this: "425", "month 12"."""
    number: int | None = None
    """The number that is asked for, where it is one."""
    confirms: bool | None = None
    """Yes or no, to a question that is one."""
    gender: str = ""
    """Of the person who is the answer, where it is one: "the man who runs Casablanca" is nobody."""
    next: tuple[Ask, ...] = field(default=())
    """What is likely to be asked next."""


Relation = Callable[..., "Answer | None"]
Statement = TypeVar("Statement", Quote, CityFact)


def city(voice: Voice, city_id: str) -> Answer | None:
    """All about a city in a few sentences."""
    found = voice.knowledge.cities.get(city_id)
    if found is None:
        return None
    parts = [joined(voice, city_id), office(voice, "mayor", city_id)]
    parts += [_fact_answer(voice, fact) for key, fact in found.facts.items() if key == "project"]
    return _together(parts)


def joined(voice: Voice, city_id: str) -> Answer | None:
    """Since when a city is a member."""
    found = voice.knowledge.cities.get(city_id)
    if found is None:
        return None
    text = voice.language.say(
        "joined",
        city=found.name,
        country=voice.language.country(found.country),
        date=voice.language.date(found.joined.date),
    )
    return Answer(text, found.joined.sources, _dates(found.joined.date), confirms=True)


def country_of(voice: Voice, city_id: str, country: str = "") -> Answer | None:
    """In which country a city is; with a country, whether it is in that one."""
    found = voice.knowledge.cities.get(city_id)
    if found is None:
        return None
    text = voice.language.say("country_of", city=found.name, country=voice.language.country(found.country))
    return Answer(text, found.joined.sources, confirms=found.country == country if country else None)


def fact(voice: Voice, city_id: str, key: str, *subjects: str) -> Answer | None:
    """One of a city's facts, such as its project; of the subjects, if it speaks of them, or else its mayor does."""
    found = voice.knowledge.cities.get(city_id)
    if found is None or key not in found.facts:
        return None
    if not set(subjects) <= set(found.facts[key].about):
        return quotes(voice, city_id, *subjects)
    return _fact_answer(voice, found.facts[key])


def office(voice: Voice, office_id: str, of: str) -> Answer | None:
    """Who holds an office."""
    holders = voice.knowledge.holders(office_id, of)
    if not holders:
        return None
    person, held = holders[0]
    text = fill(
        voice.language.offices[office_id].holder,
        person=person.name,
        place=_place(voice.knowledge, of),
        as_of=voice.language.date(held.as_of),
    )
    return Answer(
        text, held.sources, _dates(held.as_of), gender=person.gender, next=(Ask("quotes", (person.id,)),)
    )


def mayors(voice: Voice, country: str = "") -> Answer | None:
    """Every mayor that is known, or those of a country's cities."""
    found = [city for city in voice.knowledge.cities.values() if country in ("", city.country)]
    known = [mayor for city in found if (mayor := office(voice, "mayor", city.id))]
    together = _together(known, separator="\n")
    return together and replace(together, numbers=together.numbers | {str(len(known))})


def person(voice: Voice, person_id: str, office_id: str = "") -> Answer | None:
    """Who somebody is; with an office, whether they hold such a one."""
    found = voice.knowledge.people.get(person_id)
    if found is None or not found.offices:
        return None
    held = found.offices[0]
    answer = office(voice, held.office, held.of)
    if answer is None or voice.knowledge.holders(held.office, held.of)[0][0] is not found:
        return None
    return _confirmed(answer, held.office == office_id) if office_id else answer


def holds(voice: Voice, person_id: str, office_id: str, of: str) -> Answer | None:
    """Whether a person holds an office; who does, and what the person does, if not."""
    holders = voice.knowledge.holders(office_id, of)
    if not holders:
        return None
    if holders[0][0].id == person_id:
        answer = office(voice, office_id, of)
        return answer and _confirmed(answer, True)
    answer = _together([office(voice, office_id, of), person(voice, person_id)])
    return answer and _confirmed(answer, False)


def quotes(voice: Voice, holder: str, *subjects: str) -> Answer | None:
    """What somebody said, or a city through its mayor: all of it, or of the subjects."""
    speaker = spokesperson(voice.knowledge, holder)
    if speaker is None:
        return None
    said = [quote for quote in voice.knowledge.quotes.values() if quote.speaker == speaker.id]
    said = _about(said, subjects)
    if not said and holder in voice.knowledge.cities:
        facts = _about(list(voice.knowledge.cities[holder].facts.values()), subjects)
        return _together([_fact_answer(voice, found) for found in facts[:1]])
    return _statements(voice, said)


def said_about(voice: Voice, *subjects: str) -> Answer | None:
    """Who said something of the subjects, and what."""
    return _statements(voice, _about(list(voice.knowledge.quotes.values()), subjects))


def speaker(voice: Voice, quote_id: str) -> Answer | None:
    """Who said it."""
    found = voice.knowledge.quotes.get(quote_id)
    return _statements(voice, [found]) if found else None


def said_by(voice: Voice, person_id: str, quote_id: str) -> Answer | None:
    """Whether a person said it; who did, if not."""
    found = voice.knowledge.quotes.get(quote_id)
    answer = speaker(voice, quote_id)
    return _confirmed(answer, found.speaker == person_id) if found and answer else None


def cities(voice: Voice) -> Answer | None:
    """The members that are known by name, and of how many."""
    return _members(voice, list(voice.knowledge.cities.values()), "cities")


def cities_of(voice: Voice, country: str) -> Answer | None:
    """The members that are known by name in a country."""
    found = [city for city in voice.knowledge.cities.values() if city.country == country]
    return _members(voice, found, "cities_of", country=voice.language.country(country))


def figure(voice: Voice, figure_id: str) -> Answer | None:
    """A number with its date."""
    found = voice.knowledge.figures.get(figure_id)
    if found is None:
        return None
    newest = found.history[0]
    number = str(newest.value) if found.kind == "year" else voice.language.number(newest.value)
    if newest.qualifier:
        number = fill(voice.language.qualifiers[newest.qualifier], number=number)
    text = fill(
        voice.language.figures[figure_id].answer, number=number, as_of=voice.language.date(newest.as_of)
    )
    beside = {str(voice.knowledge.figures[other].history[0].value) for other in found.beside}
    return Answer(
        text[0].upper() + text[1:],
        newest.sources,
        _dates(newest.as_of) | beside | {str(newest.value)},
        newest.value,
        confirms=True,
        next=tuple(Ask("figure", (other,)) for other in found.beside),
    )


def topic(voice: Voice, topic_id: str, *subjects: str) -> Answer | None:
    """A short text on a topic; None if it does not speak of the subjects."""
    found = voice.knowledge.topics.get(topic_id)
    if found is None or not set(subjects) <= set(found.about):
        return None
    figures = (figure for figure in voice.knowledge.figures.values() if figure.kind == "number")
    current = {str(figure.history[0].value) for figure in figures}
    dates = _dates(found.as_of) if found.as_of else frozenset()
    return Answer(found.text[voice.language.code], found.sources, dates | current | set(found.numbers))


ANSWERS: dict[str, Relation] = {
    relation.__name__: relation
    for relation in (
        city, joined, country_of, fact, office, mayors, person, holds, quotes, said_about, speaker, said_by,
        cities, cities_of, figure, topic,
    )
}  # fmt: skip


def answer(voice: Voice, ask: Ask) -> Answer | None:
    """The answer to an Ask; None where nothing is known, or where it asks what no relation answers."""
    if not is_answered(ask.relation, len(ask.args)):  # it may come from an old button
        return None
    return ANSWERS[ask.relation](voice, *ask.args)


@cache
def is_answered(relation: str, arguments: int) -> bool:
    """Whether there is a relation of that name, and it takes so many arguments."""
    if relation not in ANSWERS:
        return False
    try:
        signature(ANSWERS[relation]).bind(None, *[""] * arguments)
    except TypeError:
        return False
    return True


def _dates(iso: str) -> frozenset[str]:
    """The year of a date, and the month where it is known, as a question's numbers are written."""
    year, _, month = iso[:7].partition("-")
    return frozenset({year, f"month {int(month)}"} if month else {year})


def _place(knowledge: Knowledge, of: str) -> str:
    return knowledge.cities[of].name if of in knowledge.cities else knowledge.people[of].name


def _confirmed(answer: Answer, yes: bool) -> Answer:
    return replace(answer, confirms=yes)


def _fact_answer(voice: Voice, found: CityFact) -> Answer | None:
    text = found.text.get(voice.language.code)
    return Answer(text, found.sources) if text else None


def _together(parts: Iterable[Answer | None], separator: str = " ") -> Answer | None:
    """Several answers as one: texts in a row, each source once."""
    kept = [part for part in parts if part is not None]
    if not kept:
        return None
    return Answer(
        separator.join(part.text for part in kept),
        tuple(dict.fromkeys(source for part in kept for source in part.sources)),
        frozenset().union(*(part.numbers for part in kept)),
        next=tuple(dict.fromkeys(ask for part in kept for ask in part.next)),
    )


def _members(voice: Voice, found: Sequence[City], wording: str, **values: str) -> Answer | None:
    if not found:
        return None
    total = figure(voice, "members")
    dates = {city.joined.date for city in found}
    text = voice.language.say(
        wording,
        cities=voice.language.join([city.name for city in found]),
        total=voice.language.number(total.number) if total and total.number else "",
        date=voice.language.join([voice.language.date(date) for date in sorted(dates)]),
        **values,
    )
    sources = dict.fromkeys(source for city in found for source in city.joined.sources)
    stated = frozenset().union(*map(_dates, dates)) | {str(len(found))}
    return Answer(text, tuple(sources), stated | (total.numbers if total else frozenset()))


def spokesperson(knowledge: Knowledge, holder: str) -> Person | None:
    """The person `holder` is, or who holds the office `holder` ("office/of"), or the mayor of the city `holder`."""
    if holder in knowledge.people:
        return knowledge.people[holder]
    office_id, _, of = holder.rpartition("/")
    holders = knowledge.holders(office_id or "mayor", of)
    return holders[0][0] if holders else None


def _about(said: Sequence[Statement], subjects: Sequence[str]) -> list[Statement]:
    """What speaks of all the subjects at once; else one for each subject, if there is one for each."""
    whole = [statement for statement in said if set(subjects) <= set(statement.about)]
    if whole:
        return whole
    each = [
        next((statement for statement in said if subject in statement.about), None) for subject in subjects
    ]
    return list({id(found): found for found in each if found}.values()) if all(each) else []


def _title(voice: Voice, speaker: Person) -> str:
    held: Office = speaker.offices[0]
    return fill(voice.language.offices[held.office].title, place=_place(voice.knowledge, held.of))


def _statements(voice: Voice, said: Sequence[Quote]) -> Answer | None:
    """The statements, each speaker named once."""
    sentences: list[str] = []
    for speaker_id, by_one in groupby(said, lambda quote: quote.speaker):
        speaker = voice.knowledge.people[speaker_id]
        name = speaker.name
        if speaker.offices:
            name = voice.language.say("speaker_with_title", speaker=name, title=_title(voice, speaker))
        first = True
        for quote in by_one:
            sentences.append(_statement(voice, quote, name if first else None, speaker))
            first = False
    if not sentences:
        return None
    return Answer(
        " ".join(sentences),
        tuple(dict.fromkeys(source for quote in said for source in quote.sources)),
        frozenset().union(*(_dates(quote.date) for quote in said)),
        next=tuple(dict.fromkeys(Ask("person", (quote.speaker,)) for quote in said)),
    )


def _statement(voice: Voice, quote: Quote, speaker: str | None, person: Person) -> str:
    """One statement as a sentence; without a speaker it goes on from the one before."""
    form = "said" if speaker else f"said_also_{person.gender}"
    if quote.reported:
        return voice.language.say(
            form + "_that", speaker=speaker, reported=quote.reported[voice.language.code]
        )
    if quote.context:
        return voice.language.say(
            form + "_of", speaker=speaker, words=quote.words, context=quote.context[voice.language.code]
        )
    return voice.language.say(form, speaker=speaker, words=quote.words)
