"""What a question that lacks something takes from what was talked about before, and only what it lacks.

Four ways, tried in this order; each completes the question so that it must fit a pattern whole, as any other:

1. **Whom or what it points at**: "what did she say?", "its mayor?", "since when a member?" lack a mention. The newest
   thing of a kind that makes the question whole is meant; of two that would, neither is (it is asked back).
2. **What it replaces**: "and Casablanca?", "and in 2020?", "and countries?" put something else into the last question.
3. **What it asks of it**: "why?", "which ones?" put another question word before what was asked.
4. **Which subject**: "and climate?" puts another subject there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from lcn_bot.answering.answer import Answer
from lcn_bot.answering.reading import Ask, Conversation, Item, Mention, Reading, Turn
from lcn_bot.knowledge.knowledge import Knowledge
from lcn_bot.language.normalise import split_words
from lcn_bot.understanding.matching import ASKING, MENTIONS, Match, Matcher, is_year
from lcn_bot.understanding.patterns import Patterns
from lcn_bot.understanding.vocabulary import UNHEARD_OF

_PLACES = ("city", "country", "region")
_KINDS: dict[str, tuple[str, ...]] = {
    "he": ("person",),
    "she": ("person",),
    "it": ("city", "event", "country", "region", "organisation", "quote"),
    "there": ("event", *_PLACES),
    **{kind: (kind,) for kind in ("city", "country", "region", "person", "event")},
}
"""What each pronoun can point at."""
_ASKING = ASKING | {"since"}
_GENDERS = {"he": "male", "she": "female"}
_FEW = 2
"""How many things "the other one" is one of."""
_WHEN = frozenset({"when", "since", "how_long", "day"})
"""Concepts that ask for a time: what names one instead does not."""
_OF_TIME = frozenset({"now", "before", "former"})
"""Concepts that put the last question into another time: "and before?", "and now?"."""
_CARDS = frozenset({"city", "person", "event"})
"""Relations that tell what there is: what a question says besides a name is not what they answer."""


_CITY = Item("concept", "city")
_UNHEARD_OF = Item(*UNHEARD_OF)


@dataclass(frozen=True, slots=True)
class Borrowing:
    """A question made whole."""

    match: Match
    items: tuple[Item, ...]
    borrowed: tuple[Item, ...]
    polar: bool = False
    """It stands in the place of a yes-or-no question."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is known of a question before it borrows."""

    items: tuple[Item, ...]
    pronouns: frozenset[str]
    polar: bool = False
    whole: bool = False
    """It asks something as it stands."""

    @property
    def content(self) -> tuple[Item, ...]:
        """The items but for punctuation."""
        return tuple(item for item in self.items if item.kind != "boundary")

    @property
    def mentions(self) -> tuple[Item, ...]:
        """What it names itself."""
        return tuple(item for item in self.items if item.kind in MENTIONS)

    @property
    def only_names(self) -> bool:
        """Whether it holds nothing but names, years and months."""
        return bool(self.content) and all(item.kind in (*MENTIONS, "number") for item in self.content)

    @property
    def only_asks(self) -> bool:
        """Whether it holds nothing but question words: "why?", "when was that?"."""
        ids = {item.id for item in self.content}
        return bool(ids & _ASKING) and ids <= _ASKING | {"past"}


