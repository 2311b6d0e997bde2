"""Words -> spans: what stands together, and what it can mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby, islice, product
from typing import NamedTuple

from lcn_bot.answering.reading import Item
from lcn_bot.language.normalise import BOUNDARIES
from lcn_bot.understanding.matching import MENTIONS, is_year
from lcn_bot.understanding.meaning import FILLER, PRAISE, SOCIAL, Meaning, means_nothing
from lcn_bot.understanding.vocabulary import Vocabulary

JOINING = frozenset({"and", "or"})
"""Concepts that join two questions, or two names, as a comma does."""
_YEAR_WORD = Item("concept", "year")
_MAX_CHOICES = 16
"""How many combinations of second meanings are tried."""
_POINTED_AT = {
    "city": "city",
    "country": "country",
    "region": "region",
    "person": "person",
    "conference": "event",
    "award": "event",
    "year": "year",
}
"""Concepts that, with a definite word before them, point back: "the city", "that conference"."""


class Span(NamedTuple):
    """Some words of the question and what they can stand for: nothing, where they are unknown."""

    start: int
    end: int
    meanings: tuple[Meaning, ...]

    @property
    def is_boundary(self) -> bool:
        """Whether it may part two questions: a comma, "and"."""
        return any(meaning.kind == "boundary" or meaning.id in JOINING for meaning in self.meanings)

    @property
    def names_several(self) -> bool:
        """Whether it names more than one thing: both Seo-gu."""
        return sum(meaning.kind in MENTIONS for meaning in self.meanings) > 1


def spans_of(words: Sequence[str], vocabulary: Vocabulary) -> list[Span]:
    """The longest known phrases in a row; an unknown word is a span of its own."""
    spans: list[Span] = []
    start = 0
    while start < len(words):
        end, meanings = vocabulary.longest_at(words, start)
        if end == start:
            end, meanings = _number_at(words, start, vocabulary)
        if end > start + 1 and _joins_here(words[start], meanings, spans, vocabulary):
            end, meanings = start + 1, vocabulary.meanings(words[start])
        if _asks_for_yes(meanings, words[start:end], vocabulary) and all(FILLER in s.meanings for s in spans):
            meanings = (FILLER,)
        spans.append(Span(start, end, meanings))
        start = end
    return spans


def _joins_here(
    word: str, meanings: Sequence[Meaning], before: Sequence[Span], vocabulary: Vocabulary
) -> bool:
    """Whether words that carry on with the last question where they begin one, "and in", only join two things here."""
    return (
        any(meaning.id == "continuing" for meaning in meanings)
        and any(meaning.id in JOINING for meaning in vocabulary.meanings(word))
        and any(not means_nothing(span.meanings) and not span.is_boundary for span in before)
    )


def _asks_for_yes(meanings: Sequence[Meaning], words: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether a word that begins a question denies nothing: "isn't Oujda a member?" asks what "is Oujda …" does."""
    return len(words) == 1 and words[0] in vocabulary.polar and any(m.id == "not" for m in meanings)


def _number_at(words: Sequence[str], start: int, vocabulary: Vocabulary) -> tuple[int, tuple[Meaning, ...]]:
    """ "425", "seventy two", "500 million"; an unknown word is a span of its own."""
    if words[start] in BOUNDARIES:
        return start + 1, (Meaning("boundary", words[start]),)
    total, end = 0, start
    while end < len(words):
        word = words[end]
        value = int(word) if word.isdecimal() else vocabulary.numbers.get(word)
        if value is None or (
            end > start and (word.isdecimal() or not (value >= 100 or value < 10 <= total < 100))
        ):
            break
        total = (total or 1) * value if value >= 100 and not word.isdecimal() else total + value
        end += 1
    return (end, (Meaning("number", str(total)),)) if end > start else (start + 1, ())


