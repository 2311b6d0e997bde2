"""An Ask as the full question a reader would type: what suggestions and buttons show."""

from __future__ import annotations

from lcn_bot.answering.answers import Voice, answer, spokesperson
from lcn_bot.answering.reading import Ask
from lcn_bot.answering.reply import Suggestion
from lcn_bot.language.language import fill

_CACHED = 4096
LONGEST_KEY = 60
"""Telegram's buttons carry 64 bytes; what would not fit is not offered."""


def question(voice: Voice, ask: Ask) -> str | None:
    """The question, in the language of `voice`; None where it cannot be put into words."""
    knowledge, language = voice.knowledge, voice.language
    match ask:
        case Ask("figure", (figure,)) if figure in language.figures:
            return language.figures[figure].question
        case Ask("topic", (topic,)) if topic in knowledge.topics:
            return knowledge.topics[topic].question.get(language.code)
        case Ask("fact", (city, fact)) if fact in language.facts:
            return fill(language.facts[fact].question, city=_name(voice, city))
        case Ask("office", (office, of)) if office in language.offices:
            return fill(language.offices[office].question, place=_name(voice, of))
        case Ask("speaker" | "said_by", (*_, quote)) if quote in knowledge.quotes:
            words = knowledge.quotes[quote].words
            return fill(language.questions["speaker"], quote=words) if words else None
        case Ask("quotes", (holder, *subjects)) if speaker := spokesperson(knowledge, holder):
            if not subjects:
                return fill(language.questions["quotes"], holder=speaker.name)
            return fill(
                language.questions["quotes_about"], holder=speaker.name, subject=_subjects(voice, subjects)
            )
        case Ask("said_about", (*subjects,)) if subjects:
            return fill(language.questions["said_about"], subject=_subjects(voice, subjects))
        case Ask("cities_of", (country,)):
            return fill(language.questions["cities_of"], country=language.country(country))
        case Ask("holds", (_, office, of)):
            return question(voice, Ask("office", (office, of)))
        case Ask("country_of", (city, *_)):
            return fill(language.questions["country_of"], city=_name(voice, city))
        case Ask(relation, (one,)) if relation in language.questions:
            return fill(language.questions[relation], city=_name(voice, one), person=_name(voice, one))
        case Ask(relation, ()) if relation in language.questions:
            return language.questions[relation]
    return None


def suggestion(voice: Voice, ask: Ask) -> Suggestion | None:
    """The Ask as a Suggestion; None where it has no answer, or cannot be put into words."""
    if ask not in voice.offered:
        # First the answer: the key of an old or forged button may hold ids that nothing has (any more).
        text = question(voice, ask) if answer(voice, ask) else None
        if len(voice.offered) >= _CACHED:
            voice.offered.clear()
        voice.offered[ask] = Suggestion(ask.key, text) if text and len(ask.key) <= LONGEST_KEY else None
    return voice.offered[ask]


def _name(voice: Voice, of: str) -> str:
    """What a city or a person is called."""
    held = voice.knowledge.cities.get(of) or voice.knowledge.people.get(of)
    return held.name if held else of


def _subjects(voice: Voice, subjects: list[str]) -> str:
    """Subjects by the first phrase that the lexicon has for them."""
    return voice.language.join([voice.language.lexicon[subject][0] for subject in subjects])
