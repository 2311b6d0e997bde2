"""Telegram's HTML, stricter than Telegram: what the bot escapes too little is an error here."""

from __future__ import annotations

import html
import re

TAGS = frozenset(
    [
        "a",
        "b",
        "blockquote",
        "code",
        "del",
        "em",
        "i",
        "ins",
        "pre",
        "s",
        "span",
        "strike",
        "strong",
        "tg-emoji",
        "tg-spoiler",
        "u",
    ]
)
TOKEN = re.compile(
    r"<(/?)([a-z-]+)((?:\s+[a-z-]+(?:=\"[^\"<>]*\")?)*)\s*>|&(lt|gt|amp|quot|#\d+);|([<>&])|([^<>&]+)"
)


class MarkupError(ValueError):
    """Text that Telegram would not parse, or that is not escaped as it should be."""


def parsed(text: str) -> str:
    """The text as a reader sees it."""
    seen: list[str] = []
    opened: list[str] = []
    for match in TOKEN.finditer(text):
        closing, tag, _attributes, entity, stray, plain = match.groups()
        if stray:
            raise MarkupError(f"unescaped {stray} in {text!r}")
        if tag and tag not in TAGS:
            raise MarkupError(f"unsupported tag {tag}")
        if tag and closing:
            if not opened or opened.pop() != tag:
                raise MarkupError(f"unexpected end of {tag}")
        elif tag:
            opened.append(tag)
        seen.append(html.unescape(f"&{entity};") if entity else plain or "")
    if opened:
        raise MarkupError(f"{opened[-1]} is never closed")
    return "".join(seen)


def units(text: str) -> int:
    """Length in UTF-16 units, as Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
