"""Is this call one that the Bot API knows, and this answer one that it gives? Answered from api.json."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from pathlib import Path
from typing import Any

from tests.bot_api.markup import units

API = json.loads(Path(__file__).with_name("api.json").read_text("utf-8"))
METHODS: dict[str, dict[str, Any]] = API["methods"]
RETURNS: dict[str, list[str]] = API["returns"]
TYPES: dict[str, Any] = API["types"]
NUMBERS = {"Integer": r"-?\d+", "Float": r"-?\d+(\.\d+)?(e-?\d+)?"}


def wrong_with_call(method: str, parameters: dict[str, str], files: Collection[str] = ()) -> list[str]:
    """What is wrong with a call whose parameters came as a form: everything is a string, objects are JSON.

    `files` are the names of what was uploaded with it: each the value of a parameter, or attached to one.
    """
    fields = METHODS.get(method)
    if fields is None:
        return [f"unknown method {method}"]
    wrong = [f"{method}: unknown parameter {name}" for name in parameters if name not in fields]
    attached: set[str] = set()
    for name, (types, required, *limit) in fields.items():
        if "InputFile" in types and name in files:
            attached.add(name)
        elif name in parameters:
            wrong += filter(None, [wrong_with_value(parameters[name], types, limit, f"{method}: {name}")])
            if any(t.startswith("Input") for t in types):
                attached.update(re.findall(r"attach://([\w.-]+)", parameters[name]))
        elif required:
            wrong.append(f"{method}: {name} is missing")
    wrong += [f"{method}: nothing refers to the file {name}" for name in files if name not in attached]
    wrong += [f"{method}: the attached file {name} is missing" for name in attached - {*files}]
    return wrong


def wrong_with_answer(method: str, result: Any) -> str:
    """What is wrong with what the server answers: this would be an error of the double itself."""
    return misfit(result, RETURNS[method], [], f"{method}'s answer")


def wrong_with_update(update: Any) -> str:
    """What is wrong with an update."""
    return misfit(update, ["Update"], [], "the update")


def wrong_with_value(value: str, types: list[str], limit: list[Any], where: str) -> str:
    """What is wrong with a parameter's value in a form."""
    return first_or_none(_wrong_in_form(value, wanted, limit, where) for wanted in types)


def misfit(value: Any, types: list[str], limit: list[Any], where: str) -> str:
    """What is wrong with a value that is to be of one of the types; nothing: an empty string."""
    return first_or_none(_misfit(value, wanted, where) or beyond(value, limit, where) for wanted in types)


def first_or_none(troubles: Any) -> str:
    """Nothing where a type has nothing to object, else the longest objection: what was meant comes farthest."""
    found = list(troubles)
    return max(found, key=len) if all(found) else ""


def beyond(value: Any, limit: list[Any], where: str) -> str:
    """In what a value goes beyond the limit that its description sets."""
    for kind, bounds in limit[0].items() if limit else ():
        match kind:
            case "among" if value in bounds:
                continue
            case "among":
                return f"{where}={brief(value)} is none of {brief(bounds)}"
            case "characters":
                size = units(value)
            case "bytes":
                size = len(value.encode("utf-8", "surrogatepass"))
            case "items":
                size = len(value)
            case "between":
                size = value
        if not bounds[0] <= size <= bounds[1]:
            return f"{where}={brief(value)}: {kind} {bounds[0]} to {bounds[1]} are allowed, not {size:g}"
    return ""


def brief(value: Any) -> str:
    """A value as an objection names it."""
    told = repr(value)
    return told if len(told) < 100 else f"{told[:99]}…"


def _wrong_in_form(value: str, wanted: str, limit: list[Any], where: str) -> str:
    read: Any = value
    if wanted in NUMBERS:
        if not re.fullmatch(NUMBERS[wanted], value):
            return f"{where}={brief(value)} is no {wanted}"
        read = float(value)
    elif wanted == "InputFile":
        return f"{where} is no file"
    elif wanted != "String":
        try:
            read = json.loads(value)
        except ValueError:
            return f"{where}={brief(value)} is no {wanted}"
        if trouble := _misfit(read, wanted, where):
            return trouble
    return beyond(read, limit, where)


def _misfit(value: Any, wanted: str, where: str) -> str:
    if wanted.startswith("Array of "):
        if not isinstance(value, list):
            return f"{where}={brief(value)} is no {wanted}"
        inner = wanted.removeprefix("Array of ")
        return next(filter(None, (_misfit(v, inner, f"{where}[{i}]") for i, v in enumerate(value))), "")
    match wanted:
        case "String":
            fits = isinstance(value, str)
        case "Integer":
            fits = isinstance(value, int) and not isinstance(value, bool)
        case "Boolean":
            fits = isinstance(value, bool)
        case "Float":
            fits = isinstance(value, int | float) and not isinstance(value, bool)
        case _:
            return _misfit_of_object(value, wanted, where)
    return "" if fits else f"{where}={brief(value)} is no {wanted}"


def _misfit_of_object(value: Any, wanted: str, where: str) -> str:
    described = TYPES.get(wanted)
    if described is None:
        return f"{where}: {wanted} is left out of api.json"
    if not isinstance(value, dict):
        return f"{where}={brief(value)} is no {wanted}"
    if isinstance(described, list):
        meant = [name for name in described if _is_of_kind(value, name)]
        if not meant:
            return f"{where}={brief(value)} is no {wanted}"
        return first_or_none(_misfit(value, name, where) for name in meant)
    for name in value:
        if name not in described:
            return f"{where}: {wanted} has no {name}"
    for name, (types, required, *limit) in described.items():
        if name in value:
            if trouble := misfit(value[name], types, limit, f"{where}.{name}"):
                return trouble
        elif required:
            return f"{where}: {wanted} lacks {name}"
    return ""


def _is_of_kind(value: dict[str, Any], name: str) -> bool:
    """Does an object say of itself (by its `type` or `status`) that it is of this type?"""
    if isinstance(TYPES[name], list):
        return True
    kinds = {
        field: limit[0]["among"]
        for field, (_, _, *limit) in TYPES[name].items()
        if limit and "among" in limit[0]
    }
    return all(value.get(field) in among for field, among in kinds.items() if len(among) == 1)
