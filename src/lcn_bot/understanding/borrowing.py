"""What a question that lacks something takes from what was talked about before, and only what it lacks.

Four ways, tried in this order; each completes the question so that it must fit a pattern whole, as any other:

1. **Whom or what it points at**: "what did she say?", "its mayor?", "since when a member?" lack a mention. The newest
   thing of a kind that makes the question whole is meant; of two that would, neither is (it is asked back).
2. **What it replaces**: "and Casablanca?", "and in 2020?", "and countries?" put something else into the last question.
3. **What it asks of it**: "why?", "which ones?" put another question word before what was asked.
4. **Which subject**: "and climate?" puts another subject there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lcn_bot.answering.reading import Ask, Conversation, Item, Reading
from lcn_bot.knowledge.knowledge import Knowledge
from lcn_bot.understanding.back import about_last_reply
from lcn_bot.understanding.carrying import Carrying
from lcn_bot.understanding.matching import MENTIONS, Matcher
from lcn_bot.understanding.pointing import Pointing
from lcn_bot.understanding.question import CARDS, Borrowing, Question, mentions_of, numbers_of
from lcn_bot.understanding.recall import Recall

_OF_MEMBERS = frozenset({"members_in", "count_in", "newest_in", "joined_count", "first_in"})
"""Relations about the members in a country or a region."""


class Borrower:
    """Completes questions from what was said before them."""

    def __init__(
        self,
        knowledge: Knowledge,
        matcher: Matcher,
        recall: Recall,
    ) -> None:
        self._recall = recall
        self._carrying = Carrying(knowledge, matcher, recall)
        self._pointing = Pointing(matcher, recall, self._carrying)
        self._matcher = matcher

    def in_conversation(
        self,
        reading: Reading,
        readings: Sequence[Sequence[Item]],
        pointing: frozenset[str],
        conversation: Conversation,
        *,
        within: bool,
    ) -> Reading:
        """The reading as the conversation makes it; `readings` are the meanings that the words may have."""
        if reading.asks and not (conversation or pointing):
            return reading
        if reading.unknown:
            words = " ".join(reading.unknown).split()
            event = self._carrying.event_called(words, conversation) if "continuing" in pointing else None
            if event and not any(item.kind in ("concept", *MENTIONS) for item in reading.items):
                reading = replace(reading, unknown=(), items=(event,))
                return self.in_conversation(reading, [(event,)], pointing, conversation, within=within)
            pointed = self._recall.newest(pointing - {"continuing"}, conversation)
            return replace(reading, mentions=pointed) if pointed and not reading.mentions else reading
        back = about_last_reply(readings, conversation)
        if back and (back.back == "language" or not reading.asks):
            return replace(reading, back=back.back, asks=back.asks, speak=back.speak, numbers=frozenset())
        questions = [
            Question(tuple(items), pointing, reading.polar, bool(reading.asks)) for items in readings
        ]
        tried = (self._borrowed(reading, q, conversation, within=within) for q in questions)
        borrowing = next(filter(None, tried), None)
        if borrowing is None:
            question = questions[0]
            if question.bare.only_names and "continuing" in pointing and not reading.polar:
                # "what's the weather in Oujda?", "and Fez?": nothing about that either; else it is not clear what of it
                unknown = conversation[0].reading.unknown if conversation else ()
                return replace(reading, asks=(), unknown=unknown) if conversation else reading
            if reading.asks:
                there = self._carrying.of_that_place(question, reading.asks, conversation)
                if there or self._pointing.points_elsewhere(question, reading.asks, conversation):
                    counted = there or self._carrying.counted_of(question, conversation)
                    near = counted.match.asks if counted else ()
                    return replace(reading, asks=(), near=(*near, *reading.asks))
            near = self._pointing.lacking_gender(question, conversation)
            return replace(reading, near=(*near, *reading.near)) if near and not reading.asks else reading
        match = borrowing.match
        return replace(
            reading,
            asks=match.asks,
            rivals=match.rivals,
            near=match.asks + match.rivals,
            mentions=mentions_of(borrowing.items),
            numbers=numbers_of(borrowing.items),
            numbers_asked=match.numbers_asked,
            polar=reading.polar or borrowing.polar,
            items=borrowing.items,
            borrowed=borrowing.borrowed,
        )

    def asked_of(
        self, items: tuple[Item, ...], pronouns: frozenset[str], conversation: Conversation, *, within: bool
    ) -> tuple[tuple[Ask, ...], tuple[Item, ...]]:
        """What items ask, or carry on asking, and the items that they then are."""
        asks = self._matcher.match(items).asks
        only_named = all(ask.relation in CARDS for ask in asks)  # "london?" after "is Paris a member?"
        if only_named or within or "continuing" in pronouns:
            carried = self._carrying.carried_on(Question(items, pronouns), conversation, within=within)
            return (carried.match.asks, carried.items) if carried else (asks, items)
        return asks, items

    def _borrowed(
        self, reading: Reading, question: Question, conversation: Conversation, *, within: bool
    ) -> Borrowing | None:
        """What the question takes from the conversation, if it may take anything."""
        leading = question.content[0].id if question.content else ""
        carries_on = within or "continuing" in question.pronouns or leading == "from"
        if reading.asks and not question.pronouns - {"continuing"}:
            bare = question.bare if carries_on else question
            stated = reading.stated and bare == question  # "and from Asia?" states nothing
            if bare.only_names and not reading.polar and not stated:
                return self._same_of(bare, conversation, certain=carries_on, within=within)
            if not carries_on:
                return None
            there = self._carrying.of_that_place(question, reading.asks, conversation)
            if there and there.match.asks and self._was_of_members(conversation):
                return there
            if any(item.id == "count" for item in question.items):
                return self._carrying.counted_of(question, conversation)
            return self._carrying.same_said_of(question, conversation)
        pointing = bool(question.pronouns - {"continuing"})
        if not pointing and not reading.asks and (carries_on or question.only_asks):
            carried = self._carrying.carried_on(question, conversation, within=within)
            if carried:
                return carried
        if pointed := self._pointing.pointed_at(question, conversation):
            return pointed
        if reading.asks or (reading.rivals and not (question.only_names or question.only_asks)):
            return None
        return self._carrying.carried_on(question, conversation, within=within)

    def _was_of_members(self, conversation: Conversation) -> bool:
        """Whether it was asked last which, or how many, cities of a place are members."""
        asks = [ask for part in conversation[0].reading.questions for ask in part.asks]
        return bool(asks) and all(ask.relation in _OF_MEMBERS for ask in asks)

    def _same_of(
        self, question: Question, conversation: Conversation, *, certain: bool, within: bool
    ) -> Borrowing | None:
        """The last question asked of another: "Casablanca?"; without "and", only if that has an answer."""
        found = self._carrying.carried_on(question, conversation, within=within or not certain)
        asks = found.match.asks if found else ()
        if asks and (certain or all(map(self._recall.is_answered, asks))):
            return found
        return None
