"""The JSON Schemas that editors work with agree with the model."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from pydantic import ValidationError
from scripts.schema import FOLDER, as_text, schemas

from lcn_bot.knowledge.loading import KINDS, LANGUAGES, yaml_files
from lcn_bot.language.language import Language
from tests.conftest import KNOWLEDGE

SCHEMAS = schemas()
FILES = list(yaml_files(KNOWLEDGE))


class EditorLoader(yaml.BaseLoader):
    """Reads scalars as YAML 1.2 does, and so as editors do: numbers are numbers, everything else here is text."""


def _number(loader: EditorLoader, node: yaml.ScalarNode) -> object:
    return float(node.value) if "." in node.value else int(node.value)


EditorLoader.add_constructor("!number", _number)
EditorLoader.add_implicit_resolver("!number", re.compile(r"[-+]?[0-9]+(\.[0-9]+)?$"), list("-+0123456789"))


def read(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), Loader=EditorLoader)


@pytest.mark.parametrize("kind", SCHEMAS)
def test_the_schema_in_the_repository_is_that_of_the_model(kind: str) -> None:
    assert (FOLDER / f"{kind}.json").read_text("utf-8") == as_text(SCHEMAS[kind]), "run `make schema`"


@pytest.mark.parametrize("kind", SCHEMAS)
def test_each_schema_is_one(kind: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[kind])


@pytest.mark.parametrize(
    ("kind", "path"), [(kind, path) for kind, path, _ in FILES], ids=lambda value: str(value)[-30:]
)
def test_every_file_names_its_schema_and_keeps_to_it(kind: str, path: Path) -> None:
    (named,) = re.findall(r"(?m)^# yaml-language-server: \$schema=(\S+)$", path.read_text("utf-8"))
    assert (path.parent / named).resolve() == FOLDER / f"{kind}.json"
    faults = Draft202012Validator(SCHEMAS[kind]).iter_errors(read(path))
    assert not [fault.message[:200] for fault in faults]


def mutations(entry: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What editors do to an entry: a key lost, one too many, text for a list, nothing where something belongs."""
    for key in entry:
        yield {other: value for other, value in entry.items() if other != key}
        for wrong in ("", [], {}, "Some words", ["Some words"], {"en": "Some words"}, {"word": ["x"]}):
            yield {**entry, key: wrong}
        yield {**entry, f"{key}s2": "a key that nobody knows"}
        value = entry[key]
        if isinstance(value, dict):
            yield from ({**entry, key: changed} for changed in mutations(value))
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            yield from ({**entry, key: [changed, *value[1:]]} for changed in mutations(value[0]))


def as_text_only(value: Any) -> Any:
    """Every scalar as text, as our own reader gives it to the model."""
    match value:
        case dict():
            return {key: as_text_only(held) for key, held in value.items()}
        case list():
            return [as_text_only(held) for held in value]
    return str(value)


@pytest.mark.parametrize("kind", [*KINDS, LANGUAGES])
def test_schema_and_model_refuse_the_same(kind: str) -> None:
    """What the schema cannot know is left out: concepts in `asked`, and what a date or a template must be."""
    validator = Draft202012Validator(SCHEMAS[kind])
    found = [read(path) for held, path, _ in FILES if held == kind]
    entries = (
        [file for file in found if file.get("code") in ("en", "ary")]
        if kind == LANGUAGES
        else [entry for file in found[:1] for entry in file[:6]]
    )
    model = KINDS.get(kind, Language)
    for entry in entries:
        for changed in mutations(entry) if kind != LANGUAGES else _top(entry):
            try:
                model.model_validate(as_text_only(changed))
            except ValidationError as error:
                if all(fault["type"] == "value_error" for fault in error.errors()):
                    continue  # known between the keys of an entry only
                accepted = False
            else:
                accepted = True
            wrapped = changed if kind == LANGUAGES else [changed]
            assert validator.is_valid(wrapped) == accepted, changed


def _top(entry: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for key in entry:
        yield {other: value for other, value in entry.items() if other != key}
        yield {**entry, f"{key}s2": "a key that nobody knows"}
        yield {**entry, key: [[]]}