class Borrower:
    """Completes questions."""

    def __init__(
        self,
        knowledge: Knowledge,
        patterns: Patterns,
        matcher: Matcher,
        answer: Callable[[Ask], Answer | None],
    ) -> None:
        """`answer` gives the answer to an Ask: what it names can be pointed at, and whether there is one."""
        self._knowledge = knowledge
        self._patterns = patterns
        self._matcher = matcher
        self._answer = answer

    def pointed_at(self, question: Question, conversation: Conversation) -> Borrowing | None:
        """The question with what it points at, or lacks, put in.

        What is whole as it stands is about the network, or else about a place that a question named: "how many cities
        does it have?"
        """
        if "other" in question.pronouns:
            return self._with_other(question, conversation)
        if "year" in question.pronouns:
            return self._in_that_year(question, conversation)
        pointing = bool(question.pronouns - {"continuing"})
        if question.whole and "it" in question.pronouns and not self._spoke_of_something(conversation):
            return None
        if not question.content:
            return self._only_pointing(question, conversation)
        if not pointing and (question.only_names or question.mentions or question.polar):
            return None
        if question.only_asks and not pointing and question.content[0].id != "where":
            return None
        if "they" in question.pronouns:
            found = self._with_all(question, conversation)
        else:
            found = self._with_newest(question, conversation)
        if not found and question.pronouns & _GENDERS.keys() and _CITY in question.items:  # "his city"
            found = self._with_newest(Question(question.items, frozenset({"city"})), conversation)
        found = found or (self._with_thing(question, conversation) if pointing else None)
        if found and not pointing and any(ask.relation in _CARDS for ask in found.match.asks):
            return None
        if found and self._is_open(question, found, conversation[0]):
            return Borrowing(Match((), found.match.asks + found.match.rivals), question.items, ())
        return found

    def _spoke_of_something(self, conversation: Conversation) -> bool:
        """Whether the last question that was understood names anything, as one about the network does not."""
        last = next((turn.reading for turn in conversation if turn.reading.understood), None)
        return last is not None and any(i.kind in MENTIONS for part in last.questions for i in part.items)

    def _is_open(self, question: Question, found: Borrowing, newest: Turn) -> bool:
        """Whether what was named last, and not answered, may be what is meant now: "and Rabat?", "who runs it?"."""
        if newest.status == "answer" or question.pronouns & _GENDERS.keys():
            return False
        if newest.reading.unknown and not newest.reading.mentions:
            return True
        kinds = _kinds(question.pronouns)
        named = {
            Item(mention.kind, mention.id) for mention in newest.reading.mentions if mention.kind in kinds
        }
        return bool(named) and not named & set(found.borrowed)

    def _with_newest(self, question: Question, conversation: Conversation) -> Borrowing | None:
        own = {item.id for item in question.content if item.kind == "concept"}
        for candidates in self._candidates(question.pronouns, conversation):
            kind = candidates[0].kind
            if kind == "event" and question.whole:
                continue
            if kind in own and kind not in question.pronouns and not question.pronouns & _KINDS.keys():
                continue  # "a city" is not the city
            found = {mention: self._matched(question, [mention]) for mention in candidates}
            whole = {m: b for m, b in found.items() if b and (b.match.asks or b.match.rivals)}
            if len(whole) > 1:  # what one alone is known for is asked of that one
                answered = {m: b for m, b in whole.items() if all(map(self.is_answered, b.match.asks))}
                whole = answered or whole
            if len({borrowing.match.asks for borrowing in whole.values()}) > 1:
                rivals = tuple(ask for borrowing in whole.values() for ask in borrowing.match.asks)
                return Borrowing(Match((), rivals), question.items, ())
            if whole:
                return next(iter(whole.values()))
        return None

    def _with_thing(self, question: Question, conversation: Conversation) -> Borrowing | None:
        """ "Who runs it?" after the network, or the award, was spoken of."""
        last = next((turn.reading for turn in conversation if turn.reading.understood), None)
        held = [item for part in (last.questions if last else ()) for item in part.items]
        for item in reversed(held):
            if item.kind == "concept" and item.id in self._patterns.things:
                items = (*question.items, item)
                match = self._matcher.match(items)
                if match.asks:
                    return Borrowing(match, items, (item,))
        return None

    def _in_that_year(self, question: Question, conversation: Conversation) -> Borrowing | None:
        """ "How many joined that year?": in the one that was last named."""
        for turn in conversation:
            years = tuple(i for part in turn.reading.questions for i in part.items if is_year(i))
            if years:
                items = (*(item for item in question.items if item.id != "year"), *years)
                match = self._matcher.match(items)
                return Borrowing(match, items, years) if match.asks else None
        return None

    def counted_of(self, question: Question, conversation: Conversation) -> Borrowing | None:
        """ "And how many countries?": of what was counted last, in the same year, if that has an answer."""
        if not conversation or question.mentions or any(map(is_year, question.items)):
            return None
        years = [item for part in conversation[0].reading.questions for item in part.items if is_year(item)]
        carried = self.carried_on(question, conversation)
        if carried and carried.match.asks and all(map(self.is_answered, carried.match.asks)):
            return carried
        items = (*question.items, *years)
        match = self._matcher.match(items) if years else Match()
        answered = match.asks and all(map(self.is_answered, match.asks))
        return Borrowing(match, items, tuple(years)) if answered else None

    def newest(self, pronouns: frozenset[str], conversation: Conversation) -> tuple[Mention, ...]:
        """What a question points at or carries on with, most likely; nothing where it does neither."""
        if not pronouns:
            return ()
        return tuple(next(self._candidates(pronouns, conversation), [])[:1])

    def event_called(self, words: Iterable[str], conversation: Conversation) -> Item | None:
        """ "And the second?" after the first conference: the one of its kind that alone is called so."""
        events = self._knowledge.events
        spoken_of = (
            item.id for turn in conversation for part in turn.reading.questions for item in part.items
        )
        kind = next((events[id_].kind for id_ in spoken_of if id_ in events), None)
        told = set(words)
        called = [
            event.id
            for event in events.values()
            if event.kind == kind
            and any(told & set(split_words(name)) for names in event.names.values() for name in names)
        ]
        return Item("event", called[0]) if len(called) == 1 else None

    def _only_pointing(self, question: Question, conversation: Conversation) -> Borrowing | None:
        """ "And she?": the last question about somebody else that was named."""
        if not question.pronouns & _KINDS.keys():
            return None
        for candidates in self._candidates(question.pronouns, conversation):
            if len(candidates) == 1:
                item = Item(candidates[0].kind, candidates[0].id)
                return self.carried_on(Question((item,), frozenset()), conversation)
        return None

    def lacking_gender(self, question: Question, conversation: Conversation) -> tuple[Ask, ...]:
        """What would be asked if "she" were a man that was spoken of: good for asking back."""
        if not question.pronouns & _GENDERS.keys():
            return ()
        found = self.pointed_at(Question(question.items, frozenset({"person"})), conversation)
        return found.match.asks + found.match.rivals if found else ()

    def carried_on(
        self, question: Question, conversation: Conversation, *, within: bool = False
    ) -> Borrowing | None:
        """The last question with what this one puts in its place; `within` one message only the like of it."""
        if not question.content:
            return None
        for turn in conversation:
            last = turn.reading
            found = [
                borrowing
                for before in last.questions
                if (borrowing := self._instead(question, before, within=within))
            ]
            if found:
                return _as_one(question, found, last)
            passed_over = "continuing" in question.pronouns and turn.status == "suggest"
            if last.asks or last.parts or last.unknown or not passed_over:
                return None
        return None

    def points_elsewhere(self, question: Question, asks: Sequence[Ask], conversation: Conversation) -> bool:
        """Whether a question that is whole as it stands, and asks `asks`, may yet be about something else.

        "How many people live there?" after Oujda is not about the network, and "when was he born?" never is.
        """
        if question.pronouns & {*_GENDERS, "other"}:
            answers = [self._answer(ask) for ask in asks]
            people = any(named.kind == "person" for found in answers if found for named in found.names)
            return "other" in question.pronouns or not people
        pointing = question.pronouns & {"it", "there", "city", "country", "region"}
        own = {item.id for item in question.items if item.kind == "concept"}
        if not conversation or not pointing or question.mentions or own & self._patterns.network_alone:
            return False
        kinds = {kind for pronoun in pointing for kind in _KINDS[pronoun]}
        for turn in conversation:
            groups = list(self._named(turn.reading))
            # what only an answer named is no "it"
            named = [m for group in (groups[::2] if pointing == {"it"} else groups) for m in group]
            if named or turn.reading.unknown:  # what was not known may be a place too: "and Rabat?"
                return any(mention.kind in kinds for mention in named) or bool(turn.reading.unknown)
            if turn.reading.asks:
                return False
        return False

    def is_answered(self, ask: Ask) -> bool:
        """Whether there is an answer to an Ask."""
        return self._answer(ask) is not None

    def _candidates(self, pronouns: frozenset[str], conversation: Conversation) -> Iterator[list[Mention]]:
        """The things that may be meant, those of one kind that were named together at a time; the likeliest first.

        Of each kind only the newest are meant.
        """
        kinds = _kinds(pronouns)
        genders = {_GENDERS[pronoun] for pronoun in pronouns if pronoun in _GENDERS}
        seen: set[str] = set()
        for turn in conversation:
            new: set[str] = set()
            for group in self._named(turn.reading):
                for kind in kinds:
                    of_kind = [m for m in group if m.kind == kind and self._is(m, genders)]
                    if of_kind and kind not in seen:
                        new.add(kind)
                        yield of_kind
            seen |= new

    def _is(self, mention: Mention, genders: set[str]) -> bool:
        """Whether a person may be called so."""
        if not genders or mention.kind != "person":
            return True
        person = self._knowledge.people.get(mention.id)
        return person is not None and (person.gender is None or {person.gender} == genders)

    def _named(self, reading: Reading) -> Iterator[list[Mention]]:
        """What a question named, then what its answer did."""
        for part in reversed(reading.questions):
            yield [Mention(item.kind, item.id) for item in part.items if item.kind in MENTIONS and item.id]
            answers = [self._answer(ask) for ask in part.asks]
            yield list(dict.fromkeys(m for found in answers if found for m in found.names))

    def _with_all(self, question: Question, conversation: Conversation) -> Borrowing | None:
        """ "What did they say?": all that were named together."""
        for turn in conversation:
            for group in self._named(turn.reading):
                for kind in ("person", *_PLACES):
                    several = [mention for mention in group if mention.kind == kind]
                    if len(several) > 1 and (found := self._matched(question, several)):
                        return found
        for candidates in self._candidates(frozenset(), conversation):
            if len(candidates) == 1 and candidates[0].kind in ("country", "region"):
                return self._matched(question, candidates)
        return None

    def _with_other(self, question: Question, conversation: Conversation) -> Borrowing | None:
        """ "And the other one?": of two that were named or asked back together, the one not spoken of last."""
        if not conversation or conversation[0].status != "answer":
            return None
        other = self._other_named(conversation)
        if other is None:
            return self._other_offered(conversation)
        completed = Question((*question.items, Item(other.kind, other.id)), question.pronouns - {"other"})
        if found := self.carried_on(completed, conversation):
            return found
        found = self._matched(Question(question.items, frozenset()), [other])
        return None if found and any(ask.relation in _CARDS for ask in found.match.asks) else found

    def _other_named(self, conversation: Conversation) -> Mention | None:
        groups = [group for turn in conversation for group in self._named(turn.reading)]
        for kind in dict.fromkeys(mention.kind for group in groups for mention in group):
            of_kind = [[mention for mention in group if mention.kind == kind] for group in groups]
            newest = next(group for group in of_kind if group)[0]
            for group in of_kind:
                if len(group) == _FEW and newest in group:
                    return next(mention for mention in group if mention != newest)
        return None

    def _other_offered(self, conversation: Conversation) -> Borrowing | None:
        """The other of two questions that were asked back, after one was picked."""
        for earlier in conversation[1:2]:
            others = [ask for ask in earlier.offered if ask not in conversation[0].reading.asks]
            if earlier.status == "suggest" and len(earlier.offered) == _FEW and len(others) == 1:
                return Borrowing(Match(tuple(others)), (), ())
        return None

    def _matched(self, question: Question, mentions: Sequence[Mention]) -> Borrowing | None:
        added: list[Item] = []
        for mention in mentions:
            added += [*([Item("boundary", "and")] if added else []), Item(mention.kind, mention.id)]
        items = (*question.items, *added)
        match = self._matcher.match(items)
        return Borrowing(match, items, tuple(added)) if match.asks or match.rivals else None

    def _instead(self, question: Question, before: Reading, *, within: bool) -> Borrowing | None:
        """One earlier question with what this one puts in its place."""
        unsure = None
        for items in self._replaced(question, before, within=within):
            match = self._matcher.match(items)
            if match.asks:
                return Borrowing(match, tuple(items), ())
            if match.rivals:
                unsure = unsure or Borrowing(match, tuple(items), ())
        return unsure

    def _replaced(self, question: Question, before: Reading, *, within: bool) -> Iterator[list[Item]]:
        earlier = [item for item in before.items if item.kind != "boundary"]
        named = any(item == _UNHEARD_OF for item in earlier)  # "mayor of Rabat?", "and of Oujda?"
        if not earlier or (before.unknown and not named):
            return
        concepts = {item.id for item in question.content if item.kind == "concept"}
        countable, subjects = self._patterns.countable, self._patterns.subject_concepts
        replacing = concepts - ASKING
        if not before.asks and not before.unknown:  # it was asked back: this may be what it lacked
            yield [*earlier, *question.items]
        if question.only_asks:
            yield [*question.content, *_without(earlier, ASKING)]
        elif replacing <= countable and (question.mentions or any(map(_is_time, question.content))):
            if event := self._event_there(question, earlier):
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
            yield [*(item for item in earlier if not _is_time(item)), *question.content]

    def _event_there(self, question: Question, earlier: Sequence[Item]) -> Item | None:
        """ "And in Medellín?" after the conference in Cork: the one event of its kind there."""
        events = self._knowledge.events
        kinds = {events[item.id].kind for item in earlier if item.kind == "event" and item.id in events}
        cities = {mention.id for mention in question.mentions if mention.kind == "city"}
        there = [
            event.id
            for event in events.values()
            if event.kind in kinds
            and cities & {city.id for city in self._knowledge.cities_called(event.place, event.country)}
        ]
        return Item("event", there[0]) if len(there) == 1 else None

    def _gives_way(self, item: Item, question: Question, *, within: bool) -> bool:
        """Whether an earlier item is replaced by one of the question's."""
        kinds = {mention.kind for mention in question.mentions}
        if item.kind in kinds:
            return True
        if _is_time(item):
            return any(map(_is_time, question.content))
        return not within and item.kind in _PLACES and bool(kinds & set(_PLACES))


