"""Reads a knowledge base with its languages, and says what of it could never be answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from lcn_bot.answering.answers import Voice, answers
from lcn_bot.answering.questions import suggestion
from lcn_bot.answering.reading import Ask
from lcn_bot.knowledge.loading import load_records, to_knowledge
from lcn_bot.knowledge.model import Relation
from lcn_bot.knowledge.problems import Problem
from lcn_bot.knowledge.records import Record
from lcn_bot.language.loading import LanguageRecord, load_languages


class Loaded(NamedTuple):
    """What the files hold, and everything that is wrong with them; to be used only if nothing is."""

    records: list[Record]
    languages: list[LanguageRecord]
    problems: list[Problem]


def load(folder: Path) -> Loaded:
    """Everything in the folder of a knowledge base; raises KnowledgeError where there is no such folder."""
    records, problems = load_records(folder)
    languages, more = load_languages(folder, records)
    found = {*problems, *more, *_relations_without_answer(records)}
    if not found:
        found.update(_examples_without_answer(records, languages))
    return Loaded(records, languages, sorted(found))


def _relations_without_answer(records: Sequence[Record]) -> Iterator[Problem]:
    for record in records:
        relation = record.entry
        if not isinstance(relation, Relation) or not relation.asked:
            continue
        name = relation.answer or relation.id
        key = "answer" if relation.answer else "id"
        for index, line in enumerate(relation.asked):
            if not answers(name, len(relation.args)):
                message = (
                    f"nothing called `{name}` answers {len(relation.args)} `args`; correct `{key}` or `args`"
                )
                yield record.problem((key,), message)
                break
            if "SUBJECT" in line.split() and not answers(name, len(relation.args) + 1):
                message = f"`{name}` cannot be asked about a SUBJECT; remove it or correct `answer`"
                yield record.problem(("asked", index), message)


def _examples_without_answer(records: list[Record], languages: Sequence[LanguageRecord]) -> Iterator[Problem]:
    knowledge = to_knowledge(records)
    for record in languages:
        voice = Voice(knowledge, record.language)
        for index, key in enumerate(record.language.examples):
            if suggestion(voice, Ask.from_key(key)) is None:
                message = f"the example `{key}` has no answer; take another, like figure:members"
                yield record.problem(("examples", index), message)
