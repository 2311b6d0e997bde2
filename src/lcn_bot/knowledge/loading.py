"""Reads the folder of a knowledge base into one Knowledge, or into every Problem at once.

knowledge/sources.yaml  people.yaml  figures.yaml  quotes.yaml  topics.yaml  relations.yaml
knowledge/cities/*.yaml            (any of these may be one file, or a folder of files)
knowledge/languages/*.yaml         is read by `lcn_bot.language`
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from lcn_bot.knowledge.model import (
    City,
    Entry,
    Figure,
    Knowledge,
    Person,
    Quote,
    Relation,
    Source,
    Topic,
)
from lcn_bot.knowledge.problems import KnowledgeError, Problem
from lcn_bot.knowledge.strict_yaml import Mapping, Sequence, line_of, read

KINDS: dict[str, type[Entry]] = {
    "sources": Source,
    "cities": City,
    "people": Person,
    "figures": Figure,
    "quotes": Quote,
    "topics": Topic,
    "relations": Relation,
}
LANGUAGES = "languages"

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Record:
    """One entry, and where it stands."""

    kind: str
    entry: Any
    file: str
    raw: Mapping

    def problem(self, path: tuple[str | int, ...], message: str) -> Problem:
        """A Problem with the line that `path` (keys and indexes inside the entry) leads to."""
        return Problem(self.file, line_of(self.raw, path), message)


def yaml_files(folder: Path) -> Iterator[tuple[str, Path, str]]:
    """(kind, path, name relative to `folder`) of each YAML file, in a fixed order."""
    for path in sorted([*folder.rglob("*.yaml"), *folder.rglob("*.yml")]):
        parts = path.relative_to(folder).parts
        if not any(part.startswith(".") for part in parts):
            yield parts[0] if len(parts) > 1 else path.stem, path, "/".join(parts)


def read_or_note(path: Path, name: str, problems: list[Problem]) -> Mapping | Sequence | None:
    """What a YAML file holds; None after adding what is wrong with it to `problems`."""
    try:
        return read(path, name)
    except KnowledgeError as error:
        problems += error.problems
        return None


def load_records(folder: Path) -> tuple[list[Record], list[Problem]]:
    """Every entry that could be read, and what is wrong with the others and between them.

    Raises KnowledgeError where there is no such folder.
    """
    if not folder.is_dir():
        message = "there is no such folder; name the folder that holds sources.yaml, cities/ …"
        raise KnowledgeError([Problem(str(folder), 1, message)])
    records: list[Record] = []
    problems: list[Problem] = []
    for kind, path, name in yaml_files(folder):
        if kind == LANGUAGES:
            continue
        if kind not in KINDS:
            known = ", ".join([*KINDS, LANGUAGES])
            problems.append(Problem(name, 1, f"nothing is called `{kind}`; name the file or folder {known}"))
            continue
        root = read_or_note(path, name, problems)
        if root is None:
            continue
        if not isinstance(root, Sequence):
            problems.append(
                Problem(name, 1, "the file must be a list of entries, each starting with `- id:`")
            )
            continue
        for item, line in zip(root, root.lines, strict=True):
            if not isinstance(item, Mapping):
                problems.append(Problem(name, line, "an entry must start with `- id:`"))
                continue
            entry = validate(KINDS[kind], item, name, problems)
            if entry is not None:
                records.append(Record(kind, entry, name, item))
    problems += check_between(records)
    return records, problems


def to_knowledge(records: list[Record]) -> Knowledge:
    """The Knowledge that faultless records make."""
    kinds: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
    for record in records:
        kinds[record.kind][record.entry.id] = record.entry
    return Knowledge(**kinds)


def validate(model: type[Model], raw: Mapping, file: str, problems: list[Problem]) -> Model | None:
    """`raw` as a `model`; None after adding what is wrong with it to `problems`."""
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        for fault in error.errors():
            path = tuple(step for step in fault["loc"] if step != "[key]")
            problems.append(Problem(file, line_of(raw, path), _in_words(model, fault, path)))
        return None


def _in_words(model: type[BaseModel], fault: Any, path: tuple[str | int, ...]) -> str:
    where = ".".join(str(step) for step in path)
    match fault["type"]:
        case "missing":
            return f"`{where}` is missing; add it"
        case "extra_forbidden":
            known = f"; the keys of an entry are {', '.join(model.model_fields)}" if len(path) == 1 else ""
            return f"`{where}` is not a key that is known here; correct or remove it{known}"
        case "tuple_type":
            return f"`{where}` must be a list; write it as [first, second] or as lines that start with `-`"
        case "dict_type" | "model_type":
            return f"`{where}` must be a mapping; write `key: value` lines below it"
        case "string_type":
            return f"`{where}` must be text"
        case "too_short" | "string_too_short":
            return f"`{where}` is empty; fill it in"
        case "int_parsing":
            return f"`{where}` must be a whole number without separators, like 425, not {fault['input']!r}"
        case "value_error":
            subject = f"`{where}`: " if where else ""
            return f"{subject}{fault['ctx']['error']}"
        case "string_pattern_mismatch":
            return (
                f"`{where}`: {str(fault['input'])[:60]!r} has a wrong form; {_forms(fault['ctx']['pattern'])}"
            )
        case _:
            return f"`{where}`: {fault['msg']}"


def _forms(pattern: str) -> str:
    if "https?" in pattern:
        return "a link starts with https:// and has no spaces"
    if "[A-Z]" in pattern:
        return "a country is two capital letters, like MA"
    return f"use small letters, digits, - and _ only ({pattern})"


def check_between(records: list[Record]) -> list[Problem]:
    """What is wrong between entries: ids used twice, references that lead nowhere, names claimed twice."""
    problems: list[Problem] = []
    first: dict[tuple[str, str], Record] = {}
    for record in records:
        # Cities and people share one set of ids: an office may be "of" either.
        kind = "cities or people" if record.kind in ("cities", "people") else record.kind
        earlier = first.setdefault((kind, record.entry.id), record)
        if earlier is not record:
            where = f"{earlier.file}:{line_of(earlier.raw, ('id',))}"
            problems.append(
                record.problem(("id",), f"the id `{record.entry.id}` is taken ({where}); choose another")
            )
    ids: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for record in records:
        ids[record.kind].add(record.entry.id)
    places = ids["cities"] | ids["people"]
    for record in records:
        for path, source in source_references(record.raw):
            if source not in ids["sources"]:
                problems.append(
                    record.problem(
                        path, f"no source has the id `{source}`; add it to sources.yaml or correct it"
                    )
                )
        for index, name in enumerate(getattr(record.entry, "may", ())):
            if name.startswith("+") and name[1:] not in ids["relations"]:
                message = f"no group in relations.yaml has the id `{name[1:]}`; add it or correct it"
                problems.append(record.problem(("may", index), message))
        match record.entry:
            case Person(offices=offices):
                for index, office in enumerate(offices):
                    if office.of not in places:
                        message = f"no city or organisation has the id `{office.of}`; add it or correct it"
                        problems.append(record.problem(("offices", index, "of"), message))
            case Figure(beside=beside):
                for index, figure in enumerate(beside):
                    if figure not in ids["figures"]:
                        message = f"no figure has the id `{figure}`; correct it"
                        problems.append(record.problem(("beside", index), message))
            case Quote(speaker=speaker) if speaker not in ids["people"]:
                message = f"nobody in people.yaml has the id `{speaker}`; add the person or correct it"
                problems.append(record.problem(("speaker",), message))
    return problems + _names_claimed_twice(records)


def source_references(
    raw: Any, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """(where, id) of each source that an entry names, at any depth."""
    if isinstance(raw, Mapping):
        for key, value in raw.items():
            if key == "sources" and isinstance(value, Sequence):
                for index, source in enumerate(value):
                    yield (*path, key, index), source
            else:
                yield from source_references(value, (*path, key))
    elif isinstance(raw, Sequence):
        for index, value in enumerate(raw):
            yield from source_references(value, (*path, index))


def _names_claimed_twice(records: list[Record]) -> list[Problem]:
    """Two cities of one country, or two people, under one name: most likely one of them written twice."""
    problems: list[Problem] = []
    claimed: dict[tuple[str, str], Record] = {}
    for record in records:
        if not isinstance(record.entry, City | Person):
            continue
        realm = record.entry.country if isinstance(record.entry, City) else "people"
        for index, name in enumerate(record.entry.names):
            other = claimed.setdefault((realm, name.casefold()), record)
            if other is not record:
                where = f"{other.file}:{line_of(other.raw, ('id',))}"
                message = (
                    f"the name “{name}” belongs to `{other.entry.id}` too ({where}); keep it in one place"
                )
                problems.append(record.problem(("names", index), message))
            elif index != list(map(str.casefold, record.entry.names)).index(name.casefold()):
                problems.append(
                    record.problem(("names", index), f"the name “{name}” is here twice; keep one")
                )
    return problems
