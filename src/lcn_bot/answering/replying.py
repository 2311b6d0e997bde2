"""Reading -> Reply: answer if everything in the question is accounted for, else say what is not known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from lcn_bot.answering.answer import Answer, Voice
from lcn_bot.answering.answers import answer
from lcn_bot.answering.limits import Limit, another, limit, together, unheld
from lcn_bot.answering.questions import suggestion
from lcn_bot.answering.reading import Ask, Item, Mention, Reading
from lcn_bot.answering.reply import Reply, Status, Suggestion

MAX_SUGGESTIONS = 3
_GENDERS = {"woman": "female", "man": "male"}
"""Concepts that say something of a person which must be so."""
_YEARS = range(1900, 2101)
"""Numbers that are read as years."""
_ECHO = 40
"""How much of a reader's own words is said back."""


def reply_to(voice: Voice, reading: Reading, *, hint: bool = False) -> Reply:
    """What is said back to one question; with a `hint` of what can be asked, where it is not known."""
    language = voice.language
    if reading.cut:
        return _reply(
            voice, "unknown", language.say("too_long"), suggestions=_suggestions(voice, reading.near)
        )
    if reading.social:
        return _reply(voice, "answer", language.say(reading.social), suggestions=examples(voice))
    asks = reading.asks or _decided(voice, reading)
    named = another(voice, asks[0]) if len(asks) == 1 and not (reading.polar or reading.stated) else None
    if named and Item("boundary", "and") in reading.items:  # "Muscat and Bahrain" is no question whether
        return _not_known(voice, replace(reading, near=tuple(about_mentioned(reading.mentions))), hint=hint)
    if named:
        return _beyond(voice, named)
    if asks:
        return _answers(voice, reading, asks, hint=hint)
    suggestions = _suggestions(voice, reading.near)
    name = unheld(voice, reading)
    beyond = limit(voice, Ask("joined", (name[:_ECHO],))) if name else None
    if beyond:
        return _beyond(voice, beyond)
    if suggestions and not reading.unknown:
        wording = "did_you_mean" if len(suggestions) > 1 else "did_you_mean_this"
        text = (
            language.say("did_you_mean_word", word=reading.meant) if reading.meant else language.say(wording)
        )
        return _reply(voice, "suggest", text, suggestions=suggestions)
    return _not_known(voice, reading, hint=hint)


def _answers(voice: Voice, reading: Reading, asks: tuple[Ask, ...], *, hint: bool) -> Reply:
    """The answers to what is asked; of several, what has none is said to have none."""
    found = {ask: answer(voice, ask) for ask in asks}
    known = [answered for answered in found.values() if answered]
    missing = [ask for ask, answered in found.items() if answered is None]
    limits = {ask: reached for ask in missing if (reached := limit(voice, ask))}
    beyond = together(limits.values())
    if not known:
        unheld = tuple(_unheld_subjects(voice, asks))
        return (
            _beyond(voice, beyond)
            if beyond
            else _not_known(voice, replace(reading, unknown=unheld), hint=hint)
        )
    if not _borne_out(reading, known):
        stated = frozenset().union(*(answered.numbers for answered in known))
        unstated = tuple(_digits(reading.numbers - stated))
        return _not_known(voice, replace(reading, near=asks, unknown=unstated), hint=hint)
    reply = _answered(voice, reading, known)
    if not missing:
        return replace(reply, answers=tuple(ask.key for ask in asks))
    texts = [reply.text, *([beyond.text] if beyond else [])]
    if unlimited := [ask for ask in missing if ask not in limits]:
        subjects = filter(None, (_subject(voice, reading, ask) for ask in unlimited))
        texts.append(voice.language.say("no_answer_about", subject=voice.language.join(list(subjects))))
    return replace(reply, text="\n".join(texts))


def _subject(voice: Voice, reading: Reading, ask: Ask) -> str:
    """What an Ask is about, as it is called."""
    about = (m for m in reading.mentions if m.id in ask.args or any(m.id in arg for arg in ask.args))
    return next((called for m in about if (called := _mentioned(voice, m.kind, m.id))), "")


def examples(voice: Voice, most: int = MAX_SUGGESTIONS) -> tuple[Suggestion, ...]:
    """Questions that show a newcomer what can be asked."""
    return _suggestions(voice, map(Ask.from_key, voice.language.examples), most)


def _reply(
    voice: Voice,
    status: Status,
    text: str,
    sources: Iterable[str] = (),
    suggestions: tuple[Suggestion, ...] = (),
) -> Reply:
    held = tuple(voice.knowledge.sources[source] for source in sources)
    return Reply(status, voice.language.code, voice.language.laid_out(text), held, suggestions)


def _decided(voice: Voice, reading: Reading) -> tuple[Ask, ...]:
    """The one of the rivals that bears out the numbers in the question, if it is one."""
    borne_out = [
        ask
        for ask in reading.rivals
        if (found := answer(voice, ask)) and reading.numbers and reading.numbers <= found.numbers
    ]
    return tuple(borne_out) if len(borne_out) == 1 else ()


