"""Questions about people: who was mayor, who said it."""

from __future__ import annotations

from babel.languages import get_official_languages

from lcn_bot.answering.answer import Voice
from lcn_bot.answering.figures import as_of
from lcn_bot.answering.people import LEADERS, is_present, office
from lcn_bot.answering.questions import named_in_full, question
from lcn_bot.answering.quotes import title
from lcn_bot.answering.reading import Ask
from lcn_bot.knowledge.model import City, Person, Quote
from lcn_bot.quiz.cities import neighbours
from lcn_bot.quiz.draft import Draft, Draw

_LONGEST_QUOTE = 120


def mayor(voice: Voice, draw: Draw) -> Draft | None:
    """Who is the mayor of a city, or was? The others lead cities of its region that speak its language."""
    knowledge, cities = voice.knowledge, {city.id: city for city in voice.knowledge.members}
    newest_of = {
        (held.of, person.id): (person, held)
        for person in knowledge.people.values()
        for held in reversed(person.offices)
        if held.office == "mayor" and held.as_of and held.of in cities
    }
    person, held = draw.one(
        {f"mayor:{held.of}:{held.as_of}": (who, held) for who, held in newest_of.values()}
    )
    city = cities[held.of]
    newest = knowledge.holders(held.office, city.id)[0][0] is person
    told = office(voice, held.office, city.id, held.as_of or "")
    if not told or voice.place(person.id) not in told.text:
        return None  # somebody else held the office that year too
    present = newest and is_present(knowledge, held)
    asked = voice.language.say(
        "quiz_mayor" if present else "quiz_was_mayor",
        **named_in_full(voice, "city", city.id),
        date=as_of(voice, held.as_of),
    )
    ask = Ask("office", (held.office, city.id)) if newest else Ask("person", (person.id,))
    wrong = draw.shuffled([voice.place(other.id) for other in _colleagues(voice, city, person)])
    return Draft(asked, voice.place(person.id), wrong, told.text, ask, told.sources)


def said(voice: Voice, draw: Draw) -> Draft | None:
    """Who said what is quoted in the reader's language? The others said nothing on its subjects."""
    quote = draw.one(
        {f"said:{quote.id}": quote for quote in voice.knowledge.quotes.values() if _whole(voice, quote)}
    )
    speaker = voice.knowledge.people[quote.speaker]
    asked = question(voice, Ask("speaker", (quote.id,)))
    if not asked or any(voice.place(held.of) in (quote.words or "") for held in speaker.offices):
        return None
    fact = voice.language.say(
        "quiz_said",
        speaker=voice.language.say(
            "speaker_with_title", speaker=voice.place(speaker.id), title=title(voice, speaker, quote.date)
        ),
        date=as_of(voice, quote.date),
    )
    spoke = {other.speaker for other in voice.knowledge.quotes.values()}
    alike = {
        other.speaker for other in voice.knowledge.quotes.values() if set(other.about) & set(quote.about)
    }
    others = [voice.knowledge.people[other] for other in sorted(spoke - alike)]
    wrong = draw.shuffled([voice.place(other.id) for other in others if other.gender != "organisation"])
    return Draft(asked, voice.place(speaker.id), wrong, fact, Ask("quotes", (speaker.id,)), quote.sources)


def _colleagues(voice: Voice, city: City, person: Person) -> list[Person]:
    """Who led another city of the region with a language in common, and never this one.

    Of those only whoever may be of the person's gender, where that leaves enough.
    """
    knowledge, spoken = voice.knowledge, _languages(city)
    never = {id(other) for other, _ in knowledge.offices_of(city.id)}
    near = [other for other in neighbours(voice, city) if _languages(other) & spoken]
    led = {
        other.id: other
        for neighbour in near
        for other, held in knowledge.offices_of(neighbour.id)
        if held.office in LEADERS and id(other) not in never
    }
    same = [other for other in led.values() if {other.gender, person.gender} != {"female", "male"}]
    return same if len(same) > 2 else list(led.values())


def _languages(city: City) -> set[str]:
    """The official languages of a city's country, as CLDR has them."""
    return set(get_official_languages(city.country or "", de_facto=True))


def _whole(voice: Voice, quote: Quote) -> bool:
    """Whether a quotation stands for itself, in the reader's language, with a date and a speaker of some office."""
    if not quote.words or quote.language != voice.language.code or quote.context or not quote.date:
        return False
    speaker = voice.knowledge.people[quote.speaker]
    return len(quote.words) <= _LONGEST_QUOTE and bool(speaker.offices) and speaker.gender != "organisation"
