"""Why a reply is what it is, in words that a person who edits the knowledge can use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lcn_bot.answering.answer import Voice
from lcn_bot.answering.questions import question
from lcn_bot.answering.reading import Ask, Item, Reading, RunnerUp, Word


def explained(
    voice: Voice, reading: Reading, words: Sequence[Word], runner_up: RunnerUp | None
) -> Iterator[str]:
    """Each word of one question and what it was taken for, what was borrowed, what is asked, and the runner-up with
    what it missed; a line each.
    """
    say = voice.language.say
    for word in words:
        read_as = "" if word.read_as == word.typed else say("why_read_as", word=word.read_as)
        meant = [_meaning(voice, item) for item in word.meanings]
        taken = say("why_or").join(dict.fromkeys(meant)) if meant else say("why_unknown")
        yield say("why_word", typed=word.typed, taken=taken) + read_as
    if reading.borrowed:
        borrowed = [_meaning(voice, item) for item in reading.borrowed]
        yield say("why_borrowed", words=voice.language.join(borrowed))
    if reading.asks:
        yield say("why_asked", asked=" / ".join(_asked(voice, ask) for ask in reading.asks))
    elif reading.rivals:
        yield say("why_rivals", asked=" / ".join(_asked(voice, ask) for ask in reading.rivals))
    else:
        yield say("why_nothing")
    if runner_up:
        missed = [
            say(key, words=voice.language.join(sorted(_term(voice, term) for term in terms)))
            for key, terms in (("why_missing", runner_up.missing), ("why_extra", runner_up.extra))
            if terms
        ]
        kinds = {key.removeprefix("why_kind_").upper() for key in voice.language.wording}
        whole = kinds.isdisjoint(runner_up.ask.args)  # "Who is the mayor of CITY?" is no question
        asked = _asked(voice, runner_up.ask) if whole else f"[{runner_up.ask.key}]"
        yield say("why_runner_up", asked=asked, missed="; ".join(missed))


def _meaning(voice: Voice, item: Item) -> str:
    """What an item stands for: "Oujda (city)", "mayor"."""
    kind, id_ = item
    names = voice.language.wording
    match kind:
        case "pronoun" if id_ != "definite":
            return voice.language.say("why_pronoun")
        case "filler" | "pronoun":
            return voice.language.say("why_filler")
        case "city" | "person" | "country" | "region" | "organisation":
            return voice.language.say("heading", name=voice.place(id_), details=names[f"why_kind_{kind}"])
        case "event" if id_ in voice.knowledge.events:
            return voice.language.say("heading", name=voice.event(id_), details=names["why_kind_event"])
        case "concept":
            return _term(voice, id_)
    return id_ or kind


def _term(voice: Voice, term: str) -> str:
    """A concept, a KIND of mention, or what is counted, as patterns write it, in words."""
    prefix, _, name = term.rpartition(":")
    kind = f"why_kind_{name.lower()}"
    if name.isupper():
        return voice.language.wording[kind]
    return " ".join(voice.subject(concept) for concept in (prefix, name) if concept)


def _asked(voice: Voice, ask: Ask) -> str:
    """An Ask as its question, and by its key: the answer's name and what that is given."""
    return " ".join(filter(None, (question(voice, ask), f"[{ask.key}]")))