def _borne_out(reading: Reading, known: list[Answer]) -> bool:
    """Whether every number and year in the question is one that the answers hold.

    One number that is itself asked about need not be: it is confirmed or corrected. A year is never that number.
    """
    mentioned = {mention.id for mention in reading.mentions if mention.kind in ("city", "country")}
    if any(found.of and mentioned - found.of for found in known):
        return False
    gender = next((gender for concept, gender in _GENDERS.items() if concept in reading.concepts), "")
    if gender and not reading.polar and any(found.gender not in ("", gender) for found in known):
        return False
    unborne = reading.numbers - frozenset().union(*(found.numbers for found in known))
    if reading.numbers_asked and len(unborne) == 1 and len(known) == 1 and known[0].number is not None:
        (asked,) = unborne
        another = str(known[0].number) in reading.numbers  # "is it 425 or 600?"
        return asked.isdecimal() and int(asked) not in _YEARS and not another
    return not unborne


def _beyond(voice: Voice, beyond: Limit) -> Reply:
    return _reply(voice, "unknown", beyond.text, suggestions=_suggestions(voice, beyond.instead))


def _unheld_subjects(voice: Voice, asks: Iterable[Ask]) -> list[str]:
    """What somebody was asked to have spoken of, and has not."""
    subjects = (arg for ask in asks if ask.relation == "quotes" for arg in ask.args[1:])
    return list(map(voice.subject, subjects))


def _digits(numbers: Iterable[str]) -> list[str]:
    """Those of the numbers that are shown as they were typed: not months."""
    return sorted(number for number in numbers if number.isdecimal())


def _answered(voice: Voice, reading: Reading, known: list[Answer]) -> Reply:
    confirmed = [_confirms(reading, found) for found in known]
    parts = list(dict.fromkeys(found.text for found in known)) if reading.either else [f.text for f in known]
    stated = reading.stated and not any(f.number for f in known)
    asked = (reading.polar or reading.numbers_asked or stated) and not reading.either
    if None not in confirmed and (asked or (False in confirmed and not reading.either)):
        if len(set(confirmed)) == 1:
            confirmed, parts = confirmed[:1], ["\n".join(parts)]
        parts = [
            voice.language.say("yes" if yes else "no", answer=text)
            for yes, text in zip(confirmed, parts, strict=True)
        ]
    sources = dict.fromkeys(source for found in known for source in found.sources)
    likely = [*(ask for found in known for ask in found.next), *about_mentioned(reading.mentions)]
    following = (ask for ask in likely if ask not in reading.asks)
    return _reply(voice, "answer", "\n".join(parts), sources, _suggestions(voice, following))


def _confirms(reading: Reading, found: Answer) -> bool | None:
    """Whether an answer says yes to what was asked; None where it can be neither yes nor no."""
    if reading.polar and found.gender and reading.concepts & _GENDERS.keys():
        return any(_GENDERS.get(concept) == found.gender for concept in reading.concepts)
    if reading.numbers_asked and found.number is not None:
        return str(found.number) in reading.numbers
    return found.confirms


def open_part(voice: Voice, reading: Reading) -> str:
    """What is said of a question that has no answer, beside others that have one."""
    if reading.unknown:
        return _nothing_about(voice, reading)
    return voice.language.say("no_part", words=" ".join(reading.words)[:_ECHO])


def _not_known(voice: Voice, reading: Reading, *, hint: bool) -> Reply:
    """Names what is not known, and offers what is."""
    language = voice.language
    texts = [_nothing_about(voice, reading), *([language.say("hint")] if hint else [])]
    offers = _suggestions(voice, [*reading.near, *about_mentioned(reading.mentions)])
    texts.append(language.say("offer" if offers else "offer_examples"))
    return _reply(voice, "unknown", " ".join(texts), suggestions=offers or examples(voice))


def _nothing_about(voice: Voice, reading: Reading) -> str:
    """Names what is not known."""
    language = voice.language
    subject = next((_mentioned(voice, mention.kind, mention.id) for mention in reading.mentions), None)
    unknown = (
        language.join([language.say("quoted", words=words[:_ECHO]) for words in reading.unknown[:2]])
        if reading.unknown
        else ""
    )
    if unknown and subject:
        return language.say("unknown_about", words=unknown, subject=subject)
    if unknown:
        return language.say("unknown", words=unknown)
    if subject:
        return language.say("no_answer_about", subject=subject)
    return language.say("no_answer")


def _mentioned(voice: Voice, kind: str, id_: str) -> str | None:
    match kind:
        case "city" | "person" | "organisation" | "country" | "region":
            return voice.place(id_)
        case "event":
            return voice.event(id_)
    return None


def about_mentioned(mentions: Iterable[Mention]) -> Iterable[Ask]:
    """What may be known about the things that a question mentions."""
    for mention in mentions:
        if mention.kind == "city":
            yield Ask("office", ("mayor", mention.id))
            yield Ask("fact", (mention.id, "project"))
            yield Ask("joined", (mention.id,))
        elif mention.kind == "person":
            yield Ask("person", (mention.id,))
            yield Ask("quotes", (mention.id,))
        elif mention.kind == "country":
            yield Ask("members_in", (mention.id,))
            yield Ask("count_in", (mention.id,))
        elif mention.kind == "region":
            yield Ask("members_in", (mention.id,))
        elif mention.kind == "event":
            yield Ask("event", (mention.id,))
        elif mention.kind == "quote":
            yield Ask("speaker", (mention.id,))


def _suggestions(voice: Voice, asks: Iterable[Ask], most: int = MAX_SUGGESTIONS) -> tuple[Suggestion, ...]:
    """The first few that have an answer, each once."""
    found: dict[str, Suggestion] = {}
    for ask in asks:
        offered = suggestion(voice, ask)
        if offered:
            found.setdefault(offered.question, offered)
        if len(found) == most:
            break
    return tuple(found.values())
