"""Reads `knowledge/languages/*.yaml`, and says what a language file lacks for the knowledge there is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lcn_bot.knowledge.fields import terms
from lcn_bot.knowledge.loading import LANGUAGES, read_or_note, validate, yaml_files
from lcn_bot.knowledge.model import City, Event, Figure, Person, Quote, Region, Relation, Topic
from lcn_bot.knowledge.problems import Problem
from lcn_bot.knowledge.records import Record
from lcn_bot.knowledge.strict_yaml import Mapping, line_of
from lcn_bot.language.language import PLACEHOLDER, PLURAL_FORMS, Language
from lcn_bot.language.wordings import QUESTIONS, WORDING


@dataclass(frozen=True, slots=True)
class LanguageRecord:
    """A language, and where it stands."""

    language: Language
    file: str
    raw: Mapping

    def problem(self, path: tuple[str | int, ...], message: str) -> Problem:
        """A Problem with the line that `path` (keys) leads to."""
        return Problem(self.file, line_of(self.raw, path), message)


def load_languages(folder: Path, records: Iterable[Record]) -> tuple[list[LanguageRecord], list[Problem]]:
    """The languages of a knowledge base, and what is wrong with them or lacking in them.

    `folder` is that of the whole knowledge base, `records` are its entries.
    """
    languages: list[LanguageRecord] = []
    problems: list[Problem] = []
    for kind, path, name in yaml_files(folder):
        root = read_or_note(path, name, problems) if kind == LANGUAGES else None
        if root is None:
            continue
        if not isinstance(root, Mapping):
            problems.append(Problem(name, 1, "a language file must be a mapping that starts with `code:`"))
            continue
        language = validate(Language, root, name, problems)
        if language:
            languages.append(LanguageRecord(language, name, root))
    if not languages and not problems:
        problems.append(Problem(LANGUAGES, 1, "there is no language file; add languages/en.yaml"))
    first: dict[str, LanguageRecord] = {}
    for record in languages:
        earlier = first.setdefault(record.language.code, record)
        if earlier is not record:
            message = f"the language `{record.language.code}` has a file already ({earlier.file}); keep one"
            problems.append(record.problem(("code",), message))
    for record in languages:
        problems += _lacking(record, list(records))
    return languages, problems


def _lacking(record: LanguageRecord, entries: list[Record]) -> Iterator[Problem]:
    language = record.language
    yield from _template_problems(record, "wording", language.wording, WORDING)
    questions = {key: frozenset(names.split()) for key, names in QUESTIONS.items()}
    yield from _template_problems(record, "questions", language.questions, questions)
    yield from _placeholder_problems(record)
    for concept, user in _concepts(entries):
        if concept not in language.lexicon:
            where = f"{user.file}:{line_of(user.raw, ())}"
            yield record.problem(
                ("lexicon",), f"the concept `{concept}` ({where}) has no words here; add them"
            )
    for section, key, user in _worded(entries):
        if key not in getattr(language, section):
            where = f"{user.file}:{line_of(user.raw, ())}"
            yield record.problem((section,), f"`{key}` ({where}) has no wording here; add it")
    for entry in entries:
        for path, texts in _texts(entry.entry):
            if language.code not in texts:
                yield entry.problem(path, f"there is no text in `{language.code}` ({language.name}); add it")


def _template_problems(
    record: LanguageRecord, section: str, held: dict[str, str], wanted: dict[str, frozenset[str]]
) -> Iterator[Problem]:
    for key in wanted.keys() - held.keys():
        yield record.problem((section,), f"`{section}.{key}` is missing; add it")
    for key, template in held.items():
        base, _, form = key.rpartition("_")
        if form in PLURAL_FORMS and "count" in wanted.get(base, ()):
            yield from _unfilled(record, (section, key), template, wanted[base])
            continue
        if key not in wanted:
            yield record.problem((section, key), f"`{section}.{key}` is used nowhere; correct or remove it")
            continue
        yield from _unfilled(record, (section, key), template, wanted[key])


def _placeholder_problems(record: LanguageRecord) -> Iterator[Problem]:
    """Placeholders in the wordings of figures, offices, facts and qualifiers that nothing fills in."""
    language = record.language
    held: list[tuple[tuple[str, ...], str, str]] = []
    for key, figure in language.figures.items():
        held.append((("figures", key, "question"), figure.question, ""))
        held.append((("figures", key, "answer"), figure.answer, "number as_of"))
    for key, office in language.offices.items():
        held.append((("offices", key, "holder"), office.holder, "person place as_of"))
        held.append((("offices", key, "was"), office.was, "person place as_of"))
        held.append((("offices", key, "title"), office.title, "place"))
        held.append((("offices", key, "question"), office.question, "place"))
    held += [(("facts", key, "question"), fact.question, "city") for key, fact in language.facts.items()]
    held += [
        (("parts", key, "answer"), part.answer, "number place as_of") for key, part in language.parts.items()
    ]
    for section in ("qualifiers", "why"):
        held += [((section, key), text, "number") for key, text in getattr(language, section).items()]
    for number, template in enumerate(language.speaking):
        yield from _unfilled(record, ("speaking", number), template, frozenset({"language"}))
    for path, template, names in held:
        yield from _unfilled(record, path, template, frozenset(names.split()))


def _unfilled(
    record: LanguageRecord, path: tuple[str | int, ...], template: str, wanted: frozenset[str]
) -> Iterator[Problem]:
    for name in set(PLACEHOLDER.findall(template)) - wanted:
        known = ", ".join(f"{{{known}}}" for known in sorted(wanted)) or "none"
        where = ".".join(map(str, path))
        yield record.problem(path, f"`{where}` cannot hold {{{name}}}; the placeholders here are: {known}")


def _concepts(entries: list[Record]) -> Iterator[tuple[str, Record]]:
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


def _worded(entries: list[Record]) -> Iterator[tuple[str, str, Record]]:
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
        case Event(text=text, names=names):
            yield ("text",), text
            yield ("names",), names
        case City(facts=facts, does=does, doubt=doubt, joined=joined):
            yield from ((("facts", key, "text"), fact.text) for key, fact in facts.items())
            yield from ((("does", index, "text"), fact.text) for index, fact in enumerate(does))
            if doubt:
                yield ("doubt", "text"), doubt.text
            if joined.note:
                yield ("joined", "note"), joined.note