def choices(spans: Sequence[Span]) -> Iterator[list[Item]]:
    """The items that the spans stand for: first by their first meanings, then by the others."""
    meanings = [_choice(span.meanings) for span in spans]
    for chosen in islice(product(*meanings), _MAX_CHOICES):
        yield [
            Item("boundary" if id_ in JOINING else meaning.kind, id_)
            for meaning in chosen
            if meaning is not FILLER
            for id_ in (meaning.id.split("+") if meaning.kind == "concept" else [meaning.id])
        ]


@lru_cache(maxsize=4096)
def _choice(meanings: tuple[Meaning, ...]) -> tuple[Meaning, ...]:
    return tuple(dict.fromkeys(FILLER if m.kind == "pronoun" else m for m in meanings)) or (FILLER,)


def without_year_word(items: Sequence[Item]) -> list[Item]:
    """The items but for a word that only says that the number beside it is a year: "in the year 2020"."""
    return [
        item
        for place, item in enumerate(items)
        if item != _YEAR_WORD or not any(map(is_year, items[max(0, place - 1) : place + 2]))
    ]


def without_courtesies(items: Sequence[Item]) -> list[Item]:
    """The items but for greetings, thanks and praise around the question: "is it a nice city?" keeps its "nice"."""
    if not any(item.id in SOCIAL for item in items):
        return list(items)
    parts = [list(part) for _, part in groupby(items, lambda item: item.kind == "boundary")]
    kept = [item for part in parts if not all(item.id in SOCIAL for item in part) for item in part]
    while kept and (kept[0].id in SOCIAL - PRAISE or kept[0].kind == "boundary"):
        kept.pop(0)
    while kept and (kept[-1].id in SOCIAL - PRAISE or kept[-1].kind == "boundary"):
        kept.pop()
    return kept


def pronouns(spans: Sequence[Span]) -> tuple[frozenset[str], ...]:
    """How a question points back: `she`, `it`, `there`, `other`, `continuing`, or the kind that "the city" names.

    Where a pronoun may be of a person or of a thing, as the French "elle", there is one way for each, the person first.
    """
    found: set[str] = set()
    open_: set[tuple[str, ...]] = set()
    for place, span in enumerate(spans):
        ids = {meaning.id for meaning in span.meanings if meaning.kind == "pronoun"}
        if "definite" in ids and place + 1 < len(spans):
            found.update(_POINTED_AT[m.id] for m in spans[place + 1].meanings if m.id in _POINTED_AT)
        ids.discard("definite")
        person = ids & {"he", "she"}
        if person and ids - person:
            open_.add((*(person if len(person) == 1 else ("person",)), *sorted(ids - person)))
        else:
            found |= ids
    leading = next((span for span in spans if FILLER not in span.meanings), None)
    if leading and any(meaning.id in ("and", "&") for meaning in leading.meanings):
        found.add("continuing")
    return tuple(frozenset({*found, *chosen}) for chosen in islice(product(*sorted(open_)), _MAX_CHOICES))


def after_definite(spans: Sequence[Span], place: int) -> bool:
    """Whether a definite word stands before a span: "the"."""
    return place > 0 and any(meaning.id == "definite" for meaning in spans[place - 1].meanings)


def unknown_phrases(spans: Sequence[Span], typed: Sequence[str]) -> Iterator[str]:
    """The words without meaning, those that stand together as one phrase."""
    for known, together in groupby(spans, lambda span: bool(span.meanings)):
        if not known:
            yield " ".join(word for span in together for word in typed[span.start : span.end])


def is_polar(words: Sequence[str], spans: Sequence[Span], vocabulary: Vocabulary) -> bool:
    """Whether a word makes this a yes-or-no question: the first that is more than a greeting, as "is", or one that does
    wherever it stands.
    """
    if any(" ".join(words[span.start : span.end]) in vocabulary.polar_anywhere for span in spans):
        return True
    for span in spans:
        meaning = span.meanings[0] if span.meanings else None
        if words[span.start] in vocabulary.polar:
            return True
        if meaning is None or (
            meaning.kind not in ("filler", "pronoun", "boundary") and meaning.id not in SOCIAL | JOINING
        ):
            return False
    return False
