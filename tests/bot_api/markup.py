"""Telegram's HTML, stricter than Telegram: what the bot escapes too little is an error here."""

from __future__ import annotations

import html
import re
from typing import Any

KINDS = {
    "a": "text_link",
    "b": "bold",
    "blockquote": "blockquote",
    "code": "code",
    "del": "strikethrough",
    "em": "italic",
    "i": "italic",
    "ins": "underline",
    "pre": "pre",
    "s": "strikethrough",
    "span": "spoiler",
    "strike": "strikethrough",
    "strong": "bold",
    "tg-spoiler": "spoiler",
    "u": "underline",
}
"""Tags that Telegram knows, and what entity each becomes."""
TOKEN = re.compile(
    r"<(/?)([a-z-]+)((?:\s+[a-z-]+(?:=\"[^\"<>]*\")?)*)\s*>|&(lt|gt|amp|quot|#\d+);|([<>&])|([^<>&]+)"
)


class MarkupError(ValueError):
    """Text that Telegram would not parse, or that is not escaped as it should be."""


def parsed(text: str) -> str:
    """The text as a reader sees it."""
    return read(text)[0]


def read(text: str) -> tuple[str, list[dict[str, Any]]]:
    """The text as a reader sees it, and the MessageEntities in it."""
    seen = ""
    opened: list[tuple[str, dict[str, Any]]] = []
    entities: list[dict[str, Any]] = []
    for match in TOKEN.finditer(text):
        closing, tag, attributes, named, stray, plain = match.groups()
        if stray:
            raise MarkupError(f"unescaped {stray} in {text!r}")
        if tag and closing:
            if not opened or opened[-1][0] != tag:
                raise MarkupError(f"unexpected end of {tag}")
            entity = opened.pop()[1]
            entity["length"] = units(seen) - entity["offset"]
            entities += [entity] if entity["length"] else []
        elif tag:
            opened.append((tag, {"offset": units(seen)} | _entity(tag, attributes)))
        seen += html.unescape(f"&{named};") if named else plain or ""
    if opened:
        raise MarkupError(f"{opened[-1][0]} is never closed")
    return seen, sorted(entities, key=lambda e: (e["offset"], -e["length"]))


def _entity(tag: str, attributes: str) -> dict[str, Any]:
    if tag not in KINDS:
        raise MarkupError(f"unsupported tag {tag}")
    given = {
        name: html.unescape(value) for name, value in re.findall(r'([a-z-]+)(?:="([^"]*)")?', attributes)
    }
    if tag == "a":
        if not given.get("href"):
            raise MarkupError("a link without an address")
        return {"type": KINDS[tag], "url": given["href"]}
    if tag == "span" and given != {"class": "tg-spoiler"}:
        raise MarkupError("span is only for spoilers")
    return {"type": "expandable_blockquote" if "expandable" in given else KINDS[tag]}


def units(text: str) -> int:
    """Length in UTF-16 units, as Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
