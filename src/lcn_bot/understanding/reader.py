"""Reads a question: words -> spans -> what is asked.

The words are read as typed first. Only where that leaves a word unexplained, or makes no whole question, are
repairs and second meanings tried; an answer is given only if all that make a whole question ask for the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, islice, product
from typing import NamedTuple

from lcn_bot.answering.reading import Ask, Mention, Reading, Word
from lcn_bot.knowledge.knowledge import Knowledge
from lcn_bot.language.language import Language
from lcn_bot.language.normalise import BOUNDARIES, MAX_CHARACTERS, MAX_WORDS, split_words
from lcn_bot.understanding.matching import ASKING, MENTIONS, Item, Match, Matcher, is_year
from lcn_bot.understanding.patterns import Patterns
from lcn_bot.understanding.repair import hypotheses
from lcn_bot.understanding.vocabulary import FILLER, SOCIAL, Meaning, Vocabulary

_MAX_CHOICES = 16
"""How many combinations of second meanings are tried."""
_MOST_NEAR = 9
"""How many things that may have been meant are kept; those without an answer are still to be left out."""
_MAX_PARTS = 4
"""How many questions one message may hold."""
_PUNCTUATION = ".,;:!?()[]<>{}\"'“”‘’«»…؟،؛。"


class Span(NamedTuple):
    """Some words of the question and what they can stand for: nothing, where they are unknown."""

    start: int
    end: int
    meanings: tuple[Meaning, ...]


class _Read(NamedTuple):
    """A Reading, and the spans and items it was made of."""

    reading: Reading
    spans: Sequence[Span]
    items: Sequence[Item]


class Reader:
    """Understands questions about one Knowledge, in the given languages."""

    def __init__(self, knowledge: Knowledge, languages: Iterable[Language]) -> None:
        self._knowledge = knowledge
        self._languages = list(languages)
        self._vocabulary = Vocabulary(knowledge, self._languages)
        self._patterns = Patterns(knowledge)
        self._matcher = Matcher(knowledge, self._patterns)

    def read(self, text: str) -> Reading:
        """What a message asks; never raises, whatever the text."""
        words = split_words(text[:MAX_CHARACTERS])
        cut = len(text) > MAX_CHARACTERS or len(words) > MAX_WORDS
        words = words[:MAX_WORDS]
        read = self._read(words)
        reading = read.reading
        if not (reading.asks or reading.social or reading.unlisted or reading.rivals):
            reading = self._repaired(words, read)
        if reading.unknown:
            reading = replace(reading, unknown=tuple(_as_typed(reading.unknown, text)))
            if len(reading.unknown) == 1 and self._asks_for_membership(read):
                name = reading.unknown[0]
                reading = replace(reading, unlisted=name.title() if name.islower() else name)
        return replace(reading, asks=(), near=reading.asks or reading.near, cut=True) if cut else reading

    def _repaired(self, words: Sequence[str], read: _Read) -> Reading:
        """The reading of the repaired words, if the repairs that make sense agree; else what they suggest."""
        unknown = [span.start for span in read.spans if not span.meanings]
        whole: dict[tuple[Ask, ...], Reading] = {}
        doubtful: list[Ask] = []
        best = read
        for hypothesis in hypotheses(words, unknown, self._vocabulary, self._frequency):
            repaired = self._read(hypothesis.words, hypothesis.typed)
            reading = repaired.reading
            if hypothesis.certain and (reading.asks or reading.social):
                whole.setdefault(reading.asks, reading)
            elif hypothesis.certain and reading.rivals and self._names_sharing(reading.mentions):
                whole.setdefault(reading.rivals, reading)  # a name that has to be asked back
            elif reading.asks:
                doubtful += reading.asks
            elif hypothesis.certain and len(reading.unknown) < len(best.reading.unknown):
                best = repaired
        if len(whole) == 1:
            return next(iter(whole.values()))
        if doubtful and not whole:
            return replace(read.reading, unknown=(), near=tuple(dict.fromkeys(doubtful)))
        near = [*doubtful, *(ask for asks in whole for ask in asks), *best.reading.near]
        near += islice(self._matcher.near(best.items), _MOST_NEAR)
        return replace(best.reading, near=tuple(dict.fromkeys(near)))

    def explain(self, reading: Reading) -> Iterator[Word]:
        """Each span of a question, and what it was taken for."""
        for span in self._spans(reading.words):
            typed = " ".join(dict.fromkeys(reading.typed[span.start : span.end]))
            taken = (
                " or ".join(f"{meaning.kind} {meaning.id}".strip() for meaning in span.meanings) or "unknown"
            )
            read_as = " ".join(reading.words[span.start : span.end])
            yield Word(typed, taken if read_as == typed else f"{taken} (read as “{read_as}”)")

    def _frequency(self, word: str) -> float:
        return max(language.frequency(word) for language in self._languages)

    def _spans(self, words: Sequence[str]) -> list[Span]:
        spans = []
        start = 0
        while start < len(words):
            end, meanings = self._vocabulary.longest_at(words, start)
            if end == start:
                end, meanings = self._number_at(words, start)
            spans.append(Span(start, end, meanings))
            start = end
        return spans

    def _number_at(self, words: Sequence[str], start: int) -> tuple[int, tuple[Meaning, ...]]:
        """ "425", "seventy two", "500 million"; an unknown word is a span of its own."""
        if words[start] in BOUNDARIES:
            return start + 1, (Meaning("boundary", words[start]),)
        total, end = 0, start
        while end < len(words):
            word = words[end]
            value = int(word) if word.isdecimal() else self._vocabulary.numbers.get(word)
            if value is None or (
                end > start and (word.isdecimal() or not (value >= 100 or value < 10 <= total < 100))
            ):
                break
            total = (total or 1) * value if value >= 100 and not word.isdecimal() else total + value
            end += 1
        return (end, (Meaning("number", str(total)),)) if end > start else (start + 1, ())

    def _read(self, words: Sequence[str], typed: Sequence[str] | None = None) -> _Read:
        typed = typed or words
        spans = self._spans(words)
        items, *others = self._choices(spans)
        match = self._match(items)
        ambiguous = any(len(span.meanings) > 1 and _names_several(span) for span in spans)
        if not match.asks or ambiguous:
            matches = [self._match(other) for other in others]
            matches += [match] if ambiguous else []
            found = {other.asks: other for other in matches if other.asks}
            if len(found) == 1:
                match = next(iter(found.values()))
            elif found:
                match = Match((), tuple(dict.fromkeys(ask for asks in found for ask in asks)))
            elif not match.rivals:
                match = next((other for other in matches if other.rivals), match)
        unknown = () if all(span.meanings for span in spans) else tuple(_unknown(spans, typed))
        asked_back, unlisted = self._shared(words, spans, items)
        if asked_back or unlisted:
            match = Match((), match.asks + match.rivals)
        concepts = frozenset(item.id for item in items if item.kind == "concept")
        social = "" if match.asks or unknown else next(filter(None, map(_social, [items, *others])), "")
        mentions = tuple(Mention(item.kind, item.id) for item in items if item.kind in MENTIONS)
        reading = Reading(
            asks=() if unknown else match.asks,
            rivals=() if unknown else match.rivals,
            near=match.asks + match.rivals,
            unknown=unknown,
            mentions=mentions,
            numbers=frozenset(item.id for item in items if item.kind == "number"),
            numbers_asked=match.numbers_asked,
            polar=not concepts & ASKING and self._polar(words, spans),
            social=social,
            concepts=concepts - SOCIAL,
            words=tuple(words),
            typed=tuple(typed),
            unlisted=unlisted,
        )
        return _Read(reading, spans, items)

    def _shared(self, words: Sequence[str], spans: Sequence[Span], items: Sequence[Item]) -> tuple[bool, str]:
        """Whether a city is named as a well-known place elsewhere is too, and no country says which is meant; and if
        that other place is meant, its name with its country.
        """
        if not self._names_sharing(items):
            return False, ""
        for span in spans:
            city = next((meaning.id for meaning in span.meanings if meaning.kind == "city"), None)
            name = " ".join(words[span.start : span.end])
            elsewhere = self._vocabulary.shared.get(name) if city else None
            countries = {item.id for item in items if item.kind == "country"}
            if city is None or elsewhere is None or self._knowledge.cities[city].country in countries:
                continue
            if countries & set(elsewhere):
                country = next(s for s in spans if any(m.kind == "country" for m in s.meanings))
                return False, f"{name.title()} ({' '.join(words[country.start : country.end]).title()})"
            return True, ""
        return False, ""

    def _names_sharing(self, items: Iterable[Item | Mention]) -> bool:
        return any(item.kind == "city" and item.id in self._vocabulary.sharing for item in items)

    def _asks_for_membership(self, read: _Read) -> bool:
        """Whether a question asks if its one unknown phrase is a member, taken as the name of a city."""
        spans = [span if span.meanings else span._replace(meanings=(Meaning("city"),)) for span in read.spans]
        asks = self._match(next(self._choices(spans))).asks
        return bool(asks) and all(ask.relation == "joined" for ask in asks)

    def _choices(self, spans: Sequence[Span]) -> Iterator[list[Item]]:
        """The items that the spans stand for: first by their first meanings, then by the others."""
        meanings = [span.meanings or (FILLER,) for span in spans]
        for chosen in islice(product(*meanings), _MAX_CHOICES):
            yield [
                Item("boundary" if meaning.id == "and" else meaning.kind, meaning.id)
                for meaning in chosen
                if meaning is not FILLER
            ]

    def _match(self, items: Sequence[Item]) -> Match:
        """What the items ask as a whole, else what their parts ask if each of them asks something."""
        items = [item for item in items if item.id not in SOCIAL]
        whole = self._matcher.match(items)
        if whole.asks or not any(item.kind == "boundary" for item in items):
            return whole
        parts = [
            list(part)
            for boundary, part in groupby(items, lambda item: item.kind == "boundary")
            if not boundary
        ]
        if not 1 < len(parts) <= _MAX_PARTS:
            return whole
        only_named = [not any(item.kind == "concept" for item in part) for part in parts]
        if any(only_named) and not all(only_named):  # "Oujda! how many citizens" is about Oujda
            return whole
        asks: list[Ask] = []
        earlier: list[Item] = []
        for part in parts:
            years = [item for item in earlier if is_year(item)]
            if years and not any(map(is_year, part)):  # "how many cities in 2024 and how many countries"
                part = [*part, *years]
            match = self._matcher.match(part)
            if not match.asks and earlier:
                match = self._borrowing(part, earlier)
            if not match.asks:
                return whole
            asks += match.asks
            earlier = part
        return Match(tuple(dict.fromkeys(asks)))

    def _borrowing(self, part: list[Item], earlier: list[Item]) -> Match:
        """What a part asks with what it lacks taken from the part before: "how many cities and countries"."""
        mentions = [item for item in earlier if item.kind in MENTIONS]
        if mentions and not any(item.kind in MENTIONS for item in part):
            return self._matcher.match([*part, *mentions])
        if all(item.kind in MENTIONS or item.id in self._patterns.countable for item in part):
            kept = [
                item for item in earlier if item.kind == "concept" and item.id not in self._patterns.countable
            ]
            return self._matcher.match([*kept, *part])
        return Match()

    def _polar(self, words: Sequence[str], spans: Sequence[Span]) -> bool:
        """Whether the first word that is more than a greeting makes this a yes-or-no question."""
        for span in spans:
            meaning = span.meanings[0] if span.meanings else None
            if words[span.start] in self._vocabulary.polar:
                return True
            if meaning is None or (
                meaning is not FILLER and meaning.kind != "boundary" and meaning.id not in SOCIAL
            ):
                return False
        return False


def _names_several(span: Span) -> bool:
    """Whether some words name more than one thing: both Seo-gu."""
    return sum(meaning.kind in MENTIONS for meaning in span.meanings) > 1


def _as_typed(phrases: Sequence[str], text: str) -> Iterator[str]:
    """Normalised words in the capitals and accents that they were typed with."""
    bare = [word.strip(_PUNCTUATION) for word in text.split()]
    typed = {" ".join(split_words(word)): word for word in bare}
    for phrase in phrases:
        yield " ".join(typed.get(word, word) for word in phrase.split())


def _social(items: Sequence[Item]) -> str:
    """The greeting or the like that the items are, if they are nothing else."""
    meant = [item.id for item in items if item.kind != "boundary"]
    return meant[0] if meant and SOCIAL.issuperset(meant) else ""


def _unknown(spans: Sequence[Span], typed: Sequence[str]) -> Iterator[str]:
    """The words without meaning, those that stand together as one phrase."""
    for known, together in groupby(spans, lambda span: bool(span.meanings)):
        if not known:
            yield " ".join(" ".join(dict.fromkeys(typed[span.start : span.end])) for span in together)