def _kinds(pronouns: frozenset[str]) -> tuple[str, ...]:
    """The kinds of thing that pronouns can mean together; any, where there are none."""
    pointing = [pronoun for pronoun in pronouns if pronoun in _GENDERS]
    pointing = pointing or [pronoun for pronoun in pronouns if pronoun in _KINDS]
    kinds: tuple[str, ...] = MENTIONS
    for pronoun in pointing:
        kinds = tuple(kind for kind in _KINDS[pronoun] if kind in kinds)
    return kinds


def _as_one(question: Question, found: Sequence[Borrowing], last: Reading) -> Borrowing:
    """What carries on with several questions at once, "how many cities and countries?": all of them again."""
    asks = tuple(dict.fromkeys(ask for borrowing in found for ask in borrowing.match.asks))
    rivals = () if asks else found[0].match.rivals
    numbers_asked = any(borrowing.match.numbers_asked for borrowing in found)
    items = tuple(dict.fromkeys(item for borrowing in found for item in borrowing.items))
    borrowed = tuple(item for item in items if item not in question.items)
    polar = all(before.polar for before in last.questions)
    return Borrowing(Match(asks, rivals, numbers_asked), items, borrowed, polar)


def _without(items: Iterable[Item], concepts: frozenset[str]) -> list[Item]:
    return [item for item in items if item.id not in concepts]


def _is_time(item: Item) -> bool:
    return is_year(item) or item.id.startswith("month ")
