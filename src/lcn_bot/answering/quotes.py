"""Answers about what people said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lcn_bot.answering.answer import READ_AT_ONCE, Answer, Voice, about, confirmed, dates, distinct, doing
from lcn_bot.answering.people import LEADERS, is_present
from lcn_bot.answering.reading import Ask, Mention
from lcn_bot.knowledge.knowledge import Knowledge
from lcn_bot.knowledge.model import Person, Quote
from lcn_bot.language.forms import fill, form_of
from lcn_bot.language.language import Language

_BOTH = 360
"""Characters that a statement and its translation may take together."""
_MOST = 4
"""How many statements are said back; the rest of a long list helps nobody."""


def quotes(voice: Voice, holder: str, *subjects: str) -> Answer | None:
    """What somebody said, or a city through its mayor: all of it, or of the subjects."""
    speaker = spokesperson(voice.knowledge, holder)
    said = [quote for quote in voice.knowledge.quotes.values() if speaker and quote.speaker == speaker.id]
    if holder in voice.knowledge.cities:  # whatever is known of its mayor's words, they are a learning city's
        subjects = tuple(subject for subject in subjects if subject != "learning_city")
    return _statements(voice, about(said, subjects))


def works_on(voice: Voice, city_id: str, *subjects: str) -> Answer | None:
    """What a city does about the subjects: as its mayor says, else as it is told of the city."""
    said, city = quotes(voice, city_id, *subjects), voice.knowledge.cities.get(city_id)
    if said or city is None:
        return said
    # whatever is known of its doings, it does as a learning city
    facts = about([*city.facts.values(), *city.does], [s for s in subjects if s != "learning_city"])
    return doing(voice, city, facts[:1])


def said_about(voice: Voice, *subjects: str) -> Answer | None:
    """Who said something of the subjects, and what."""
    return _statements(voice, about(list(voice.knowledge.quotes.values()), subjects))


def said_when(voice: Voice, holder: str, *subjects: str) -> Answer | None:
    """When somebody said what is known of them: all of it, or of the subjects."""
    speaker = spokesperson(voice.knowledge, holder)
    said = [quote for quote in voice.knowledge.quotes.values() if speaker and quote.speaker == speaker.id]
    said = [quote for quote in about(said, subjects) if quote.date]
    if speaker is None or not said:
        return None
    when = voice.language.join([voice.language.date(date) for date in distinct(q.date or "" for q in said)])
    text = voice.language.say("said_when", speaker=voice.place(speaker.id), date=when)
    told = _statements(voice, said)
    return told and replace(told, text=text)


def speaker(voice: Voice, quote_id: str, *subjects: str) -> Answer | None:
    """Who said it, of the subjects that it speaks of."""
    found = voice.knowledge.quotes.get(quote_id)
    return _statements(voice, [found]) if found and set(subjects) <= set(found.about) else None


def said_by(voice: Voice, person_id: str, quote_id: str, *subjects: str) -> Answer | None:
    """Whether a person said it; who did, if not."""
    found = voice.knowledge.quotes.get(quote_id)
    answer = speaker(voice, quote_id, *subjects)
    return confirmed(answer, found.speaker == person_id) if found and answer else None


def spokesperson(knowledge: Knowledge, holder: str) -> Person | None:
    """The person `holder` is, or who holds the office `holder` ("office/of"), or who leads the city `holder`."""
    if holder in knowledge.people:
        return knowledge.people[holder]
    office_id, _, of = holder.rpartition("/")
    for office in [office_id] if office_id else LEADERS:
        holders = knowledge.holders(office, of)
        if holders:
            return holders[0][0]
    return None


def title(voice: Voice, speaker: Person, spoken: str | None) -> str:
    """What a speaker is called, or was when they spoke, at a date if that is known."""
    before = [h for h in speaker.offices if spoken and (h.as_of or "")[: len(spoken)] <= spoken]
    held = (before or speaker.offices)[0]
    wordings = voice.language.offices[held.office].__dict__
    template = form_of(wordings, "title", voice.language.locale, gender=speaker.gender or "")
    title = fill(template, **voice.named(place=held.of))
    present = (
        is_present(voice.knowledge, held) and voice.knowledge.holders(held.office, held.of)[0][0] is speaker
    )
    year = (spoken or held.as_of or "")[:4]
    return title if present or not year else voice.language.say("title_then", title=title, year=year)


def _statements(voice: Voice, said: Sequence[Quote]) -> Answer | None:
    """The statements, each speaker named once: as many as are short enough to be read, and one in any case."""
    sentences: list[str] = []
    told: list[Quote] = []
    for quote in said[:_MOST]:
        speaker = voice.knowledge.people[quote.speaker]
        goes_on = bool(told) and told[-1].speaker == quote.speaker
        sentence = _statement(
            voice, quote, None if goes_on else _with_title(voice, speaker, quote.date), speaker
        )
        if told and sum(map(len, sentences)) + len(sentence) > READ_AT_ONCE:
            break
        sentences.append(sentence)
        told.append(quote)
    if not sentences:
        return None
    untold = [Ask("speaker", (quote.id,)) for quote in said if quote not in told]
    return Answer(
        " ".join(sentences),
        distinct(source for quote in told for source in quote.sources),
        dates(*(quote.date for quote in told)),
        next=tuple(dict.fromkeys([*untold[:1], *(Ask("person", (quote.speaker,)) for quote in told)])),
        names=tuple(
            dict.fromkeys(
                Mention("person", quote.speaker)
                for quote in told
                if voice.knowledge.people[quote.speaker].gender != "organisation"
            )
        ),
    )


def _with_title(voice: Voice, speaker: Person, spoken: str | None) -> str:
    """ "Nabila Rmili, mayor of Casablanca"."""
    if not speaker.offices:
        return voice.place(speaker.id)
    return voice.language.say(
        "speaker_with_title", speaker=voice.place(speaker.id), title=title(voice, speaker, spoken)
    )


def _statement(voice: Voice, quote: Quote, speaker: str | None, person: Person) -> str:
    """One statement as a sentence; without a speaker it goes on from the one before."""
    language = voice.language
    form, gender = "said" if speaker else "said_also", person.gender or ""
    speaker = speaker or voice.place(person.id)
    if quote.reported:
        return language.say(form + "_that", gender, speaker=speaker, reported=voice.text(quote.reported))
    words = _quoted(language, quote)
    if quote.context:
        return language.say(
            form + "_of", gender, speaker=speaker, words=words, context=voice.text(quote.context)
        )
    return language.say(form, gender, speaker=speaker, words=words)


def _quoted(language: Language, quote: Quote) -> str:
    """The words as published; in another language they are marked as such, and our translation as ours: it stands alone
    where both would be too long.
    """
    words, published = (quote.words or "").removesuffix("."), quote.language or ""
    if published == language.code:
        return language.say("quoted", words=words)
    translation = (quote.translation or {}).get(language.code)
    if not translation:
        return language.say("quoted_in", words=words, language=language.language_name(published))
    return language.say(
        "translated" if len(words) + len(translation) <= _BOTH else "translated_long",
        words=words,
        language=language.language_name(published),
        translation=translation.removesuffix(".").removesuffix("。"),
    )
