"""An Ask as the full question a reader would type: what suggestions and buttons show."""

from __future__ import annotations

from lcn_bot.answering.answer import Voice
from lcn_bot.answering.answers import answer
from lcn_bot.answering.members import newest_year
from lcn_bot.answering.quotes import spokesperson
from lcn_bot.answering.reading import Ask
from lcn_bot.answering.reply import Suggestion
from lcn_bot.language.forms import fill

_CACHED = 4096
_QUESTION_MARKS = "?؟？ \u00a0\u202f"
LONGEST_KEY = 60
"""Telegram's buttons carry 64 bytes; what would not fit is not offered."""


def question(voice: Voice, ask: Ask) -> str | None:
    """The question, in the language of `voice`; None where it cannot be put into words."""
    knowledge, language = voice.knowledge, voice.language
    match ask:
        case Ask("figure", (figure, *year)) if figure in language.figures:
            asked = language.figures[figure].question
            return _in_year(voice, asked, *year)
        case Ask("topic", (topic,)) if topic in knowledge.topics:
            return knowledge.topics[topic].question.get(language.code)
        case Ask("fact", (city, fact)) if fact in language.facts:
            return fill(language.facts[fact].question, **named_in_full(voice, "city", city))
        case Ask("office", (office, of)) if office in language.offices:
            return fill(language.offices[office].question, **named_in_full(voice, "place", of))
        case Ask("speaker", (quote, *_)) | Ask("said_by", (_, quote, *_)):
            if quote not in knowledge.quotes:
                return None
            words = knowledge.quotes[quote].words
            return fill(language.questions["speaker"], quote=words) if words else None
        case Ask("quotes", (holder, *subjects)) if (speaker := spokesperson(knowledge, holder)) and any(
            quote.speaker == speaker.id for quote in knowledge.quotes.values()
        ):
            if not subjects:
                return fill(language.questions["quotes"], holder=voice.place(speaker.id))
            return fill(
                language.questions["quotes_about"],
                holder=voice.place(speaker.id),
                subject=_subjects(voice, subjects),
            )
        case Ask("quotes", _):
            return None
        case Ask("said_about", (*subjects,)) if subjects:
            return fill(language.questions["said_about"], subject=_subjects(voice, subjects))
        case Ask("holds", (_, office, of)):
            return question(voice, Ask("office", (office, of)))
        case Ask("newest_in", (place,)):
            return question(voice, Ask("members_in", (place, newest_year(voice))))
        case Ask("joined_there", (city, _)):
            return question(voice, Ask("joined", (city,)))
        case Ask("event", (event,)) if event in knowledge.events:
            return fill(language.questions["event"], event=voice.event(event))
        case Ask("events" | "latest", (kind, *year)) if f"{kind}s" in language.questions:
            asked = language.questions[f"{kind}s"]
            return _in_year(voice, asked, *year)
        case Ask(relation, (one, year)) if f"{relation}_year" in language.questions:
            template = language.questions[f"{relation}_year"]
            return fill(template, **named_in_full(voice, "place", one), year=language.date(year))
        case Ask("cities" | "winners" as relation, (year,)):
            return fill(language.questions[f"{relation}_year"], year=language.date(year))
        case Ask(relation, (one, *_)) if relation in language.questions:
            return fill(
                language.questions[relation],
                **named_in_full(voice, "city", one),
                **named_in_full(voice, "place", one),
                person=voice.place(one),
            )
        case Ask(relation, ()) if relation in language.questions:
            return language.questions[relation]
    return None


def _in_year(voice: Voice, asked: str, year: str = "") -> str:
    """A question for a year or a month ("2020", "2020-09"), if one is given."""
    if not year:
        return asked
    questions = voice.language.questions
    return fill(questions["in_year"], question=asked.rstrip(_QUESTION_MARKS), year=voice.language.date(year))


def suggestion(voice: Voice, ask: Ask) -> Suggestion | None:
    """The Ask as a Suggestion; None where it has no answer, or cannot be put into words."""
    if ask not in voice.offered:
        # First the answer: the key of an old or forged button may hold ids that nothing has (any more).
        text = question(voice, ask) if answer(voice, ask) else None
        if len(voice.offered) >= _CACHED:
            voice.offered.clear()
        voice.offered[ask] = Suggestion(ask.key, text) if text and len(ask.key) <= LONGEST_KEY else None
    return voice.offered[ask]


def named_in_full(voice: Voice, key: str, of: str) -> dict[str, str]:
    """Placeholders for a city or another place, so that it cannot be taken for another."""
    named, city = voice.named(**{key: of}), voice.knowledge.cities.get(of)
    full = voice.full_name(city) if city else named[key]
    return {form: text.replace(named[key], full) for form, text in named.items()}


def _subjects(voice: Voice, subjects: list[str]) -> str:
    """Subjects by the first phrase that the lexicon has for them."""
    return voice.language.join(list(map(voice.subject, subjects)))
