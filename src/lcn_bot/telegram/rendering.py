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
LONGEST_LABEL = 64
"""Characters of a button: the end of a longer one is seen on no phone."""
DATA_LIMIT = 64
"""Telegram's limit on a button's data, in bytes."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066\u2067]")
_MARK = "\ufffc"
"""Stands in a wording for what is put in later; no letter, so that it is laid out as it is."""
_DATA = re.compile(r"([a-z]{2,3}|v1):(.*)", re.DOTALL)
"""A button's data: the language of the message, so that a tap goes on in it whoever taps, and a key. Messages live for
years: those of the first version name no language, and another meaning of keys will need another beginning."""


def text_page(text: str) -> Page:
    """Plain text."""
    plain = cut(clean(text), TEXT_LIMIT)
    return Page(escape(plain), plain)


def reply_page(reply: Reply, assistant: Assistant, *, question: str = "") -> Page:
    """A reply: the question in bold if it was tapped rather than typed, the text, the sources below."""
    page = _page(question, reply.text, reply.sources, assistant, reply.language)
    offered = reply.suggestions
    if reply.status == "answer":  # where something is asked back, what is asked back is all there
        offered = tuple(each for each in offered if len(each.question) <= LONGEST_LABEL)
    return page.over(suggested(offered, reply.language))


def card_page(card: Card, assistant: Assistant, language: str) -> Page:
    """A card: its title in bold, the text, the sources below, or a list of sources."""
    page = _page(card.title, card.text, card.sources, assistant, language)
    lines = [source_page(source, assistant, language).after("• ") for source in card.listed]
    parts = [page, *lines]
    whole = Page("\n".join(p.html for p in parts), "\n".join(p.plain for p in parts))
    return whole.over(tuple(tuple(_key(of, language) for of in row) for row in card.rows))


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


def suggested(suggestions: Sequence[Suggestion], language: str) -> Rows:
    """A button for each suggestion, in a row of its own; none for what no button can hold."""
    labelled = [(clean(s.question).strip(), s.key) for s in suggestions]
    fit = [(label, key) for label, key in labelled if label and fits(key, language)]
    if len(fit) < len(labelled):
        log.error("%d suggestions have keys too long for a button", len(labelled) - len(fit))
    return tuple((_button(label, key, language),) for label, key in fit)


def button(language: str, label: str, verb: str, rest: str = "") -> InlineKeyboardButton:
    """A button below a message in a language, of which a feature hears by its verb."""
    return _button(label, f"{verb}:{rest}", language)


def fits(key: str, language: str) -> bool:
    """Whether a button can hold a key."""
    return len(f"{language}:{key}".encode()) <= DATA_LIMIT


def _button(label: str, key: str, language: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, callback_data=f"{language}:{key}")


def source_button(source: Source, label: str) -> tuple[InlineKeyboardButton, ...]:
    """A button that opens a source, if it has an https address."""
    return (InlineKeyboardButton(label, url=source.url),) if source.url.startswith("https://") else ()


def _key(of: Button, language: str) -> InlineKeyboardButton:
    if of.opens == "url":
        return InlineKeyboardButton(of.label, url=of.target)
    return button(language, of.label, of.opens, of.target)


def read_data(data: str | None) -> tuple[str, str]:
    """The language of the message below which a button with this data is, if it says so, and the button's key; no key
    if the data is not ours.
    """
    found = _DATA.fullmatch(data or "")
    return ("" if found[1] == "v1" else found[1], found[2]) if found else ("", "")


def escape(text: str) -> str:
    """Text for use in Telegram's HTML."""
    return html.escape(text, quote=False)


def clean(text: str) -> str:
    """Text that Telegram can take: no lone surrogates, no control characters but line breaks and tabs, nothing that
    turns round what follows it.
    """
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
    longest = room
    shown: list[Page] = []
    for source in sources[:MOST_SOURCES]:
        page = source_page(source, assistant, language, longest)
        if shown and units(page.plain) + 2 > room:
            break
        room -= units(page.plain) + 2
        shown.append(page)
    if not shown:
        return Page("", "")
    if left := len(sources) - len(shown):
        shown.append(text_page(assistant.say("sources_left", language, count=left)))
    # the wording is filled with a mark, so that HTML can be put in its place after escaping
    key = "telegram_source" if len(shown) == 1 else "telegram_sources_note"
    before, _, after = clean(assistant.say(key, language, sources=_MARK)).partition(_MARK)
    between = assistant.say("semicolon", language)
    marked = between.join(p.html for p in shown)
    plain = between.join(p.plain for p in shown)
    return Page(f"{escape(before)}{marked}{escape(after)}", f"{before}{plain}{after}")
