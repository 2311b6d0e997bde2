"""What a language file lacks for the knowledge there is, and what in it nothing uses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lcn_bot.knowledge.fields import terms
from lcn_bot.knowledge.model import City, Event, Figure, Person, Quote, Region, Relation, Topic
from lcn_bot.knowledge.problems import Problem
from lcn_bot.knowledge.records import Record
from lcn_bot.knowledge.strict_yaml import Mapping, line_of
from lcn_bot.language.forms import GENDERS, PLACEHOLDER, PLACES, PLURAL_FORMS
from lcn_bot.language.language import Language
from lcn_bot.language.wordings import GENDERED, QUESTIONS, WORDING


@dataclass(frozen=True, slots=True)
class LanguageRecord:
    """A language, and where it stands."""

    language: Language
    file: str
    raw: Mapping

    def problem(self, path: tuple[str | int, ...], message: str) -> Problem:
        """A Problem with the line that `path` (keys) leads to."""
        return Problem(self.file, line_of(self.raw, path), message)


def lacking(record: LanguageRecord, entries: Sequence[Record], known: frozenset[str]) -> Iterator[Problem]:
    """What a language has no words for; `known` are the concepts that languages which it includes have words for."""
    language = record.language
    for concept, user in _concepts(entries):
        if concept not in language.lexicon and concept not in known:
            where = f"{user.file}:{line_of(user.raw, ())}"
            yield record.problem(
                ("lexicon",), f"the concept `{concept}` ({where}) has no words here; add them"
            )
    if language.answered_in:
        return
    for section, keys in (("wording", WORDING), ("questions", QUESTIONS)):
        for key in keys.keys() - getattr(language, section).keys():
            yield record.problem((section,), f"`{section}.{key}` is missing; add it")
    for section, key, user in _worded(entries):
        if key not in getattr(language, section):
            where = f"{user.file}:{line_of(user.raw, ())}"
            yield record.problem((section,), f"`{key}` ({where}) has no wording here; add it")
    for entry in entries:
        for path, texts in _texts(entry.entry):
            own = path == ("translation",) and entry.entry.language == language.code
            if language.code not in texts and not own:
                yield entry.problem(path, f"there is no text in `{language.code}` ({language.name}); add it")


def misnamed(record: LanguageRecord, entries: Sequence[Record]) -> Iterator[Problem]:
    """Names of what there is not."""
    cities = {entry.entry.id for entry in entries if entry.kind == "cities"}
    people = {entry.entry.id for entry in entries if entry.kind == "people"}
    for section, known in (("cities", cities), ("people", people), ("names", cities | people)):
        for id_ in getattr(record.language, section):
            if id_ not in known:
                message = f"there is no entry `{id_}`; correct the id, or remove the name"
                yield record.problem((section, id_), message)


def misworded(record: LanguageRecord) -> Iterator[Problem]:
    """Wordings that are used nowhere, and placeholders that nothing fills in."""
    language = record.language
    for section, wanted in (("wording", WORDING), ("questions", QUESTIONS)):
        for key, template in getattr(language, section).items():
            base, _, form = key.rpartition("_")
            counted = form in PLURAL_FORMS and "count" in wanted.get(base, ())
            gendered = form in GENDERS and base in GENDERED
            if key not in wanted and not counted and not gendered:
                yield record.problem(
                    (section, key), f"`{section}.{key}` is used nowhere; correct or remove it"
                )
                continue
            yield from _unfilled(record, (section, key), template, wanted[key if key in wanted else base])
    for path, template, names in _other_wordings(language):
        yield from _unfilled(record, path, template, frozenset(names.split()))


def _other_wordings(language: Language) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """The wordings of figures, offices, facts and the like, and the placeholders that each may use."""
    answer = {"question": "", "answer": "number as_of"}
    counted = dict.fromkeys(PLURAL_FORMS, "number as_of")
    for key, figure in language.figures.items():
        for field, text in figure.model_dump(exclude_none=True).items():
            yield (
                ("figures", key, field),
                text,
                answer.get(field) or counted.get(field.rpartition("_")[2], ""),
            )
    for key, part in language.parts.items():
        for field, text in part.model_dump(exclude_none=True).items():
            yield ("parts", key, field), text, "number place as_of"
    for key, office in language.offices.items():
        for field, text in office.model_dump(exclude_none=True).items():
            plain = field.startswith(("title", "question"))
            yield ("offices", key, field), text, "place" if plain else "person place as_of"
    for key, fact in language.facts.items():
        yield ("facts", key, "question"), fact.question, "city"
    for section in ("qualifiers", "why"):
        for key, text in getattr(language, section).items():
            yield (section, key), text, "number"
    for number, template in enumerate(language.speaking):
        yield ("speaking", number), template, "language"
    for section in ("in_place", "of_place"):
        forms = getattr(language, section)
        yield (section, "other"), forms.other, "place"
        for beginning, text in forms.begins.items():
            yield (section, "begins", beginning), text, "place rest"


def _unfilled(
    record: LanguageRecord, path: tuple[str | int, ...], template: str, wanted: frozenset[str]
) -> Iterator[Problem]:
    wanted = wanted | {f"{form}_{name}" for name in wanted & set(PLACES) for form in ("in", "of")}
    for name in set(PLACEHOLDER.findall(template)) - wanted:
        known = ", ".join(f"{{{known}}}" for known in sorted(wanted)) or "none"
        where = ".".join(map(str, path))
        yield record.problem(path, f"`{where}` cannot hold {{{name}}}; the placeholders here are: {known}")


def _concepts(entries: Sequence[Record]) -> Iterator[tuple[str, Record]]:
    """Every concept that the knowledge speaks of, once, with an entry that does."""
    seen: set[str] = set()
    for record in entries:
        used: set[str] = set()
        entry = record.entry
        if isinstance(entry, Relation | Figure | Topic):
            lines = [*entry.asked, *(word for word in entry.may if not word.startswith("+"))]
            used.update(term for line in lines for term in terms(line))
        if isinstance(entry, Quote | Topic):
            used.update(entry.about)
        if isinstance(entry, City):
            used.update(subject for fact in (*entry.facts.values(), *entry.does) for subject in fact.about)
            used.update(entry.facts)
        for concept in sorted(used - seen):
            if not concept.isupper():
                yield concept, record
        seen |= used


def _worded(entries: Sequence[Record]) -> Iterator[tuple[str, str, Record]]:
    """(section of the language file, key, entry) of everything that needs a wording of its own."""
    for record in entries:
        match record.entry:
            case Figure(id=figure, history=history, part=part):
                yield ("parts", part, record) if part else ("figures", figure, record)
                others = [other for value in history for other in value.otherwise]
                qualifiers = [value.qualifier for value in history] + [other.qualifier for other in others]
                yield from (("qualifiers", qualifier, record) for qualifier in qualifiers if qualifier)
                yield from (("why", other.why, record) for other in others if other.why != "outlier")
            case Region(id=region):
                yield "regions", region, record
            case City(facts=facts):
                yield from (("facts", fact, record) for fact in facts)
            case Person(offices=offices):
                yield from (("offices", office.office, record) for office in offices)


def _texts(entry: object) -> Iterator[tuple[tuple[str | int, ...], dict[str, Any]]]:
    """Every text that is kept per language, with the way to it."""
    match entry:
        case Topic(question=question, text=text):
            yield ("question",), question
            yield ("text",), text
        case Quote(reported=reported, context=context, translation=translation):
            if reported:
                yield ("reported",), reported
            if context:
                yield ("context",), context
            if translation:
                yield ("translation",), translation
        case Event(text=text, names=names, place=place):
            yield ("text",), text
            yield ("names",), names
            if isinstance(place, dict):
                yield ("place",), place
        case City(facts=facts, does=does, doubt=doubt, joined=joined):
            yield from ((("facts", key, "text"), fact.text) for key, fact in facts.items())
            yield from ((("does", index, "text"), fact.text) for index, fact in enumerate(does))
            if doubt:
                yield ("doubt", "text"), doubt.text
            if joined.note:
                yield ("joined", "note"), joined.note
