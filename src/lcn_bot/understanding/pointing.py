"""Questions that point at something, or lack it: "what did she say?", "its mayor?", "and the other one?"."""

from __future__ import annotations

from collections.abc import Sequence

from lcn_bot.answering.reading import Ask, Conversation, Item, Mention, Turn
from lcn_bot.understanding.carrying import Carrying
from lcn_bot.understanding.matching import MENTIONS, Match, Matcher
from lcn_bot.understanding.question import CARDS, Borrowing, Question, numbers_of
from lcn_bot.understanding.recall import FEW, GENDERS, KINDS, PLACES, Recall, kinds_of

_OFFICES = frozenset({"office", "leader", "chair_of", "was_office"})
"""Relations that tell who somebody is."""
_CITY = Item("concept", "city")
_NETWORK = Item("concept", "network")
_ABOUT = Item("concept", "about")


class Pointing:
    """Finds what is pointed at."""

    def __init__(self, matcher: Matcher, recall: Recall, carrying: Carrying) -> None:
        self._matcher = matcher
        self._patterns = matcher.patterns
        self._recall = recall
        self._carrying = carrying

    def pointed_at(self, question: Question, conversation: Conversation) -> Borrowing | None:
        """The question with what it points at, or lacks, put in.

        What is whole as it stands is about the network, or else about a place that a question named: "how many cities
        does it have?"
        """
        if "other" in question.pronouns:
            return self._with_other(question, conversation)
        if "among" in question.pronouns:
            return self._carrying.among_those(question, conversation)
        if "year" in question.pronouns:
            return self._carrying.in_that_year(question, conversation)
        pointing = bool(question.pronouns - {"continuing"})
        if question.whole and "it" in question.pronouns and not self._recall.spoke_of_something(conversation):
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
        if not found and question.pronouns & GENDERS.keys() and _CITY in question.items:  # "his city"
            found = self._with_newest(Question(question.items, frozenset({"city"})), conversation)
        found = found or (self._with_thing(question, conversation) if pointing else None)
        if found and not pointing and any(ask.relation in CARDS for ask in found.match.asks):
            return None
        if found and self._is_open(question, found, conversation[0]):
            return Borrowing(Match((), found.match.asks + found.match.rivals), question.items, ())
        return found

    def lacking_gender(self, question: Question, conversation: Conversation) -> tuple[Ask, ...]:
        """What would be asked if "she" were a man that was spoken of: good for asking back."""
        if not question.pronouns & GENDERS.keys():
            return ()
        found = self.pointed_at(Question(question.items, frozenset({"person"})), conversation)
        return found.match.asks + found.match.rivals if found else ()

    def points_elsewhere(self, question: Question, asks: Sequence[Ask], conversation: Conversation) -> bool:
        """Whether a question that is whole as it stands, and asks `asks`, may yet be about something else.

        "How many people live there?" after Oujda is not about the network, and "when was he born?" never is.
        """
        if question.pronouns & {*GENDERS, "other"}:
            return "other" in question.pronouns or not any(map(self._recall.names_person, asks))
        if "among" in question.pronouns:  # "how many of them": nothing is counted among what was listed
            return bool(conversation)
        if any(self._recall.is_of_another_time(ask, conversation) for ask in asks):
            return not question.mentions
        if "year" in question.pronouns or (question.polar and question.pronouns & {"it", "they"}):
            return bool(question.mentions)  # "was it in Mexico?" is no question about Mexico
        if not conversation or question.mentions:
            return False
        own = {item.id for item in question.items if item.kind == "concept"}
        pointing = question.pronouns & {"it", "they", "there", "city", "country", "region"}
        bare = "count" in own and own <= self._patterns.anybodys
        networks = own & {"network", "learning_city"} and "they" not in question.pronouns  # "their network"
        counted = "count" in own and own <= {*self._patterns.anybodys, "city", "country"}
        counted = counted and not networks and not numbers_of(question.items)
        if counted and self._recall.told_of_event(conversation):
            return True  # "how many participants?", "how many cities?" after a conference, or who won then
        if not (pointing or bare) or networks:
            return False
        if not bare and own & self._patterns.network_alone:
            return self._recall.was_another_thing(conversation)
        kinds = {kind for pronoun in pointing for kind in KINDS.get(pronoun, MENTIONS)} or set(MENTIONS)
        for turn in conversation:
            groups = list(self._recall.named(turn.reading))
            # what only an answer named is no "it", but its country is "the country"
            told = groups if pointing & {"there", "country", "region"} else groups[::2]
            named = [m for group in told for m in group]
            if named or turn.reading.unknown:  # what was not known may be a place too: "and Rabat?"
                return any(mention.kind in kinds for mention in named) or bool(turn.reading.unknown)
            if turn.reading.asks:
                return False
        return False

    def _with_newest(self, question: Question, conversation: Conversation) -> Borrowing | None:
        own = {item.id for item in question.content if item.kind == "concept"}
        for candidates in self._recall.candidates(question.pronouns, conversation):
            kind = candidates[0].kind
            if kind == "event" and question.whole:
                continue
            if kind in own and kind not in question.pronouns and not question.pronouns & KINDS.keys():
                continue  # "a city" is not the city
            found = {
                m: self._matched(question, [m]) or self._matched(question.without({kind}), [m])
                for m in candidates
            }
            whole = {m: b for m, b in found.items() if b and (b.match.asks or b.match.rivals)}
            if len(whole) > 1 and kind == "person":
                # what one alone is known to have said is asked of that one
                known = self._recall.is_answered
                whole = {m: b for m, b in whole.items() if all(map(known, b.match.asks))} or whole
            if len({borrowing.match.asks for borrowing in whole.values()}) > 1:
                rivals = tuple(ask for borrowing in whole.values() for ask in borrowing.match.asks)
                return Borrowing(Match((), rivals), question.items, ())
            if whole:
                return next(iter(whole.values()))
        return None

    def _with_all(self, question: Question, conversation: Conversation) -> Borrowing | None:
        """ "What did they say?": all that were named together."""
        for turn in conversation:
            for kind in ("person", *PLACES):
                for group in self._recall.named(turn.reading):
                    several = [mention for mention in group if mention.kind == kind]
                    if found := self._of_several(question, several):
                        return found
        for kind in ("person", *PLACES) if not question.whole else ():  # one after the other
            groups = (group for turn in conversation for group in self._recall.named(turn.reading))
            each = dict.fromkeys(mention for group in groups for mention in group if mention.kind == kind)
            if found := self._of_several(question, list(each)[:FEW][::-1]):
                return found
        for candidates in self._recall.candidates(frozenset(), conversation):
            if len(candidates) == 1 and candidates[0].kind in ("country", "region"):
                return self._matched(question, candidates)
        return None

    def _of_several(self, question: Question, several: Sequence[Mention]) -> Borrowing | None:
        if (
            len(several) < FEW
            or _NETWORK in question.items
            or any(item.kind == several[0].kind for item in question.mentions)
        ):
            return None
        found = self._matched(question, several)
        told = found is not None and any(ask.relation in CARDS for ask in found.match.asks)
        return None if told and _ABOUT not in question.items else found

    def _with_thing(self, question: Question, conversation: Conversation) -> Borrowing | None:
        """ "Who runs it?" after the network, or the award, was spoken of."""
        if question.whole or not question.pronouns & {"it", "they"}:
            return None
        held = (turn.reading.held for turn in conversation)
        told = next((items for items in held if any(self._is_thing(item) for item in items)), ())
        if any(item.kind in MENTIONS for item in told):  # "is Oujda a learning city?" is about Oujda
            return None
        for item in filter(self._is_thing, reversed(told)):
            items = (*question.items, item)
            match = self._matcher.match(items)
            if match.asks:
                return Borrowing(match, items, (item,))
        return None

    def _is_thing(self, item: Item) -> bool:
        return item.kind == "concept" and item.id in self._patterns.things

    def _only_pointing(self, question: Question, conversation: Conversation) -> Borrowing | None:
        """ "And she?": the last question about somebody else that was named."""
        if not question.pronouns & KINDS.keys():
            return None
        for candidates in self._recall.candidates(question.pronouns, conversation):
            if len(candidates) == 1:
                item = Item(candidates[0].kind, candidates[0].id)
                return self._carrying.carried_on(Question((item,), frozenset()), conversation)
        return None

    def _with_other(self, question: Question, conversation: Conversation) -> Borrowing | None:
        """ "And the other one?": of two that were named or asked back together, the one not spoken of last."""
        if not conversation or conversation[0].status != "answer":
            return None
        other = self._recall.other(conversation)
        if other is None:
            return self._other_offered(conversation)
        completed = Question((*question.items, Item(other.kind, other.id)), question.pronouns - {"other"})
        if found := self._carrying.carried_on(completed, conversation):
            return found
        found = self._matched(Question(question.items, frozenset()), [other])
        return None if found and any(ask.relation in CARDS for ask in found.match.asks) else found

    def _other_offered(self, conversation: Conversation) -> Borrowing | None:
        """The other of two questions that were asked back, after one was picked."""
        newest = conversation[0].reading
        for earlier in conversation[1:2]:
            others = [ask for ask in earlier.offered if ask not in newest.asks]
            if earlier.status == "suggest" and len(earlier.offered) == FEW and len(others) == 1:
                instead = {
                    id_: other
                    for ask in newest.asks
                    for id_, other in zip(ask.args, others[0].args, strict=False)
                }
                items = tuple(Item(item.kind, instead.get(item.id, item.id)) for item in newest.items)
                return Borrowing(Match(tuple(others)), items, ())
        return None

    def _is_open(self, question: Question, found: Borrowing, newest: Turn) -> bool:
        """Whether what was named last, and not answered, may be what is meant now: "and Rabat?", "who runs it?"."""
        if newest.status == "answer":
            return False
        if not (newest.reading.content or newest.reading.unknown):  # "and the other one?"
            return True
        if question.pronouns & GENDERS.keys():
            # "the mayor of Fez?", which is not known: "what did he say?" is about that mayor
            return any(ask.relation in _OFFICES for ask in newest.reading.asks)
        if newest.reading.unknown and not newest.reading.mentions:
            return True
        kinds = kinds_of(question.pronouns)
        named = {
            Item(mention.kind, mention.id) for mention in newest.reading.mentions if mention.kind in kinds
        }
        return bool(named) and not named & set(found.borrowed)

    def _matched(self, question: Question, mentions: Sequence[Mention]) -> Borrowing | None:
        added: list[Item] = []
        for mention in mentions:
            added += [*([Item("boundary", "and")] if added else []), Item(mention.kind, mention.id)]
        items = (*question.items, *added)
        match = self._matcher.match(items)
        return Borrowing(match, items, tuple(added)) if match.asks or match.rivals else None
