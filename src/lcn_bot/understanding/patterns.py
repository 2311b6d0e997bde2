"""The ways of asking that relations, figures and topics declare, compiled so that a question is matched at once.

A pattern is a set: what a question must hold and what it may hold besides. A question matches where it holds all
of the first and nothing outside both. So a word more than was provided for is a veto, never a lower score.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from lcn_bot.answering.reading import Ask
from lcn_bot.knowledge.model import Knowledge

KINDS = frozenset({"CITY", "COUNTRY", "PERSON", "QUOTE", "FACT", "SUBJECT"})

_CACHED = 4096


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way of asking."""

    relation: str
    args: tuple[str, ...]
    needs: frozenset[str]
    may: frozenset[str]
    subject: bool
    """Takes one or more subjects, which become the last arguments."""

    def takes(self, held: frozenset[str], subjects: frozenset[str]) -> frozenset[str] | None:
        """The subjects of a question that holds `held`, or None where it is not this way of asking."""
        if not self.needs <= held:
            return None
        extra = held - self.needs - self.may
        if self.subject:
            extra = extra or (held - self.needs) & subjects
            return extra if extra and extra <= subjects else None
        return None if extra else frozenset()


class Patterns:
    """All ways of asking."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.facts = frozenset(fact for city in knowledge.cities.values() for fact in city.facts)
        self.subjects = frozenset(_subjects(knowledge))
        self._patterns = list(_declared(knowledge))
        self.concepts = frozenset(
            part for pattern in self._patterns for need in pattern.needs | pattern.may for part in need.split(":")
        )
        self.countable = frozenset(
            need.partition(":")[2]
            for pattern in self._patterns
            for need in pattern.needs
            if need.startswith(("count:", "number:"))
        )
        self._found: dict[frozenset[str], tuple[tuple[Pattern, frozenset[str]], ...]] = {}

    def __iter__(self) -> Iterator[Pattern]:
        return iter(self._patterns)

    def matching(self, held: frozenset[str]) -> tuple[tuple[Pattern, frozenset[str]], ...]:
        """The most telling patterns for what a question holds, each with the subjects it takes.

        More than one only where they ask for different things with equal right.
        """
        found = self._found.get(held)
        if found is None:
            found = tuple(self._search(held))
            if len(self._found) >= _CACHED:
                self._found.clear()
            self._found[held] = found
        return found

    def near(self, held: frozenset[str]) -> list[Near]:
        """The patterns that share something telling with what a question holds, the nearest first."""
        found = []
        for pattern in self._patterns:
            shared = pattern.needs & held
            if not any(need.islower() for need in shared) and not (pattern.subject and held & self.subjects):
                continue
            extra = held - pattern.needs - pattern.may
            subjects = extra & self.subjects if pattern.subject else frozenset()
            missing = pattern.needs - held
            if pattern.subject and not subjects:
                missing |= {"SUBJECT"}
            found.append(Near(pattern, subjects, missing, extra - subjects))
        return sorted(found, key=lambda near: (len(near.missing) + len(near.extra), len(near.missing), -len(near.pattern.needs)))

    def _search(self, held: frozenset[str]) -> Iterable[tuple[Pattern, frozenset[str]]]:
        best: dict[tuple[str, tuple[str, ...], frozenset[str]], tuple[Pattern, frozenset[str]]] = {}
        most = 0
        for pattern in self._patterns:
            subjects = pattern.takes(held, self.subjects)
            if subjects is None:
                continue
            telling = len(pattern.needs) + len(subjects)
            if telling > most:
                best.clear()
                most = telling
            if telling == most:
                best.setdefault((pattern.relation, pattern.args, subjects), (pattern, subjects))
        return best.values()


@dataclass(frozen=True, slots=True)
class Near:
    """A pattern that a question all but fits."""

    pattern: Pattern
    subjects: frozenset[str]
    missing: frozenset[str]
    """What it lacks."""
    extra: frozenset[str]
    """What it holds that was not provided for."""


def _subjects(knowledge: Knowledge) -> Iterator[str]:
    for quote in knowledge.quotes.values():
        yield from quote.about
    for topic in knowledge.topics.values():
        yield from topic.about
    for city in knowledge.cities.values():
        for fact in city.facts.values():
            yield from fact.about


def _declared(knowledge: Knowledge) -> Iterator[Pattern]:
    always = frozenset(knowledge.relations["always"].may) if "always" in knowledge.relations else frozenset()
    facts = {fact for city in knowledge.cities.values() for fact in city.facts}
    for relation in knowledge.relations.values():
        if relation.id == "always":
            continue
        for line in relation.asked:
            for fact in facts if "FACT" in line else [""]:
                args = tuple(fact if arg == "FACT" else arg for arg in relation.args)
                yield from _compiled(line.replace("FACT", fact), relation.answer or relation.id, args, relation.may, always)
    for figure in knowledge.figures.values():
        for line in figure.asked:
            yield from _compiled(line, "figure", (figure.id,), figure.may, always)
    for topic in knowledge.topics.values():
        for line in topic.asked:
            yield from _compiled(line, "topic", (topic.id,), topic.may, always)


def _compiled(
    line: str, relation: str, args: tuple[str, ...], may: Iterable[str], always: frozenset[str]
) -> Iterator[Pattern]:
    """`mayor|lead CITY now?` -> a pattern for each choice; `count:city|member` counts either."""
    words = line.split()
    optional = {choice for word in words if word.endswith("?") for choice in word[:-1].split("|")}
    needed = []
    for word in words:
        prefix, colon, choices = word.rpartition(":")
        if not word.endswith("?"):
            needed.append([prefix + colon + choice for choice in choices.split("|")])
    for choice in product(*needed):
        needs = frozenset(choice) - {"SUBJECT"}
        yield Pattern(relation, args, needs, frozenset(may) | optional | always, "SUBJECT" in choice)


def words_of(line: str) -> set[str]:
    """The concepts and kinds that one line of `asked` names."""
    return {word for word in re.split(r"[\s|:]+", line.replace("?", "")) if word}
