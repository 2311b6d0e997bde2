"""A message of several questions -> its questions, each read after the one before as in a conversation.

"Who is the mayor of Oujda and what did he say?" A part that nothing answers may stand beside others that are answered
only if it is plainly a question or a name of its own ("and the weather?"): whatever else is left over may change what
the others mean ("the mayor of Oujda, the previous one"), and then none is answered.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple, Protocol

from lcn_bot.answering.reading import Ask, Conversation, Reading, Turn
from lcn_bot.understanding.matching import MENTIONS, QUESTION_WORDS
from lcn_bot.understanding.meaning import SOCIAL
from lcn_bot.understanding.question import CARDS
from lcn_bot.understanding.spans import JOINING, Span, pronouns

_MAX_PARTS = 4
"""How many questions one message may hold."""
_LISTING = frozenset({"and", "&", ","})
"""What joins the members of a list."""


class _Part(NamedTuple):
    joiner: str
    """The word or mark before it; none before the first."""
    words: tuple[str, ...]
    spans: tuple[Span, ...]


class ReadQuestion(Protocol):
    """Reads the words of one question."""

    def __call__(self, words: Sequence[str], conversation: Conversation, *, within: bool = False) -> Reading:
        """The Reading, after what was talked about before."""


class Parted(NamedTuple):
    """The questions in a message, in order; none where it is not plainly several."""

    readings: tuple[Reading, ...] = ()
    plain: bool = False
    """Each of them is plainly a question of its own, and understood."""


class Parting:
    """Takes messages apart into their questions."""

    def __init__(self, read: ReadQuestion, is_answered: Callable[[Ask], bool]) -> None:
        self._read = read
        self._is_answered = is_answered

    def parts(self, words: Sequence[str], spans: Sequence[Span], conversation: Conversation) -> Parted:
        """The questions in a message."""
        topic, parts = _topic(_split(words, spans))
        if not 1 < len(parts) <= _MAX_PARTS or any(map(_are_one, parts, parts[1:])):
            return Parted()
        readings: list[Reading] = []
        turns: Conversation = ()
        if topic:
            named = words[topic[0].spans[0].start : topic[-1].spans[-1].end]
            turns = (Turn(self._read(named, conversation), "answer"),)
        for number, part in enumerate(parts):
            reading = self._read(part.words, (*turns, *conversation), within=number > 0)
            if not _stands(part, reading, parts, number):
                return Parted()
            readings.append(reading)
            if reading.asks:
                answered = all(map(self._is_answered, reading.asks))
                turns = (Turn(reading, "answer" if answered else "unknown"), *turns)
        open_ = [reading for reading in readings if not reading.understood]
        if not any(reading.asks for reading in readings) or (open_ and any(map(_counts_on, readings))):
            return Parted()
        plain = not open_ and all(
            _is_polar(reading)
            or _is_question(part)
            or (reading.concepts & QUESTION_WORDS and _is_marked(words, part))
            for part, reading in zip(parts, readings, strict=True)
        )
        return Parted(tuple(_with_subject(readings)), plain)


def _counts_on(reading: Reading) -> bool:
    """Whether a part holds a number that may be meant for the others too: "those 72 towns, how many …"."""
    return bool(reading.numbers) and not reading.polar and (reading.numbers_asked or not reading.understood)


def _split(words: Sequence[str], spans: Sequence[Span]) -> list[_Part]:
    if not any(span.is_boundary for span in spans[1:-1]):
        return []
    parts: list[_Part] = []
    joiner, start = "", 0
    for place, span in enumerate([*spans, Span(len(words), len(words), ())]):
        if place < len(spans) and not span.is_boundary:
            continue
        held = spans[start:place]
        if not all(map(_is_polite, held)):
            parts.append(_Part(joiner, tuple(words[held[0].start : held[-1].end]), tuple(held)))
            joiner = ""
        mark = next((m.id for m in span.meanings if m.kind == "boundary" or m.id in JOINING), "")
        joiner = mark if mark in JOINING or not joiner else joiner
        start = place + 1
    return parts


def _topic(parts: list[_Part]) -> tuple[list[_Part], list[_Part]]:
    """The names that several questions are about, and these: "Fez and Marrakech: when did they join, who are …"."""
    asked = next((number for number, part in enumerate(parts) if not _only_names(part)), len(parts))
    about_them = asked < len(parts) - 1 and pronouns(parts[asked].spans)[0] - {"continuing"}
    return (parts[:asked], parts[asked:]) if about_them else ([], parts)


def _stands(part: _Part, reading: Reading, parts: Sequence[_Part], number: int) -> bool:
    """Whether a part can be answered, or may be left unanswered, beside the others."""
    named = [_only_names(each) for each in parts]
    if named[number] and not all(named) and not _is_polar(reading) and (number == 0 or not reading.borrowed):
        return False  # "Oujda! how many citizens" is about Oujda
    if reading.understood:
        return not reading.social
    if "or" in (part.joiner, *(following.joiner for following in parts[number + 1 : number + 2])):
        return False  # "which is older, the network or the award?"
    if _is_question(part):
        return True
    if part.joiner == "and" and (reading.unknown or reading.meant or pronouns(part.spans)[0]):
        return True
    if not (reading.unknown or reading.meant):
        return False
    if reading.concepts:
        return False
    return (number == 0 and parts[1].joiner == "and") or (part.joiner in _LISTING and any(named))


def _are_one(part: _Part, following: _Part) -> bool:
    """Whether two parts are one question: "what did Fez and Oujda do", "did Casablanca, Chile join"."""
    ends = {meaning.kind for meaning in part.spans[-1].meanings} & set(MENTIONS)
    begins = {meaning.kind for meaning in following.spans[0].meanings}
    if any(meaning.id == "according" for meaning in part.spans[0].meanings):
        return True
    if following.joiner == "," and "city" in ends and "country" in begins:
        return True
    return bool(ends & begins) and not _only_names(following)


def _is_polar(reading: Reading) -> bool:
    """Whether a part asks yes or no: "is Oujda in Morocco", and not "are Casablanca"."""
    return reading.polar and not any(ask.relation in CARDS for ask in reading.asks)


def _is_polite(span: Span) -> bool:
    """Whether some words are a greeting or the like, or nothing."""
    return any(meaning.kind in ("filler", "pronoun") or meaning.id in SOCIAL for meaning in span.meanings)


def _only_names(part: _Part) -> bool:
    if not all(span.meanings for span in part.spans):
        return False
    spans = (span for span in part.spans if all(meaning.kind != "filler" for meaning in span.meanings))
    kinds = {meaning.kind for span in spans for meaning in span.meanings}
    return bool(kinds & set(MENTIONS)) and kinds <= {*MENTIONS, "pronoun", "number"}


def _is_marked(words: Sequence[str], part: _Part) -> bool:
    """Whether a question mark stands after a part, in whose language a question word need not come first."""
    after = part.spans[-1].end
    return after < len(words) and words[after] == "?"


def _is_question(part: _Part) -> bool:
    """Whether a part begins as a question does."""
    for span in part.spans:
        if any(meaning.id in QUESTION_WORDS for meaning in span.meanings):
            return True
        if not _is_polite(span):
            return False
    return False


def _with_subject(readings: Sequence[Reading]) -> list[Reading]:
    """What is asked, and not known, is said of what the others name, where it names nothing itself."""
    named = next((reading.mentions for reading in readings if reading.asks and reading.mentions), ())
    return [
        reading
        if reading.asks or reading.mentions or not reading.concepts
        else replace(reading, mentions=named[:1], near=())
        for reading in readings
    ]
