"""What `lcn-bot check` says of a knowledge base: what is wrong, and what is legal but doubtful."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

from lcn_bot.answering.answer import Voice
from lcn_bot.answering.loading import load
from lcn_bot.answering.people import is_present
from lcn_bot.answering.questions import question
from lcn_bot.answering.reading import Ask
from lcn_bot.knowledge.knowledge import Knowledge
from lcn_bot.knowledge.model import City, Figure, Person
from lcn_bot.knowledge.problems import Problem
from lcn_bot.knowledge.records import Record, source_references
from lcn_bot.language.lacking import LanguageRecord
from lcn_bot.language.normalise import split_words
from lcn_bot.understanding.polyglot import Polyglot

_STALE = dt.timedelta(days=365)


def check(folder: Path, today: dt.date) -> tuple[list[Problem], list[Problem]]:
    """The Problems of the knowledge base in `folder`, and, if there are none, its doubts as of `today`.

    Raises KnowledgeError where there is no such folder.
    """
    knowledge, records, languages, problems, lacking = load(folder)
    if problems:
        return problems, []
    doubts = {
        *lacking,
        *_shared_names(records, languages),
        *_stale(knowledge, records, today),
        *_unused_sources(records),
        *_questions_not_understood(knowledge, records, languages),
    }
    return [], sorted(doubts)


def _shared_names(records: Sequence[Record], languages: Sequence[LanguageRecord]) -> Iterator[Problem]:
    words: dict[str, str] = {}
    for language in languages[
        :1
    ]:  # others are read by those who speak them, and their file says what is no name
        for concept, phrases in language.language.lexicon.items():
            words.update({" ".join(split_words(phrase)): f"`lexicon.{concept}`" for phrase in phrases})
        words.update({" ".join(split_words(phrase)): "`filler`" for phrase in language.language.filler})
    named: dict[str, Record] = {}
    for record in records:
        if not isinstance(record.entry, City | Person):
            continue
        for index, name in enumerate(record.entry.names):
            key = " ".join(split_words(name))
            other = named.setdefault(key, record)
            if other is not record and not (index and key != " ".join(split_words(other.entry.name))):
                yield record.problem(
                    ("names", index),
                    f"“{name}” also names `{other.entry.id}` ({other.file}); readers will be asked which they mean",
                )
            if key in words and getattr(record.entry, "gender", "") != "organisation":
                yield record.problem(
                    ("names", index),
                    f"“{name}” is also an ordinary word ({words[key]}); it is read as the word where that makes sense",
                )


def _stale(knowledge: Knowledge, records: Sequence[Record], today: dt.date) -> Iterator[Problem]:
    oldest = (today - _STALE).isoformat()
    for record in records:
        match record.entry:
            case Person(offices=(held, *_)) if is_present(knowledge, held):
                path, as_of = ("offices", 0, "as_of"), held.as_of
            case Figure(kind="number", history=history) if record.entry.asked:
                path, as_of = ("history", 0, "as_of"), history[0].as_of
            case _:
                continue
        if as_of and as_of < oldest[: len(as_of)]:
            yield record.problem(
                path, f"`as_of` {as_of} is more than a year old; look whether it still holds"
            )


def _unused_sources(records: Sequence[Record]) -> Iterator[Problem]:
    used = {source for record in records for _, source in source_references(record.raw)}
    for record in records:
        if record.kind == "sources" and record.entry.id not in used:
            yield record.problem(
                ("id",), f"no fact rests on the source `{record.entry.id}`; remove it or cite it"
            )


def _questions_not_understood(
    knowledge: Knowledge, records: Sequence[Record], languages: Sequence[LanguageRecord]
) -> Iterator[Problem]:
    """The question of a figure, topic or fact, as a button shows it, must lead to that when it is typed."""
    polyglot = Polyglot(knowledge, [record.language for record in languages])
    for record in records:
        asks = {
            "figures": [Ask("figure", (record.entry.id,))],
            "topics": [Ask("topic", (record.entry.id,))],
            "cities": [Ask("fact", (record.entry.id, fact)) for fact in getattr(record.entry, "facts", ())],
            "people": [Ask("person", (record.entry.id,))] if getattr(record.entry, "offices", ()) else [],
        }.get(record.kind, [])
        for ask in asks:
            for language in languages:
                if language.language.answered_in:
                    continue
                text = question(Voice(knowledge, language.language, languages[0].language), ask)
                if text and polyglot.reader(language.language.code).read(text).asks != (ask,):
                    yield record.problem(
                        (),
                        f"“{text}” is not understood as the question for this; widen `asked` or the lexicon",
                    )
