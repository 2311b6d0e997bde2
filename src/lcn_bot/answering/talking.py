"""What is said back to a message in a conversation: part by part, and about the last reply."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lcn_bot.answering.answer import Voice
from lcn_bot.answering.answers import answer
from lcn_bot.answering.questions import question
from lcn_bot.answering.reading import Ask, Conversation, Item, Mention, Reading
from lcn_bot.answering.reply import Reply, Suggestion
from lcn_bot.answering.replying import MAX_SUGGESTIONS, about_mentioned, examples, open_part, reply_to
from lcn_bot.language.normalise import split_words

_MOST_SOURCES = 6
"""How many sources are named in full; a long list of cities has one for each."""


def reply(voice: Voice, reading: Reading, conversation: Conversation = ()) -> Reply:
    """What is said back to a message; `conversation` is what was said before it."""
    match reading.back:
        case "source":
            return _where_from(voice, reading.asks)
        case "language":
            return _not_spoken(voice, reading.speak)
        case "more" | "affirm":  # where there is more to say, it is a question by now: see `more`
            return _nothing_more(voice, conversation)
    if len(reading.questions) > 1:
        return _joined(voice, reading.questions)
    return reply_to(voice, reading, hint=bool(conversation) and conversation[0].status == "unknown")


def more(voice: Voice, asks: Sequence[Ask], conversation: Conversation) -> Reading | None:
    """What else there is to tell about what was last talked about; None where it has all been told."""
    told = {ask for turn in conversation for part in turn.reading.questions for ask in part.asks}
    last = [found for ask in asks if (found := answer(voice, ask))]
    mentions = [*_mentions(voice, asks), *(named for found in last for named in found.names)]
    candidates = [*about_mentioned(mentions), *(ask for found in last for ask in found.next)]
    texts = {found.text for ask in told if (found := answer(voice, ask))}
    for ask in candidates:
        found = answer(voice, ask)
        if ask not in told and found and not any(found.text in text for text in texts):
            named = tuple(_mentions(voice, [ask]))
            items = tuple(Item(mention.kind, mention.id) for mention in named)
            return Reading(asks=(ask,), mentions=named, items=items)
    return None


def picked(voice: Voice, reading: Reading, conversation: Conversation) -> Ask | None:
    """Which of the questions that were just asked back a message picks: "the one in Busan", "Mexico"."""
    settled = reading.asks or reading.rivals or reading.social or reading.back or reading.concepts
    if settled or not conversation or conversation[0].status != "suggest":
        return None
    told = {word for phrase in reading.unknown for word in split_words(phrase)}
    fitting = [ask for ask in conversation[0].offered if told <= set(split_words(question(voice, ask) or ""))]
    return fitting[0] if told and len(fitting) == 1 else None


def _mentions(voice: Voice, asks: Iterable[Ask]) -> list[Mention]:
    """What Asks are asked about."""
    knowledge = voice.knowledge
    found: list[Mention] = []
    for argument in (argument for ask in asks for argument in ask.args):
        if argument in knowledge.cities:
            found.append(Mention("city", argument))
        elif argument in knowledge.people:
            found.append(Mention("person", argument))
        elif argument in knowledge.events:
            found.append(Mention("event", argument))
        elif argument in knowledge.regions:
            found.append(Mention("region", argument))
        elif len(argument) == 2 and argument.isupper():
            found.append(Mention("country", argument))
    return list(dict.fromkeys(found))


def _joined(voice: Voice, questions: Sequence[Reading]) -> Reply:
    """The replies to several questions as one: the texts in a row, each source and each suggestion once."""
    replies = [reply_to(voice, question) for question in questions]
    if not any(found.status == "answer" for found in replies):
        return replies[0]
    texts: dict[str, None] = {}
    offered: list[Suggestion] = []
    for reading, found in zip(questions, replies, strict=True):
        said = found.status == "answer" or reading.asks or reading.unlisted
        texts[found.text if said else open_part(voice, reading)] = None
        # what is open comes first
        answered = found.status == "answer"
        offered = [*offered, *found.suggestions] if answered else [*found.suggestions, *offered]
    return Reply(
        status="answer",
        language=voice.language.code,
        text=voice.language.laid_out("\n".join(texts)),
        sources=tuple({source.id: source for found in replies for source in found.sources}.values()),
        suggestions=tuple({offer.question: offer for offer in offered}.values())[:MAX_SUGGESTIONS],
    )


def _where_from(voice: Voice, asks: Iterable[Ask]) -> Reply:
    """The sources of the last reply in full."""
    language = voice.language
    answers = [found for ask in asks if (found := answer(voice, ask))]
    ids = dict.fromkeys(source for found in answers for source in found.sources)
    sources = [voice.knowledge.sources[source] for source in ids]
    if not sources:
        return Reply("unknown", language.code, language.say("nothing_said"), suggestions=examples(voice))
    lines = [f"– {language.source(source)}{', ' * bool(source.url)}{source.url}" for source in sources]
    left = len(lines) - _MOST_SOURCES
    if left > 0:
        lines[_MOST_SOURCES:] = [language.say("sources_left", count=left)]
    text = "\n".join([language.say("where_from"), *lines])
    return Reply("answer", language.code, language.laid_out(text), tuple(sources[:_MOST_SOURCES]))


def _not_spoken(voice: Voice, wanted: str) -> Reply:
    language = voice.language
    spoken = language.join([language.language_name(code) for code in voice.spoken])
    text = language.say("not_spoken", language=language.language_name(wanted), spoken=spoken)
    return Reply("unknown", language.code, text)


def _nothing_more(voice: Voice, conversation: Conversation) -> Reply:
    key = "nothing_more" if conversation else "nothing_said"
    return Reply("unknown", voice.language.code, voice.language.say(key), suggestions=examples(voice))
