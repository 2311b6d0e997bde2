"""The ways of asking that relations, figures and topics declare, compiled so that a question is matched at once.

A pattern is a set: what a question must hold and what it may hold besides. A question matches where it holds all
of the first and nothing outside both. So a word more than was provided for is a veto, never a lower score. Sets are
kept as bits of an int: there are hundreds of patterns, and each question is held against all of them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import nsmallest
from itertools import product

from lcn_bot.knowledge.fields import SEVERAL
from lcn_bot.knowledge.knowledge import Knowledge

Held = frozenset[str]
"""What a question holds, as patterns write it: concepts, KINDS of mention, `count:city`."""

_IN_ANY = frozenset({"YEAR", *SEVERAL})
"""A year may be in every question, since an answer that does not bear it out is not given; see `Reading.numbers`.
Several of a kind are held besides one of it.
"""
_CACHED = 4096
_MOST_NEAR = 12


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way of asking."""

    relation: str
    args: tuple[str, ...]
    needs: frozenset[str]
    may: frozenset[str]
    subject: bool
    """Takes one or more subjects, which become the last arguments."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A pattern, and how far a question fits it."""

    pattern: Pattern
    subjects: frozenset[str]
    missing: frozenset[str] = frozenset()
    """What the question lacks."""
    extra: frozenset[str] = frozenset()
    """What it holds that was not provided for."""


class Patterns:
    """All ways of asking."""

    def __init__(self, knowledge: Knowledge) -> None:
        patterns = list(_declared(knowledge))
        self.countable = frozenset(
            need.partition(":")[2] for pattern in patterns for need in pattern.needs if ":" in need
        )
        self.network_alone = _group(knowledge, "network_alone")
        """Concepts that nothing but the network can be asked about: it is what "it" means beside them."""
        self.anybodys = _group(knowledge, "anybodys")
        """Concepts that any place, event or organisation can be asked about."""
        self.always = _group(knowledge, "always")
        """Concepts that change nothing."""
        self.things = _group(knowledge, "things")
        """Concepts that are things "it" may mean."""
        self.subject_concepts = frozenset(_subjects(knowledge))
        self._bits: dict[str, int] = {}
        self._subjects = self._mask(self.subject_concepts)
        self._compiled = [(p, self._mask(p.needs), self._mask(p.needs | p.may | _IN_ANY)) for p in patterns]
        self._filed = self._by_rarest_need()
        self._concepts = self._mask(need for p in patterns for need in p.needs if need.islower())
        self._fitting: dict[int, tuple[Fit, ...]] = {}
        self._near: dict[int, tuple[Fit, ...]] = {}

    def _mask(self, names: Iterable[str]) -> int:
        mask = 0
        for name in names:
            mask |= self._bits.setdefault(name, 1 << len(self._bits))
        return mask

    def _by_rarest_need(self) -> dict[int, list[int]]:
        """The places of the patterns, each by that bit of its needs which the fewest share; by 0, if it has none."""
        bits = [[bit for bit in self._bits.values() if bit & needs] for _, needs, _ in self._compiled]
        times = Counter(bit for needed in bits for bit in needed)
        filed: defaultdict[int, list[int]] = defaultdict(list)
        for place, needed in enumerate(bits):
            filed[min(needed, key=times.__getitem__, default=0)].append(place)
        return dict(filed)

    def _held(self, held: Held) -> int | None:
        """The bits of what a question holds; None where no pattern knows some of it."""
        mask = 0
        for name in held:
            bit = self._bits.get(name)
            if bit is None:
                return None
            mask |= bit
        return mask

    def _names(self, mask: int) -> frozenset[str]:
        return frozenset(name for name, bit in self._bits.items() if bit & mask)

    def fitting(self, held: Held) -> tuple[Fit, ...]:
        """The most telling patterns that a question fits; more than one where they ask for different things."""
        mask = self._held(held)
        if mask is None:
            return ()
        found = self._fitting.get(mask)
        if found is None:
            if len(self._fitting) >= _CACHED:
                self._fitting.clear()
            found = self._fitting[mask] = tuple(self._search(mask))
        return found

    def _search(self, held: int) -> Iterable[Fit]:
        best: dict[tuple[str, tuple[str, ...], int], Fit] = {}
        most = 0
        places = (place for bit, filed in self._filed.items() if bit & held or not bit for place in filed)
        for place in sorted(places):
            pattern, needs, provided = self._compiled[place]
            if needs & ~held:
                continue
            taken = 0
            extra = held & ~provided
            if pattern.subject:
                taken = extra or (held & ~needs & self._subjects)
                if not taken or taken & ~self._subjects:
                    continue
            elif extra:
                continue
            # what asks about the year in a question says more of it than what leaves it to be borne out
            telling = needs.bit_count() + taken.bit_count() + (not _IN_ANY.isdisjoint(pattern.args))
            if telling > most:
                best.clear()
                most = telling
            if telling == most:
                fit = Fit(pattern, self._names(taken) if taken else frozenset())
                best.setdefault((pattern.relation, pattern.args, taken), fit)
        return best.values()

    def near(self, held: Held) -> tuple[Fit, ...]:
        """The patterns that a question nearly fits, the nearest first: few words too many, few too few."""
        mask = self._mask(name for name in held if name in self._bits)
        found = self._near.get(mask)
        if found is None:
            if len(self._near) >= _CACHED:
                self._near.clear()
            found = self._near[mask] = tuple(self._nearest(mask))
        return found

    def _nearest(self, held: int) -> Iterator[Fit]:
        ranked: list[tuple[int, int, int, int]] = []
        for index, (pattern, needs, provided) in enumerate(self._compiled):
            taken = held & ~provided & self._subjects if pattern.subject else 0
            if not needs & held & self._concepts and not taken:
                continue
            missing = (needs & ~held).bit_count() + (pattern.subject and not taken)
            extra = (held & ~provided & ~taken).bit_count()
            ranked.append((missing + extra, missing, -needs.bit_count(), index))
        for _, _, _, index in nsmallest(_MOST_NEAR, ranked):
            pattern, needs, provided = self._compiled[index]
            taken = held & ~provided & self._subjects if pattern.subject else 0
            lacking = {"SUBJECT"} if pattern.subject and not taken else set()
            yield Fit(
                pattern,
                self._names(taken),
                self._names(needs & ~held) | lacking,
                self._names(held & ~provided & ~taken),
            )


