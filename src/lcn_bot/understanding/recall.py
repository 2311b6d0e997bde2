"""What a conversation named, and what a pronoun may mean of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lcn_bot.answering.answer import Answer
from lcn_bot.answering.reading import Ask, Conversation, Mention, Reading
from lcn_bot.knowledge.knowledge import Knowledge
from lcn_bot.understanding.matching import MENTIONS, is_year

PLACES = ("city", "country", "region")
KINDS: dict[str, tuple[str, ...]] = {
    "he": ("person",),
    "she": ("person",),
    "it": ("city", "event", "country", "region", "organisation", "quote"),
    "there": ("event", *PLACES),
    **{kind: (kind,) for kind in ("city", "country", "region", "person", "event")},
}
"""What each pronoun can point at."""
FEW = 2
"""How many things "the other one" is one of."""
GENDERS = {"he": "male", "she": "female"}


class Recall:
    """Knows what questions and their answers named."""

    def __init__(self, knowledge: Knowledge, answer: Callable[[Ask], Answer | None]) -> None:
        """`answer` gives the answer to an Ask."""
        self._knowledge = knowledge
        self._answer = answer

    def is_answered(self, ask: Ask) -> bool:
        """Whether there is an answer to an Ask."""
        return self._answer(ask) is not None

    def is_of_another_time(self, ask: Ask, conversation: Conversation) -> bool:
        """Whether the answer to an Ask is about some cities only, and of another year than what was last asked."""
        found = self._answer(ask)
        if found is None or not found.of or not conversation:
            return False
        items = conversation[0].reading.held
        events = (self._knowledge.events[item.id] for item in items if item.id in self._knowledge.events)
        years = {item.id for item in items if is_year(item)} | {event.start[:4] for event in events}
        return bool(years) and not years & found.numbers

    def names_person(self, ask: Ask) -> bool:
        """Whether the answer to an Ask names somebody."""
        found = self._answer(ask)
        return found is not None and any(named.kind == "person" for named in found.names)

    def candidates(self, pronouns: frozenset[str], conversation: Conversation) -> Iterator[list[Mention]]:
        """The things that may be meant, those of one kind that were named together at a time; the likeliest first.

        Of each kind only the newest are meant.
        """
        kinds = kinds_of(pronouns)
        genders = {GENDERS[pronoun] for pronoun in pronouns if pronoun in GENDERS}
        seen: set[str] = set()
        for turn in conversation:
            new: set[str] = set()
            for number, group in enumerate(self.named(turn.reading)):
                kinds_named = {item.kind for item in turn.reading.held} | {named.kind for named in group[:1]}
                inside = number % 2 and kinds_named & {"city", "event"}
                for kind in dict.fromkeys(mention.kind for mention in group if mention.kind in kinds):
                    if inside and not pronouns & {"country", "there"} and kind in ("country", "region"):
                        continue  # the country that an answer about a city or an event names is not what "it" means
                    of_kind = [m for m in group if m.kind == kind and self._is(m, genders)]
                    if of_kind and kind not in seen:
                        new.add(kind)
                        yield of_kind
            seen |= new

    def answered(self, part: Reading) -> list[Mention]:
        """What the answer to a question named."""
        found = (self._answer(ask) for ask in part.asks)
        return list(dict.fromkeys(named for answer in found if answer for named in answer.names))

    def was_another_thing(self, conversation: Conversation) -> bool:
        """Whether the last question was about another thing than the network that may be "launched" as well."""
        last = _last_understood(conversation)
        ids = {item.id for item in last.held}
        if ids & {"network", "learning_city"}:
            return False
        told = any(map(self.answered, last.questions))
        return told or self.spoke_of_something(conversation) or bool(ids & {"unesco", "uil", "institute"})

    def told_of_event(self, conversation: Conversation) -> bool:
        """Whether the last question that was understood, or its answer, named an event."""
        named = self.named(_last_understood(conversation))
        return any(mention.kind == "event" for group in named for mention in group)

    def spoke_of_something(self, conversation: Conversation) -> bool:
        """Whether the last question that was understood names anything, as one about the network does not."""
        return any(item.kind in MENTIONS for item in _last_understood(conversation).held)

    def newest(self, pronouns: frozenset[str], conversation: Conversation) -> tuple[Mention, ...]:
        """What a question points at or carries on with, most likely; nothing where it does neither."""
        if not pronouns:
            return ()
        return tuple(next(self.candidates(pronouns, conversation), [])[:1])

    def other(self, conversation: Conversation) -> Mention | None:
        """Of two things of a kind that were named together, the one that was not named last."""
        groups = [group for turn in conversation for group in self.named(turn.reading)]
        for kind in dict.fromkeys(mention.kind for group in groups for mention in group):
            of_kind = [[mention for mention in group if mention.kind == kind] for group in groups]
            newest = next(group for group in of_kind if group)[0]
            for group in of_kind:
                if len(group) == FEW and newest in group:
                    return next(mention for mention in group if mention != newest)
        return None

    def named(self, reading: Reading) -> Iterator[list[Mention]]:
        """What a question named, then what its answer did."""
        for part in reversed(reading.questions):
            named = (Mention(item.kind, item.id) for item in part.items if item.kind in MENTIONS and item.id)
            yield list(dict.fromkeys(named))
            yield self.answered(part)

    def _is(self, mention: Mention, genders: set[str]) -> bool:
        """Whether a person may be called so."""
        if not genders or mention.kind != "person":
            return True
        person = self._knowledge.people.get(mention.id)
        return person is not None and (person.gender is None or {person.gender} == genders)


def _last_understood(conversation: Conversation) -> Reading:
    """The last question that was understood; an empty one, where none was."""
    return next((turn.reading for turn in conversation if turn.reading.understood), Reading())


def kinds_of(pronouns: frozenset[str]) -> tuple[str, ...]:
    """The kinds of thing that pronouns can mean together; any, where there are none."""
    pointing = [pronoun for pronoun in pronouns if pronoun in GENDERS]
    pointing = pointing or [pronoun for pronoun in pronouns if pronoun in KINDS]
    kinds: tuple[str, ...] = MENTIONS
    for pronoun in pointing:
        kinds = tuple(kind for kind in KINDS[pronoun] if kind in kinds)
    return kinds
