"""Is this call one that the Bot API knows? Answered from api.json."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

API = json.loads(Path(__file__).with_name("api.json").read_text("utf-8"))
METHODS: dict[str, dict[str, Any]] = API["methods"]
TYPES: dict[str, Any] = API["types"]


def wrong_with_call(method: str, parameters: dict[str, str]) -> list[str]:
    """What is wrong with a call whose parameters came as a form: everything is a string, objects are JSON."""
    fields = METHODS.get(method)
    if fields is None:
        return [f"unknown method {method}"]
    wrong = [f"{method}: unknown parameter {name}" for name in parameters if name not in fields]
    for name, (types, required) in fields.items():
        if name not in parameters:
            wrong += [f"{method}: {name} is missing"] if required else []
        elif not any(form_value_fits(parameters[name], t) for t in types):
            wrong.append(f"{method}: {name}={parameters[name]!r} is not {types}")
    return wrong


def form_value_fits(value: str, wanted: str) -> bool:
    match wanted:
        case "String":
            return True
        case "Integer":
            return re.fullmatch(r"-?\d+", value) is not None
        case "Boolean":
            return value in ("true", "false")
        case "Float":
            return re.fullmatch(r"-?\d+(\.\d+)?", value) is not None
        case "InputFile":
            return False
    try:
        return fits(json.loads(value), wanted)
    except ValueError:
        return False


def fits(value: Any, wanted: str) -> bool:
    if wanted.startswith("Array of "):
        return isinstance(value, list) and all(fits(v, wanted.removeprefix("Array of ")) for v in value)
    match wanted:
        case "String":
            return isinstance(value, str)
        case "Integer":
            return isinstance(value, int) and not isinstance(value, bool)
        case "Boolean":
            return isinstance(value, bool)
        case "Float":
            return isinstance(value, int | float) and not isinstance(value, bool)
    described = TYPES[wanted]
    if isinstance(described, list):
        return any(fits(value, name) for name in described)
    return (
        isinstance(value, dict)
        and all(name in described for name in value)
        and all(
            any(fits(value[name], t) for t in types) if name in value else not required
            for name, (types, required) in described.items()
        )
    )
