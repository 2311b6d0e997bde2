"""Replies and cards as Telegram shows them: a little HTML, its plain twin, and buttons."""

from __future__ import annotations

import html
import logging
import re
from typing import TYPE_CHECKING

from telegram import InlineKeyboardButton

from lcn_bot.telegram.content import TEXT_LIMIT, Page, Rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lcn_bot.answering.reply import Reply, Suggestion
    from lcn_bot.assistant import Assistant
    from lcn_bot.browsing import Button, Card
    from lcn_bot.knowledge.model import Source

log = logging.getLogger(__name__)

SHORT = 600
"""Characters of a reply that a reader on a phone takes in, its sources included; lists may be longer."""
FOOTNOTE_LEAST, FOOTNOTE_MOST = 110, 260
"""Characters of it that sources get: the first is always named, and the answer is to stand out."""
MORE_SOURCES = 30
"""Characters that it takes to say where they come from and how many more there are."""
MOST_SOURCES = 3
DATA_LIMIT = 64
"""Telegram's limit on a button's data, in bytes."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")
_MARK = "\ufffc"
"""Stands in a wording for what is put in later; no letter, so that it is laid out as it is."""
VERSION = "v1:"
"""Begins every button's data: messages live for years, and what a key means may change."""


def text_page(text: str, suggestions: Sequence[Suggestion] = ()) -> Page:
    """Plain text, with suggestions to tap."""
    plain = cut(clean(text), TEXT_LIMIT)
    return Page(escape(plain), plain, suggested(suggestions))


def reply_page(reply: Reply, assistant: Assistant, *, question: str = "") -> Page:
    """A reply: the question in bold if it was tapped rather than typed, the text, the sources below."""
    page = _page(question, reply.text, reply.sources, assistant, reply.language)
    return page.above(suggested(reply.suggestions))


def card_page(card: Card, assistant: Assistant, language: str) -> Page:
    """A card: its title in bold, the text, the sources below, or a list of sources."""
    page = _page(card.title, card.text, card.sources, assistant, language)
    lines = [source_page(source, assistant, language).after("• ") for source in card.listed]
    parts = [page, *lines]
    whole = Page("\n".join(p.html for p in parts), "\n".join(p.plain for p in parts))
    return whole.above(tuple(tuple(map(_key, row)) for row in card.rows))


def caption_page(text: str, sources: Sequence[Source], assistant: Assistant, language: str) -> Page:
    """The caption of a picture, with its sources."""
    return _page("", text, sources, assistant, language)


