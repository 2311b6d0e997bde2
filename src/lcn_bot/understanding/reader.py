"""Reads a message: words -> spans -> what is asked.

The words are read as typed first. Only where that leaves a word unexplained, or makes no whole question, are
repairs and second meanings tried; an answer is given only if all that make a whole question ask for the same. What a
question lacks it may take from the conversation (`borrowing`); a message that makes no whole question is taken apart
into its questions (`parting`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice, pairwise
from typing import NamedTuple

from lcn_bot.answering.answer import Voice
from lcn_bot.answering.answers import answer
from lcn_bot.answering.reading import Ask, Conversation, Item, Reading, RunnerUp, Word
from lcn_bot.knowledge.knowledge import Knowledge
from lcn_bot.language.normalise import MAX_CHARACTERS, MAX_WORDS, joined, split_words
from lcn_bot.understanding.borrowing import Borrower
from lcn_bot.understanding.lexicon import Lexicon
from lcn_bot.understanding.matching import ASKING, Match, Matcher
from lcn_bot.understanding.meaning import SOCIAL
from lcn_bot.understanding.names import Names
from lcn_bot.understanding.parting import Parting
from lcn_bot.understanding.patterns import Patterns
from lcn_bot.understanding.question import mentions_of, numbers_of
from lcn_bot.understanding.recall import KINDS, Recall
from lcn_bot.understanding.repair import Hypothesis, hypotheses
from lcn_bot.understanding.spans import (
    Span,
    choices,
    is_polar,
    pronouns,
    spans_of,
    unknown_phrases,
    without_courtesies,
    without_year_word,
)
from lcn_bot.understanding.unheard import Unheard, with_names
from lcn_bot.understanding.vocabulary import Vocabulary

_NOT_STATED = ASKING | {"since", "how_often", "list", "explain", "example", "date", "year"}
"""Concepts that make no statement."""
_CACHED = 4096
_MOST_NEAR = 9
"""How many things that may have been meant are kept; those without an answer are still to be left out."""
_PUNCTUATION = ".,;:!?()[]<>{}\"'“”‘’«»…؟،؛。"


class _Read(NamedTuple):
    """A Reading, and the spans and items it was made of."""

    reading: Reading
    spans: Sequence[Span]
    items: Sequence[Item]


class Grounds:
    """What questions are about, whatever their language."""

    def __init__(self, knowledge: Knowledge, lexicons: Sequence[Lexicon]) -> None:
        """`lexicons`: that of the default language first."""
        self.knowledge = knowledge
        self.names = Names(knowledge, lexicons)
        self.matcher = Matcher(knowledge, Patterns(knowledge))
        self.voice = Voice(knowledge, lexicons[0].language)
        self.recall = Recall(knowledge, lru_cache(_CACHED)(lambda ask: answer(self.voice, ask)))


class Reader:
    """Understands questions in one language."""

    def __init__(self, grounds: Grounds, lexicons: Sequence[Lexicon]) -> None:
        """`lexicons` are that of the language of the questions, and those whose words are used in it."""
        self._knowledge = grounds.knowledge
        self._languages = [lexicon.language for lexicon in lexicons]
        self.vocabulary = Vocabulary(grounds.knowledge, grounds.names, lexicons)
        self._matcher = grounds.matcher
        self._parting = Parting(self._question, grounds.recall.is_answered)
        self._borrower = Borrower(grounds.knowledge, grounds.matcher, grounds.recall)
        self._unheard = Unheard(grounds.knowledge, self.vocabulary, self._languages[0], self._borrower)

    def read(self, text: str, conversation: Conversation = ()) -> Reading:
        """What a message asks, after what was said before; never raises, whatever the text."""
        words = self.vocabulary.split(text[:MAX_CHARACTERS])
        cut = len(text) > MAX_CHARACTERS or len(words) > MAX_WORDS
        words = words[:MAX_WORDS]
        spans = spans_of(words, self.vocabulary)
        parts, plain = self._parting.parts(words, spans, conversation)
        reading = Reading(words=tuple(words), typed=tuple(words), parts=parts)
        if not plain:
            whole = self._read_question(words, spans, conversation, within=False)
            parts = () if whole.understood else parts or self._misjoined(words, spans, conversation)
            reading = replace(reading, parts=parts) if parts else whole
        if cut:
            asks = tuple(ask for part in reading.questions for ask in part.asks)
            return replace(reading, asks=(), parts=(), back=None, near=asks or reading.near, cut=True)
        if reading.parts:
            return replace(reading, parts=tuple(_as_typed(part, text) for part in reading.parts))
        return _as_typed(reading, text)

    def knows(self, text: str) -> bool:
        """Whether every word of a message means something, or is known to mean nothing."""
        words = self.vocabulary.split(text[:MAX_CHARACTERS])[:MAX_WORDS]
        return all(span.meanings for span in spans_of(words, self.vocabulary))

    def _misjoined(
        self, words: Sequence[str], spans: Sequence[Span], conversation: Conversation
    ) -> tuple[Reading, ...]:
        """The questions in a message whose joining word is misspelt: "annd"."""
        unknown = [span.start for span in spans if not span.meanings]
        for hypothesis in hypotheses(words, unknown, self.vocabulary, self._frequency):
            repaired = spans_of(hypothesis.words, self.vocabulary)
            joins = sum(span.is_boundary for span in repaired) > sum(span.is_boundary for span in spans)
            if hypothesis.certain and joins:
                return self._parting.parts(hypothesis.words, repaired, conversation).readings
        return ()

    def _question(self, words: Sequence[str], conversation: Conversation, *, within: bool = False) -> Reading:
        """One question; `within` a message, after another one of it."""
        return self._read_question(words, spans_of(words, self.vocabulary), conversation, within=within)

    def _read_question(
        self, words: Sequence[str], spans: Sequence[Span], conversation: Conversation, *, within: bool
    ) -> Reading:
        read = self._read(words, spans, conversation, within=within)
        if read.reading.understood:
            return read.reading
        reading, spans = self._repaired(words, read, conversation, within=within)
        return self._unheard.named(reading, spans, conversation, within=within)

    def _repaired(
        self, words: Sequence[str], read: _Read, conversation: Conversation, *, within: bool
    ) -> tuple[Reading, Sequence[Span]]:
        """The reading of the repaired words, if the repairs that make sense agree, else what they suggest; and the
        spans in which something is left unknown.
        """
        unknown = [
            span.start
            for span in read.spans
            if not span.meanings and not self.vocabulary.is_unrelated(" ".join(words[span.start : span.end]))
        ]
        whole: dict[tuple[Ask, ...], Reading] = {}
        doubtful: dict[tuple[Ask, ...], str] = {}
        best = read
        for hypothesis in hypotheses(words, unknown, self.vocabulary, self._frequency):
            # a word that is repaired into nothing is not made up for by what was said before
            before = () if hypothesis.vanishes else conversation
            spans = spans_of(hypothesis.words, self.vocabulary)
            repaired = self._read(hypothesis.words, spans, before, typed=hypothesis.typed, within=within)
            reading = repaired.reading
            # a quotation is made of too many words to be one by chance
            certain = hypothesis.certain or any(mention.kind == "quote" for mention in reading.mentions)
            certain = certain and not _is_torn(hypothesis, spans)
            if certain and (reading.asks or reading.social or reading.back):
                whole.setdefault(reading.asks, reading)
            elif certain and reading.rivals and self._unheard.is_shared(reading.mentions):
                whole.setdefault(reading.rivals, reading)  # a name that has to be asked back
            elif reading.asks:
                doubtful.setdefault(reading.asks, self._meant(hypothesis))
            elif certain and len(reading.unknown) < len(best.reading.unknown):
                best = repaired
        if len(whole) == 1:
            return next(iter(whole.values())), read.spans
        unsure = tuple(dict.fromkeys(ask for asks in doubtful for ask in asks))
        if doubtful and not whole:
            meant = next(iter(doubtful.values())) if len(doubtful) == 1 else ""
            return replace(read.reading, unknown=(), near=unsure, meant=meant), read.spans
        near = [*unsure, *(ask for asks in whole for ask in asks), *best.reading.near]
        near += islice(self._matcher.near(best.items), _MOST_NEAR)
        return replace(best.reading, near=tuple(dict.fromkeys(near))), best.spans

    def _meant(self, hypothesis: Hypothesis) -> str:
        """The word that a slip may be, if it is one: a city or a country by its name."""
        meant = [
            word for word, typed in zip(hypothesis.words, hypothesis.typed, strict=True) if word != typed
        ]
        if len(meant) != 1 or self.vocabulary.is_filler(meant[0]):
            return ""
        for kind, id_ in self.vocabulary.meanings(meant[0]):
            if kind == "city":
                return self._languages[0].cities.get(id_) or self._knowledge.cities[id_].name
            if kind == "country":
                return self._languages[0].country(id_)
        return meant[0]

    def explain(self, reading: Reading) -> Iterator[Word]:
        """Each span of a question, and what it was taken for."""
        for span in spans_of(reading.words, self.vocabulary):
            words, typed = (held[span.start : span.end] for held in (reading.words, reading.typed))
            once = [
                t for i, t in enumerate(typed) if t == words[i] or t not in typed[:i]
            ]  # "howmany" is two words
            meanings = tuple(Item(meaning.kind, meaning.id) for meaning in span.meanings)
            yield Word(joined(once), joined(words), meanings)

    def runner_up(self, reading: Reading) -> RunnerUp | None:
        """The kind of question that one question comes nearest to, after what it was taken to ask."""
        return self._matcher.runner_up(reading.items, reading.asks)

    def _frequency(self, word: str) -> float:
        return max(language.frequency(word) for language in self._languages)

    def _read(
        self,
        words: Sequence[str],
        spans: Sequence[Span],
        conversation: Conversation,
        *,
        typed: Sequence[str] | None = None,
        within: bool = False,
    ) -> _Read:
        typed = typed or words
        held = list(choices(spans))
        found = [without_year_word(without_courtesies(items)) for items in held]
        match, items = self._matched(found, spans)
        unknown = () if all(span.meanings for span in spans) else tuple(unknown_phrases(spans, typed))
        asked_back, unlisted = self._unheard.of_elsewhere(words, spans, items)
        if unlisted:
            match = Match((), match.asks + match.rivals)
        concepts = frozenset(item.id for item in items if item.kind == "concept")
        social = "" if match.asks or unknown else next(filter(None, map(_social, held)), "")
        polar = not concepts & ASKING and is_polar(words, spans, self.vocabulary)
        reading = Reading(
            asks=() if unknown else match.asks,
            rivals=() if unknown else match.rivals,
            near=match.asks + match.rivals,
            unknown=unknown,
            mentions=mentions_of(items),
            numbers=numbers_of(items),
            numbers_asked=match.numbers_asked,
            polar=polar,
            social=social,
            concepts=concepts,
            words=tuple(words),
            typed=tuple(typed),
            unlisted=unlisted,
            stated=not polar and self._states(words, concepts, numbers_of(items)),
            items=tuple(items),
        )
        if not (social or unlisted):
            ways = pronouns(spans)
            points = ways[0] & KINDS.keys() - {"event"}
            if self._languages[0].drops_subject and not (
                points or reading.asks or reading.mentions or unknown
            ):
                ways = (*ways, frozenset({"it"}), frozenset({"person"}))
            read = (
                self._borrower.in_conversation(reading, found, w, conversation, within=within) for w in ways
            )
            reading = _likeliest(list(read))
        if asked_back:
            reading = replace(reading, asks=(), rivals=reading.asks + reading.rivals)
        return _Read(reading, spans, items)

    def _states(self, words: Sequence[str], concepts: frozenset[str], numbers: frozenset[str]) -> bool:
        """Whether a question is a statement, to be confirmed: "Oujda is a member", "member since 2025?"."""
        asking = _NOT_STATED - {"since"} if numbers else _NOT_STATED
        marked = words[-1:] == ["?"] and bool(concepts) and not concepts & asking
        return marked or (not concepts & _NOT_STATED and any(word in self.vocabulary.polar for word in words))

    def _matched(
        self, readings: Sequence[Sequence[Item]], spans: Sequence[Span]
    ) -> tuple[Match, Sequence[Item]]:
        """What the words ask for by their first meanings, or else by others; and the items that they then are."""
        items, *others = readings
        match = self._matcher.match(items)
        ambiguous = any(span.names_several for span in spans)
        if match.asks and not ambiguous:
            return match, items
        matches = [(self._matcher.match(other), other) for other in others]
        matches += [(match, items)] if ambiguous else []
        found = {other.asks: (other, held) for other, held in matches if other.asks}
        if len(found) == 1:
            return next(iter(found.values()))
        if found:
            return Match((), tuple(dict.fromkeys(ask for asks in found for ask in asks))), items
        if match.rivals:
            return match, items
        return next(((other, held) for other, held in matches if other.rivals), (match, items))


def _likeliest(ways: Sequence[Reading]) -> Reading:
    """Of the ways in which a pronoun may be meant the first that makes sense, unless the way before it lacked no more
    than somebody of that gender: "qu'a-t-elle dit ?", after a man, is not about his city.
    """
    for number, way in enumerate(ways):
        near = {ask.relation for earlier in ways[:number] for ask in earlier.near}
        if way.understood and not (way.borrowed and any(ask.relation in near for ask in way.asks)):
            return way
    return ways[0]


def _is_torn(hypothesis: Hypothesis, spans: Sequence[Span]) -> bool:
    """Whether two names side by side, one of them repaired, may be one that was torn: "casabl anca"."""
    return any(
        all(any(meaning.kind == "city" for meaning in span.meanings) for span in (one, other))
        and hypothesis.words[one.start : other.end] != hypothesis.typed[one.start : other.end]
        for one, other in pairwise(spans)
    )


def _as_typed(reading: Reading, text: str) -> Reading:
    """The unknown words in the capitals and accents that they were typed with."""
    if not reading.unknown:
        return reading
    bare = [word.strip(_PUNCTUATION) for word in text.split()]
    typed = {" ".join(split_words(word)): word for word in bare}
    unknown = tuple(joined(typed.get(word, word) for word in phrase.split()) for phrase in reading.unknown)
    if reading.unlisted in reading.unknown:
        name = unknown[reading.unknown.index(reading.unlisted)]
        unlisted = name.title() if name.islower() else name
        return with_names(replace(reading, unknown=unknown, unlisted=unlisted))
    return replace(reading, unknown=unknown)


def _social(items: Sequence[Item]) -> str:
    """The greeting or the like that the items are, if they are nothing else."""
    meant = [item.id for item in items if item.kind != "boundary"]
    return meant[0] if meant and SOCIAL.issuperset(meant) else ""