def _group(knowledge: Knowledge, group: str) -> frozenset[str]:
    """The words that a group of relations.yaml lists."""
    held = knowledge.relations.get(group)
    return frozenset(held.may if held else ())


def _subjects(knowledge: Knowledge) -> Iterator[str]:
    for quote in knowledge.quotes.values():
        yield from quote.about
    for topic in knowledge.topics.values():
        yield from topic.about
    for city in knowledge.cities.values():
        for fact in (*city.facts.values(), *city.does):
            yield from fact.about


def _declared(knowledge: Knowledge) -> Iterator[Pattern]:
    groups = {relation.id: relation.may for relation in knowledge.relations.values() if not relation.asked}

    def spelt_out(may: Iterable[str]) -> Iterator[str]:
        for name in (*may, "+always"):
            yield from groups.get(name[1:], ()) if name.startswith("+") else [name]

    facts = sorted({fact for city in knowledge.cities.values() for fact in city.facts})
    for relation in knowledge.relations.values():
        answer = relation.answer or relation.id
        for line in relation.asked:
            for fact in facts if "FACT" in line else [""]:
                args = tuple(fact if arg == "FACT" else arg for arg in relation.args)
                yield from _compiled(line.replace("FACT", fact), answer, args, spelt_out(relation.may))
    for figure in knowledge.figures.values():
        for line in figure.asked:
            yield from _compiled(line, "figure", (figure.id,), spelt_out(figure.may))
            if figure.kind == "number":
                yield from _compiled(f"{line} YEAR", "figure", (figure.id, "YEAR"), spelt_out(figure.may))
    for topic in knowledge.topics.values():
        for line in topic.asked:
            yield from _compiled(line, "topic", (topic.id,), spelt_out(topic.may))


def _compiled(line: str, relation: str, args: tuple[str, ...], may: Iterable[str]) -> Iterator[Pattern]:
    """`mayor|lead CITY now?` -> a pattern for each choice; `count:city|member` counts either."""
    optional: set[str] = set(may)
    needed: list[list[str]] = []
    for word in line.split():
        prefix, colon, choices = word.rstrip("?").rpartition(":")
        alternatives = [prefix + colon + choice for choice in choices.split("|")]
        if word.endswith("?"):
            optional.update(alternatives)
        else:
            needed.append(alternatives)
    optional.update(one for several, one in SEVERAL.items() if any(several in choices for choices in needed))
    for choice in product(*needed):
        needs = frozenset(choice) - {"SUBJECT"}
        yield Pattern(relation, args, needs, frozenset(optional) - needs, "SUBJECT" in choice)
