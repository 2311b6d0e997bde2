"""Questions that carry on with the last one by putting something else into it: "and Casablanca?", "why?"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from lcn_bot.answering.reading import Ask, Conversation, Item, Reading
from lcn_bot.knowledge.knowledge import Knowledge
from lcn_bot.language.normalise import split_words
from lcn_bot.understanding.matching import ASKING, MENTIONS, Match, Matcher, is_time, is_year
from lcn_bot.understanding.meaning import UNHEARD_OF
from lcn_bot.understanding.question import Borrowing, Question
from lcn_bot.understanding.recall import PLACES, Recall

_WHEN = frozenset({"when", "since", "how_long", "day"})
"""Concepts that ask for a time: what names one instead does not."""
_PASSED_OVER = 2
"""A question that was asked back may be passed over, for the one before it; not two."""
_OF_TIME = frozenset({"now", "before", "former"})
"""Concepts that put the last question into another time: "and before?", "and now?"."""
_OF_ALL = frozenset({"cities", "countries", "figure", "members"})
"""Relations about the whole network that are asked of a country or a region with the same words."""
_NETWORK = frozenset({"network", "learning_city", "unesco"})
"""Concepts that say that the whole network is meant."""
_ENTERING = frozenset({"join", "new", "recognise"})
"""Concepts that ask which, or how many, came in."""
_UNHEARD_OF = Item(*UNHEARD_OF)


class Carrying:
    """Puts what a question holds into the place of what the last one held."""

    def __init__(self, knowledge: Knowledge, matcher: Matcher, recall: Recall) -> None:
        self._knowledge = knowledge
        self._matcher = matcher
        self._patterns = matcher.patterns
        self._recall = recall

    def carried_on(
        self, question: Question, conversation: Conversation, *, within: bool = False
    ) -> Borrowing | None:
        """The last question with what this one puts in its place; `within` one message only the like of it."""
        if not question.content:
            return None
        for turn, earlier in zip_longest(conversation[:_PASSED_OVER], conversation[1:_PASSED_OVER]):
            last = turn.reading
            asked_back = "continuing" in question.pronouns and turn.status == "suggest"
            if asked_back and earlier and Question(last.content, frozenset()).bare.only_names:
                continue  # "and from Asia?", "and from Africa?" after who won: it was not clear of what, and is not
            found = [
                borrowing
                for before in last.questions
                if (borrowing := self._instead(question, before, within=within))
            ]
            if found:
                return _as_one(question, found, last)
            if last.asks or last.parts or last.unknown or not asked_back:
                return None
        return None

    def counted_of(self, question: Question, conversation: Conversation) -> Borrowing | None:
        """ "And how many countries?": of what was counted last, in the same year, if that has an answer."""
        if not conversation or question.mentions or any(map(is_year, question.items)):
            return None
        years = [item for item in conversation[0].reading.held if is_year(item)]
        carried = self.carried_on(question, conversation)
        asks = carried.match.asks if carried else ()
        at_event = self._recall.told_of_event(conversation)
        if at_event and any(ask.relation == "figure" for ask in asks):
            return None
        if asks and all(map(self._recall.is_answered, asks)):
            return carried
        items = (*question.items, *years)
        # the year of a conference is not that in which the members are counted
        match = self._matcher.match(items) if years and not at_event else Match()
        answered = match.asks and all(map(self._recall.is_answered, match.asks))
        return Borrowing(match, items, tuple(years)) if answered else None

    def of_that_place(
        self, question: Question, asks: Sequence[Ask], conversation: Conversation
    ) -> Borrowing | None:
        """ "Which joined in 2025?", "how many countries?" after the cities of a country or region: of that place.

        None where the question, which as it stands asks `asks` of the whole network, has nothing to do with it; an
        empty Match where it has, and cannot be asked of the place: then it is not clear that the network is meant.
        """
        named = (
            {item for item in conversation[0].reading.held if item.kind in MENTIONS} if conversation else ()
        )
        place = next(iter(named)) if len(named) == 1 else None
        if place is None or place.kind not in ("country", "region") or question.mentions:
            return None
        ids = {item.id for item in question.content}
        counted = bool(ids & {"count", "country"}) and place.kind == "region"
        if ids & _NETWORK or not (ids & _ENTERING or counted or any(map(is_year, question.content))):
            return None
        if not all(ask.relation in _OF_ALL for ask in asks):
            return None
        items = (*question.items, place)
        return Borrowing(self._matcher.match(items), items, (place,))

    def same_said_of(self, question: Question, conversation: Conversation) -> Borrowing | None:
        """ "And the mayor of Oujda?" after what the mayor of Casablanca said: what that mayor said."""
        concepts = {item.id for item in question.content if item.kind == "concept"}
        last = next((turn.reading for turn in conversation), None)
        if last is None or len(last.questions) > 1 or not question.mentions or concepts & ASKING:
            return None
        earlier = last.content
        if not concepts <= {item.id for item in earlier}:
            return None
        kept = [item for item in earlier if not self._gives_way(item, question, within=False)]
        items = [*kept, *(item for item in question.items if item not in kept)]
        match = self._matcher.match(items)
        return Borrowing(match, tuple(items), tuple(kept)) if match.asks else None

    def among_those(self, question: Question, conversation: Conversation) -> Borrowing | None:
        """ "Which of them joined in 2024?" after the cities of Morocco: what both questions hold."""
        last = next((turn.reading for turn in conversation if turn.reading.asks), None)
        earlier = last.content if last else ()
        kept = [item for item in _without(earlier, ASKING) if item not in question.items]
        items = (*kept, *question.items)
        match = self._matcher.match(items) if kept else Match()
        return Borrowing(match, items, tuple(kept)) if match.asks else None

    def in_that_year(self, question: Question, conversation: Conversation) -> Borrowing | None:
        """ "How many joined that year?": in the one that was last named."""
        for turn in conversation:
            years = tuple(item for item in turn.reading.held if is_year(item))
            if years:
                items = (*(item for item in question.items if item.id != "year"), *years)
                match = self._matcher.match(items)
                return Borrowing(match, items, years) if match.asks else None
        return None

    def event_called(self, words: Iterable[str], conversation: Conversation) -> Item | None:
        """ "And the second?" after the first conference: the one of its kind that alone is called so."""
        events = self._knowledge.events
        spoken_of = (item.id for turn in conversation for item in turn.reading.held)
        kind = next((events[id_].kind for id_ in spoken_of if id_ in events), None)
        told = set(words)
        called = [
            event.id
            for event in events.values()
            if event.kind == kind
            and any(told & set(split_words(name)) for names in event.names.values() for name in names)
        ]
        return Item("event", called[0]) if len(called) == 1 else None

    def _instead(self, question: Question, before: Reading, *, within: bool) -> Borrowing | None:
        """One earlier question with what this one puts in its place."""
        unsure = None
        for items in self._replaced(question, before, within=within):
            if _UNHEARD_OF in items and _UNHEARD_OF not in question.items:
                continue
            match = self._matcher.match(items)
            # "and countries?" of a region, by which they are not counted: it is not said that the world is meant
            lost = _names_region(before.content) and not any(item.kind in MENTIONS for item in items)
            if match.asks and not lost:
                return Borrowing(match, tuple(items), ())
            if match.asks:
                unsure = unsure or Borrowing(Match((), match.asks), tuple(items), ())
            if match.rivals:
                unsure = unsure or Borrowing(match, tuple(items), ())
        return unsure

    def _replaced(self, question: Question, before: Reading, *, within: bool) -> Iterator[list[Item]]:
        earlier = before.content
        named = any(item == _UNHEARD_OF for item in earlier)  # "mayor of Rabat?", "and of Oujda?"
        if not earlier or (before.unknown and not named):
            return
        concepts = {item.id for item in question.content if item.kind == "concept"}
        countable, subjects = self._patterns.countable, self._patterns.subject_concepts
        replacing = concepts - ASKING - self._patterns.always
        if not before.asks and not before.unknown:  # it was asked back: this may be what it lacked
            yield [*earlier, *question.items]
        if question.only_asks:
            kept = [item for item in earlier if not self._gives_way(item, question, within=within)]
            yield [*question.content, *_without(kept, ASKING)]
        elif replacing <= countable and (question.mentions or any(map(is_time, question.content))):
            if event := self._event_instead(question, earlier):
                yield [*(item for item in earlier if item.kind != "event"), event]
            kept = [item for item in earlier if not self._gives_way(item, question, within=within)]
            if concepts & ASKING:
                kept = _without(kept, ASKING)
            elif any(map(is_year, question.content)):
                kept = _without(kept, _WHEN)
            yield [*kept, *(item for item in question.items if item not in kept)]
        elif replacing and replacing <= countable | {"from"}:
            kept = _without(earlier, countable)
            yield [*kept, *question.content]
            yield [*(item for item in kept if item.kind not in MENTIONS), *question.content]
        elif replacing and replacing - {"about"} <= subjects and not question.mentions:
            yield [*_without(earlier, subjects), *question.content]
        elif concepts and concepts - {"who", "past"} <= _OF_TIME and not question.mentions:
            kept = [item for item in earlier if not is_time(item) and item.id not in _OF_TIME]
            yield [
                *(kept if "now" not in concepts else _without(kept, frozenset({"past"}))),
                *question.content,
            ]

    def _event_instead(self, question: Question, earlier: Sequence[Item]) -> Item | None:
        """ "And in Medellín?", "and in 2019?" after the conference in Cork: the one of its kind there, or then."""
        events = self._knowledge.events
        kinds = {events[item.id].kind for item in earlier if item.kind == "event" and item.id in events}
        cities = {mention.id for mention in question.mentions if mention.kind == "city"}
        years = {item.id for item in question.content if is_year(item)}
        there = [
            event.id
            for event in events.values()
            if event.kind in kinds
            and (cities & {city.id for city in self._knowledge.cities_at(event)} or event.start[:4] in years)
        ]
        return Item("event", there[0]) if len(there) == 1 else None

    def _gives_way(self, item: Item, question: Question, *, within: bool) -> bool:
        """Whether an earlier item is replaced by one of the question's."""
        kinds = {mention.kind for mention in question.mentions}
        if item.kind in kinds:
            return True
        if is_time(item):
            return any(map(is_time, question.content))
        return not within and item.kind in PLACES and bool(kinds & set(PLACES))


def _as_one(question: Question, found: Sequence[Borrowing], last: Reading) -> Borrowing:
    """What carries on with several questions at once, "how many cities and countries?": all of them again."""
    asks = tuple(dict.fromkeys(ask for borrowing in found for ask in borrowing.match.asks))
    rivals = () if asks else found[0].match.rivals
    numbers_asked = any(borrowing.match.numbers_asked for borrowing in found)
    items = tuple(dict.fromkeys(item for borrowing in found for item in borrowing.items))
    borrowed = tuple(item for item in items if item not in question.items)
    # "since when?" after "is Fez a member?" asks for no yes
    asking = any(item.id in _WHEN | ASKING for item in question.items)
    polar = not asking and all(before.polar for before in last.questions)
    return Borrowing(Match(asks, rivals, numbers_asked), items, borrowed, polar)


def _names_region(items: Iterable[Item]) -> bool:
    return any(item.kind == "region" for item in items)


def _without(items: Iterable[Item], concepts: frozenset[str]) -> list[Item]:
    return [item for item in items if item.id not in concepts]
