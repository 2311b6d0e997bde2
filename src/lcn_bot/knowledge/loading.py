"""Reads the folder of a knowledge base into one Knowledge, or into every Problem at once.

knowledge/sources.yaml  people.yaml  figures.yaml  quotes.yaml  events.yaml  topics.yaml  regions.yaml
knowledge/relations.yaml  places.yaml (generated)
knowledge/cities/*.yaml            (any of these may be one file, or a folder of files)
knowledge/languages/*.yaml         is read by `lcn_bot.language`
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from lcn_bot.knowledge.knowledge import Knowledge
from lcn_bot.knowledge.model import (
    City,
    Entry,
    Event,
    Figure,
    Person,
    Place,
    Quote,
    Region,
    Relation,
    Source,
    Topic,
)
from lcn_bot.knowledge.problems import KnowledgeError, Problem
from lcn_bot.knowledge.records import Ids, Record, check_between
from lcn_bot.knowledge.strict_yaml import Mapping, Sequence, line_of, read

KINDS: dict[str, type[Entry]] = {
    "sources": Source,
    "cities": City,
    "places": Place,
    "regions": Region,
    "people": Person,
    "figures": Figure,
    "quotes": Quote,
    "events": Event,
    "topics": Topic,
    "relations": Relation,
}
ELSEWHERE = "elsewhere.txt"
LANGUAGES = "languages"

Model = TypeVar("Model", bound=BaseModel)


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
    ids = Ids(KINDS)
    for kind, path, name in yaml_files(folder):
        if kind == LANGUAGES:
            continue
        if kind not in KINDS:
            known = ", ".join([*KINDS, LANGUAGES])
            problems.append(Problem(name, 1, f"nothing is called `{kind}`; name the file or folder {known}"))
            continue
        root = read_or_note(path, name, problems)
        if not isinstance(root, Sequence):
            ids.unreadable(kind)
            if root is not None:
                message = "the file must be a list of entries, each starting with `- id:`"
                problems.append(Problem(name, 1, message))
            continue
        for item, line in zip(root, root.lines, strict=True):
            if not isinstance(item, Mapping):
                problems.append(Problem(name, line, "an entry must start with `- id:`"))
                continue
            ids.add(kind, item.get("id"))
            entry = validate(KINDS[kind], item, name, problems)
            if entry is not None:
                records.append(Record(kind, entry, name, item))
    problems += check_between(records, ids)
    return records, problems


def names_elsewhere(folder: Path) -> frozenset[str]:
    """The names in `elsewhere.txt`, one a line (`make places`); none, where there is no such file."""
    try:
        return frozenset((folder / ELSEWHERE).read_text("utf-8").splitlines())
    except (OSError, UnicodeDecodeError):  # it only guards against slips; the bot does without
        return frozenset()


def to_knowledge(records: list[Record], elsewhere: frozenset[str] = frozenset()) -> Knowledge:
    """The Knowledge that faultless records make, and the names of places that are no members."""
    kinds: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
    for record in records:
        kinds[record.kind][record.entry.id] = record.entry
    return Knowledge(**kinds, elsewhere=elsewhere)


def validate(model: type[Model], raw: Mapping, file: str, problems: list[Problem]) -> Model | None:
    """`raw` as a `model`; None after adding what is wrong with it to `problems`."""
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        faults = error.errors()
        for fault in faults:
            path = tuple(step for step in fault["loc"] if not str(step).startswith("["))
            inside = (
                other["loc"] for other in faults if other is not fault and len(other["loc"]) > len(path)
            )
            if fault["type"] == "too_short" and any(loc[: len(path)] == path for loc in inside):
                continue  # its items are there, and wrong
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
