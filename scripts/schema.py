"""Generates knowledge/schema/*.json: a JSON Schema for each kind of file, from the model. `make schema`.

Editors that know YAML (VS Code with the YAML extension, for one) complete keys and underline mistakes by the schema
that the first line of a file names. `lcn-bot check` says more: what is wrong between the entries.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from lcn_bot.knowledge.loading import KINDS, LANGUAGES
from lcn_bot.language.language import Language

FOLDER = Path(__file__).parents[1] / "knowledge" / "schema"


def schemas() -> dict[str, dict[str, Any]]:
    """The schema of each kind of file, by the name of the kind."""
    made: dict[str, dict[str, Any]] = {}
    for kind, model in KINDS.items():
        made[kind] = TypeAdapter(list[model]).json_schema()  # type: ignore[valid-type]
    made[LANGUAGES] = TypeAdapter(Language).json_schema()
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return {kind: dialect | _closed(schema) for kind, schema in made.items()}


def _closed(schema: Any) -> Any:
    """Pydantic leaves keys that fit no pattern open; the model does not."""
    match schema:
        case dict():
            held = {key: _closed(value) for key, value in schema.items()}
            return held | {"additionalProperties": False} if "patternProperties" in held else held
        case list():
            return [_closed(item) for item in schema]
    return schema


def as_text(schema: dict[str, Any]) -> str:
    """A schema as its file holds it."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def main() -> None:
    """Write them all."""
    FOLDER.mkdir(exist_ok=True)
    for kind, schema in schemas().items():
        (FOLDER / f"{kind}.json").write_text(as_text(schema), "utf-8")


if __name__ == "__main__":
    main()
