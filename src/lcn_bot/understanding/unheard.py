"""Names of cities that the knowledge does not hold: of a place that is not on the list, or of another that is.

"Is Rabat a member?" has an answer, that Rabat is not on the list, if "Rabat" may be a name at all; and "is León, Spain,
a member?" is not about León in Mexico.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import replace

from lcn_bot.answering.reading import Ask, Conversation, Item, Mention, Reading
from lcn_bot.knowledge.knowledge import Knowledge
from lcn_bot.language.language import Language
from lcn_bot.language.normalise import joined
from lcn_bot.understanding.borrowing import Borrower
from lcn_bot.understanding.matching import is_time
from lcn_bot.understanding.meaning import UNHEARD_OF, key_of, means_nothing
from lcn_bot.understanding.spans import JOINING, Span, after_definite, choices, pronouns
from lcn_bot.understanding.vocabulary import Vocabulary

_ANOTHER = JOINING | {"&"}
"""What joins a name to another one, and does not say more of it, as what follows a comma may."""


class Unheard:
    """Finds such names in questions in one language."""

    def __init__(
        self, knowledge: Knowledge, vocabulary: Vocabulary, language: Language, borrower: Borrower
    ) -> None:
        self._knowledge = knowledge
        self._vocabulary = vocabulary
        self._language = language
        self._borrower = borrower

    def named(
        self, reading: Reading, spans: Sequence[Span], conversation: Conversation, *, within: bool
    ) -> Reading:
        """The reading, if its only unknown phrase may be the name of a city that is asked about; else unchanged.

        Cities that are named beside it are asked about as well: what is known of them is not held back.
        """
        if len(reading.unknown) != 1 or reading.asks:
            return reading
        name = key_of(reading.unknown[0])
        if any(map(self._vocabulary.is_unrelated, (name, *name.split()))):
            return reading  # "the biggest city" is no name
        asks, items = self._with_a_name(spans, conversation, within=within)
        if not asks:
            return reading
        reading = replace(reading, items=items)
        counted = any(item.kind == "number" and not is_time(item) for item in items)
        if counted or any(ask.relation != "joined" for ask in asks):
            return reading
        beside = {meaning.id for span in spans for meaning in span.meanings if meaning.kind == "city"}
        if not any(ask.args[0] in beside for ask in asks):
            return replace(reading, unlisted=reading.unknown[0])
        if not _stands_apart(spans) or self.is_shared(items) or any(span.names_several for span in spans):
            return reading  # "Alexandria, Virginia": it may say which Alexandria is meant
        return replace(reading, unlisted=reading.unknown[0], asks=asks)

    def of_elsewhere(
        self, words: Sequence[str], spans: Sequence[Span], items: Sequence[Item]
    ) -> tuple[bool, str]:
        """Whether a city is named as a well-known place elsewhere is too, and no country says which is meant; and if
        that other place is meant, its name with its country.
        """
        if not self.is_shared(items):
            return False, ""
        for span in spans:
            city = next((meaning.id for meaning in span.meanings if meaning.kind == "city"), None)
            name = " ".join(words[span.start : span.end])
            elsewhere = self._vocabulary.shared.get(name) if city else None
            countries = {item.id for item in items if item.kind == "country"}
            if city is None or elsewhere is None or self._knowledge.cities[city].country in countries:
                continue
            if meant := next(iter(sorted(countries & set(elsewhere))), None):
                return False, f"{self._called(city, name)} ({self._language.country(meant)})"
            return True, ""
        return False, ""

    def is_shared(self, items: Iterable[Item | Mention]) -> bool:
        """Whether the name of a city is one that a well-known place elsewhere bears too."""
        return any(item.kind == "city" and item.id in self._vocabulary.sharing for item in items)

    def _called(self, city: str, name: str) -> str:
        """The name of a city as it is written."""
        written = (self._language.cities.get(city, ""), self._knowledge.cities[city].name)
        typed = joined(name.split()).title()
        return next((called for called in written if key_of(called) == name), typed)

    def _with_a_name(
        self, spans: Sequence[Span], conversation: Conversation, *, within: bool
    ) -> tuple[tuple[Ask, ...], tuple[Item, ...]]:
        """What would be asked if the one unknown phrase were the name of a city, and the items that it then has."""
        unknown = [place for place, span in enumerate(spans) if not span.meanings]
        if any(after_definite(spans, place) or _is_done(spans, place) for place in unknown):
            return (), ()  # "the weather"
        spans = [span if span.meanings else span._replace(meanings=(UNHEARD_OF,)) for span in spans]
        items = tuple(next(choices(spans)))
        pointing = pronouns(spans)[0]
        if pointing - {"continuing"}:
            return (), ()  # "her husband"
        return self._borrower.asked_of(items, pointing, conversation, within=within)


def with_names(reading: Reading) -> Reading:
    """What is asked about a city that is not on the list, by its name."""
    asks = tuple(
        Ask(ask.relation, tuple(arg or reading.unlisted for arg in ask.args)) for ask in reading.asks
    )
    return replace(reading, asks=asks) if reading.unlisted else reading


def _stands_apart(spans: Sequence[Span]) -> bool:
    """Whether the unknown phrase is joined to what is named beside it by more than a comma: "Fez and Rabat"."""
    known = [(place, span) for place, span in enumerate(spans) if not means_nothing(span.meanings)]
    unknown = [place for place, span in known if not span.meanings]
    before = next((_joiner(span) for place, span in reversed(known) if place < unknown[0]), "")
    after = next((_joiner(span) for place, span in known if place > unknown[-1]), "")
    return before in _ANOTHER or (before != "," and after in _ANOTHER)


def _joiner(span: Span) -> str:
    """What a span joins with, if it does."""
    return next(
        (meaning.id for meaning in span.meanings if meaning.kind == "boundary" or meaning.id in JOINING), ""
    )


def _is_done(spans: Sequence[Span], place: int) -> bool:
    """Whether a word says what UNESCO does to cities, and is no name of one: "does UNESCO fund cities?"."""
    before = (span for span in reversed(spans[:place]) if not means_nothing(span.meanings))
    after = [span for span in spans[place + 1 :] if not means_nothing(span.meanings)]
    objects = {"city", "learning_city"}
    if after and _means(after[0], {"member"}):  # "member cities" may be one phrase, or two
        objects |= {"member"} if after[0].end - after[0].start > 1 else set()
        after = after if _means(after[0], objects) else after[1:]
    return bool(after) and _means(next(before, None), {"unesco"}) and _means(after[0], objects)


def _means(span: Span | None, concepts: Set[str]) -> bool:
    return span is not None and any(m.kind == "concept" and m.id in concepts for m in span.meanings)