def _page(title: str, text: str, sources: Sequence[Source], assistant: Assistant, language: str) -> Page:
    bold = cut(clean(title), TEXT_LIMIT // 8)
    note = _footnote(sources, assistant, language, SHORT - units(bold) - units(text) - 4)
    text = cut(clean(text), TEXT_LIMIT - units(bold) - units(note.plain) - 4)
    parts = [(f"<b>{escape(bold)}</b>", bold), (escape(text), text), (f"<i>{note.html}</i>", note.plain)]
    shown = [part for part in parts if part[1].strip()] or [("…", "…")]
    return Page("\n\n".join(part[0] for part in shown), "\n\n".join(part[1] for part in shown))


def list_page(title: str, lines: Iterable[Page], more: str) -> Page:
    """A title and lines below it, as many as fit; `more` holds `{count}` for how many did not."""
    shown, left = [text_page(cut(title, TEXT_LIMIT // 4))], list(lines)
    room = TEXT_LIMIT - units(shown[0].plain) - units(more) - 10
    while left and units(left[0].plain) < room:
        room -= units(left[0].plain) + 1
        shown.append(left.pop(0))
    if left:
        shown.append(text_page(more.replace("{count}", str(len(left)))))
    return Page("\n".join(p.html for p in shown), "\n".join(p.plain for p in shown))


def source_page(
    source: Source, assistant: Assistant, language: str | None, longest: int = TEXT_LIMIT
) -> Page:
    """One source in words, its title a link where it has an https address, and cut where all would be too long."""
    line, title = clean(assistant.source_line(source, language)), clean(source.title)
    if units(line) > longest:
        shorter = cut(title, max(units(title) - units(line) + longest, 20))
        line, title = line.replace(title, shorter, 1), shorter
    if not source.url.startswith("https://"):
        return Page(escape(line), line)
    before, found, after = line.partition(title) if title else ("", "", "")
    linked = found or line
    link = f'<a href="{html.escape(clean(source.url))}">{escape(linked)}</a>'
    return Page(f"{escape(before)}{link}{escape(after)}" if found else link, line)


def suggested(suggestions: Sequence[Suggestion]) -> Rows:
    """A button for each suggestion, in a row of its own."""
    made = [(clean(s.question).strip(), VERSION + s.key) for s in suggestions]
    fit = [(label, data) for label, data in made if label and len(data.encode()) <= DATA_LIMIT]
    if len(fit) < len(made):
        log.error("%d suggestions have keys too long for a button", len(made) - len(fit))
    return tuple((InlineKeyboardButton(label, callback_data=data),) for label, data in fit)


def button(label: str, verb: str, rest: str = "") -> InlineKeyboardButton:
    """A button that a feature hears of by its verb."""
    return InlineKeyboardButton(label, callback_data=f"{VERSION}{verb}:{rest}")


def source_button(source: Source, label: str) -> tuple[InlineKeyboardButton, ...]:
    """A button that opens a source, if it has an https address."""
    return (InlineKeyboardButton(label, url=source.url),) if source.url.startswith("https://") else ()


def _key(of: Button) -> InlineKeyboardButton:
    if of.opens == "url":
        return InlineKeyboardButton(of.label, url=of.target)
    return button(of.label, of.opens, of.target)


def key_of(data: str | None) -> str | None:
    """The suggestion's key in a button's data, None if the data is not ours or of another version."""
    return data.removeprefix(VERSION) if data and data.startswith(VERSION) else None


def escape(text: str) -> str:
    """Text for use in Telegram's HTML."""
    return html.escape(text, quote=False)


def clean(text: str) -> str:
    """Text that Telegram can take: no lone surrogates, no control characters but line breaks and tabs."""
    return _CONTROL.sub("", text).encode("utf-8", "replace").decode("utf-8")


def units(text: str) -> int:
    """The text's length as Telegram counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, limit: int) -> str:
    """The text, shortened to `limit` UTF-16 units if it is longer."""
    if units(text) <= limit:
        return text
    kept = text.encode("utf-16-le")[: 2 * (limit - 1)].decode("utf-16-le", "ignore")
    return kept.rstrip() + "…"


def _footnote(sources: Sequence[Source], assistant: Assistant, language: str, room: int) -> Page:
    """The first sources, as many as there is room for, and how many more there are."""
    room = min(max(FOOTNOTE_LEAST, room), FOOTNOTE_MOST) - MORE_SOURCES
    pages = [source_page(source, assistant, language, room) for source in sources]
    shown: list[Page] = []
    while pages and len(shown) < MOST_SOURCES and (not shown or units(pages[0].plain) + 2 <= room):
        room -= units(pages[0].plain) + 2
        shown.append(pages.pop(0))
    if not shown:
        return Page("", "")
    if pages:
        shown.append(text_page(assistant.say("sources_left", language, count=len(pages))))
    # the wording is filled with a mark, so that HTML can be put in its place after escaping
    key = "telegram_source" if len(shown) == 1 else "telegram_sources_note"
    before, _, after = clean(assistant.say(key, language, sources=_MARK)).partition(_MARK)
    between = assistant.say("semicolon", language)
    marked = between.join(p.html for p in shown)
    plain = between.join(p.plain for p in shown)
    return Page(f"{escape(before)}{marked}{escape(after)}", f"{before}{plain}{after}")
