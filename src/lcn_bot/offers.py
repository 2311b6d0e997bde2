"""What is offered to somebody who is still typing: answers first, then cards and completions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lcn_bot.answering.questions import question
from lcn_bot.answering.reading import Ask, Mention
from lcn_bot.answering.reply import Reply
from lcn_bot.assistant import Assistant
from lcn_bot.browsing import Card, card

MOST = 10


@dataclass(frozen=True, slots=True)
class Offer:
    """A title, and what is behind it."""

    title: str
    content: Reply | Card
    language: str
    """The code of the language that it is in."""


def offers(assistant: Assistant, text: str, language: str | None = None) -> tuple[Offer, ...]:
    """At most `MOST` offers, the likeliest first; to no text, what newcomers may want to know."""
    found: dict[str, Offer] = {}
    for offer in _offers(assistant, text, language) if text.strip() else ():
        found.setdefault("".join(filter(str.isalnum, offer.content.text)), offer)  # however it is laid out
        if len(found) == MOST:
            break
    return tuple(found.values()) or tuple(_popular(assistant, language))


def _popular(assistant: Assistant, language: str | None) -> Iterator[Offer]:
    for suggestion in assistant.examples(language, MOST):
        yield from _suggested(assistant, suggestion.key, suggestion.question, language)


def _offers(assistant: Assistant, text: str, language: str | None) -> Iterator[Offer]:
    reply = assistant.ask(text, language=language)
    yield from _answered(assistant, text, reply)
    reading, _ = assistant.read(text, language=language)
    spoken = reply.language if reply.status == "answer" or assistant.told(text) else language
    for mention in dict.fromkeys(reading.mentions):
        yield from _carded(assistant, mention, spoken)
    for before, mention in islice(assistant.complete(text), MOST):
        if before:
            name = assistant.voice(spoken).place(mention.id)
            whole = f"{before} {name}"
            yield from _answered(assistant, whole, assistant.ask(whole, language=language))
        else:
            yield from _carded(assistant, mention, spoken)
    if reply.status != "unknown" or reading.mentions:
        for suggestion in reply.suggestions:
            yield from _suggested(assistant, suggestion.key, suggestion.question, reply.language)


def _answered(assistant: Assistant, text: str, reply: Reply) -> Iterator[Offer]:
    """A reply that states something, under the question that it answers."""
    if reply.status == "answer" and reply.sources:
        asked = Ask.from_key(reply.answers[0]) if len(reply.answers) == 1 else None
        title = question(assistant.voice(reply.language), asked) if asked else None
        yield Offer(title or text, reply, reply.language)


def _suggested(assistant: Assistant, key: str, title: str, language: str | None) -> Iterator[Offer]:
    reply = assistant.ask_suggested(key, language=language)
    if reply is not None and reply.status == "answer":
        yield Offer(title, reply, reply.language)


def _carded(assistant: Assistant, mention: Mention, language: str | None) -> Iterator[Offer]:
    voice = assistant.voice(language)
    found = card(voice, f"{mention.kind}:{mention.id}")
    if found is not None and found.text:
        yield Offer(found.title, found, voice.language.code)
