"""Reads a knowledge base with its languages, and says what of it could never be answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from lcn_bot.answering.answer import Voice
from lcn_bot.answering.answers import is_answered
from lcn_bot.answering.questions import suggestion
from lcn_bot.answering.reading import Ask
from lcn_bot.knowledge.fields import SEVERAL, terms
from lcn_bot.knowledge.knowledge import Knowledge
from lcn_bot.knowledge.loading import load_records, names_elsewhere, to_knowledge
from lcn_bot.knowledge.model import Relation
from lcn_bot.knowledge.problems import Problem
from lcn_bot.knowledge.records import Record
from lcn_bot.language.lacking import LanguageRecord, misnamed
from lcn_bot.language.loading import load_languages


class Loaded(NamedTuple):
    """What the files hold, and everything that is wrong with them; to be used only if nothing is."""

    knowledge: Knowledge
    records: list[Record]
    """The entries that the knowledge is made of, and where they stand."""
    languages: list[LanguageRecord]
    problems: list[Problem]
    lacking: list[Problem]
    """What is said in the default language, since another lacks it."""


def load(folder: Path) -> Loaded:
    """Everything in the folder of a knowledge base; raises KnowledgeError where there is no such folder."""
    records, problems = load_records(folder)
    languages, more, lacking = load_languages(folder, records)
    knowledge = to_knowledge(records, names_elsewhere(folder))
    found = {*problems, *more, *_relations_without_answer(records)}
    if not found:
        found.update(_examples_without_answer(knowledge, languages))
        found.update(problem for record in languages for problem in misnamed(record, records))
    return Loaded(knowledge, records, languages, sorted(found), lacking)


def _relations_without_answer(records: Sequence[Record]) -> Iterator[Problem]:
    for record in records:
        relation = record.entry
        if not isinstance(relation, Relation) or not relation.asked:
            continue
        name = relation.answer or relation.id
        count = sum(2 if arg in SEVERAL else 1 for arg in relation.args)
        if not is_answered(name, count):
            key = "answer" if relation.answer else "id"
            message = f"nothing called `{name}` answers {count} `args`; correct `{key}` or `args`"
            yield record.problem((key,), message)
            continue
        for index, line in enumerate(relation.asked):
            if "SUBJECT" in terms(line) and not is_answered(name, count + 1):
                message = f"`{name}` cannot be asked about a SUBJECT; remove it or correct `answer`"
                yield record.problem(("asked", index), message)


def _examples_without_answer(knowledge: Knowledge, languages: Sequence[LanguageRecord]) -> Iterator[Problem]:
    for record in languages:
        if record.language.answered_in:
            continue
        voice = Voice(knowledge, record.language, languages[0].language)
        for index, key in enumerate(record.language.examples):
            if suggestion(voice, Ask.from_key(key)) is None:
                message = f"the example `{key}` has no answer; take another, like figure:members"
                yield record.problem(("examples", index), message)
