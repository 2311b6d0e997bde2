"""Reads `knowledge/languages/*.yaml`, and completes each language from the default one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from lcn_bot.knowledge.loading import LANGUAGES, read_or_note, validate, yaml_files
from lcn_bot.knowledge.problems import Problem
from lcn_bot.knowledge.records import Record
from lcn_bot.knowledge.strict_yaml import Mapping
from lcn_bot.language.forms import PLURAL_FORMS
from lcn_bot.language.lacking import LanguageRecord, lacking, misworded
from lcn_bot.language.language import Language

_COMPLETED = ("qualifiers", "why", "parts", "offices", "facts", "figures", "questions", "wording", "regions")
"""The sections of a language file in which the default language says what is lacking."""


class Languages(NamedTuple):
    """The languages of a knowledge base; to be used only if there are no Problems."""

    records: list[LanguageRecord]
    """The default language first; the others say what they lack in it."""
    problems: list[Problem]
    lacking: list[Problem]
    """What languages other than the default have no words for."""


def load_languages(folder: Path, records: Iterable[Record]) -> Languages:
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
    problems += _between(languages)
    languages.sort(key=lambda record: not record.language.default)
    entries = list(records)
    lacks: list[Problem] = []
    for place, record in enumerate(languages):
        problems += misworded(record)
        (lacks if place else problems).extend(lacking(record, entries, _included(record, languages)))
    return Languages([_completed(record, languages[0]) for record in languages], problems, lacks)


def _between(languages: Sequence[LanguageRecord]) -> Iterator[Problem]:
    """Files of one language, languages that there are none of, and more or fewer defaults than one."""
    first: dict[str, LanguageRecord] = {}
    for record in languages:
        code = record.language.code
        earlier = first.setdefault(code, record)
        if earlier is not record:
            message = f"the language `{code}` has a file already ({earlier.file}); keep one"
            yield record.problem(("code",), message)
    for record in languages:
        language = record.language
        named = {"answered_in": [language.answered_in] if language.answered_in else []}
        named |= {"or_in": list(language.or_in), "includes": list(language.includes)}
        for key, codes in named.items():
            for code in codes:
                if code not in first or code == language.code or first[code].language.answered_in:
                    message = f"`{key}` must name another language that the bot speaks, not `{code}`"
                    yield record.problem((key,), message)
    defaults = [record for record in languages if record.language.default]
    for record in defaults[1:]:
        yield record.problem(("default",), f"{defaults[0].file} is the default already; keep one")
    if not defaults and len(languages) > 1:
        yield languages[0].problem((), "of several languages one must have `default: true`; add it to one")
    for record in defaults[:1]:
        if record.language.answered_in:
            yield record.problem(("default",), "the default must be a language that the bot speaks")


def _included(record: LanguageRecord, languages: Sequence[LanguageRecord]) -> frozenset[str]:
    """The concepts that a language has words for through those which it includes."""
    included = [other.language for other in languages if other.language.code in record.language.includes]
    return frozenset(concept for language in included for concept in language.lexicon)


def _completed(record: LanguageRecord, default: LanguageRecord) -> LanguageRecord:
    """A language that says in the default language what it has no wording for."""
    if record is default:
        return record
    own, other = record.language, default.language
    sections: dict[str, Any] = {key: {**getattr(other, key), **getattr(own, key)} for key in _COMPLETED}
    forms = {f"{key}_{form}" for key in own.wording for form in PLURAL_FORMS} - own.wording.keys()
    sections["wording"] = {key: text for key, text in sections["wording"].items() if key not in forms}
    sections["examples"] = own.examples or other.examples
    return LanguageRecord(own.model_copy(update=sections), record.file, record.raw)
