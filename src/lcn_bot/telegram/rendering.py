"""A Reply as Telegram shows it: a little HTML, its plain twin, and buttons."""

from __future__ import annotations

import html
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lcn_bot.answering.reply import Reply, Suggestion
    from lcn_bot.assistant import Assistant
    from lcn_bot.knowledge.model import Source

log = logging.getLogger(__name__)

TEXT_LIMIT = 4096
"""Telegram's limit on a message, in UTF-16 units, after the HTML is parsed."""
FOOTNOTE_LIMIT = 1500
"""Leaves most of a message to the answer, however many sources it has."""
DATA_LIMIT = 64
"""Telegram's limit on a button's data, in bytes."""
VERSION = "v1:"
"""Begins every button's data: messages live for years, and what a key means may change."""


@dataclass(frozen=True, slots=True)
class Page:
    """One message's text, twice, and its buttons (label, data), one a row."""

    html: str
    plain: str
    """What the HTML reads as; sent instead where Telegram cannot parse it. Fits TEXT_LIMIT."""
    buttons: tuple[tuple[str, str], ...] = ()

    def after(self, mark: str) -> Page:
        """The same page with a mark before it."""
        return Page(escape(mark) + self.html, mark + self.plain, self.buttons)


def text_page(text: str, suggestions: Sequence[Suggestion] = ()) -> Page:
    """Plain text, with suggestions to tap."""
    plain = cut(clean(text), TEXT_LIMIT)
    return Page(escape(plain), plain, buttons(suggestions))


def reply_page(reply: Reply, assistant: Assistant, *, question: str = "") -> Page:
    """A reply: the question in bold if it was tapped rather than typed, the text, the sources below."""
    note = _footnote(reply, assistant)
    asked = cut(clean(question), TEXT_LIMIT // 8)
    rest = TEXT_LIMIT - units(asked) - units(note.plain) - 4
    text = cut(clean(reply.text), rest)
    parts = [(f"<b>{escape(asked)}</b>", asked), (escape(text), text), (f"<i>{note.html}</i>", note.plain)]
    shown = [part for part in parts if part[1].strip()] or [("…", "…")]
    return Page(
        "\n\n".join(part[0] for part in shown),
        "\n\n".join(part[1] for part in shown),
        buttons(reply.suggestions),
    )


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


def source_page(source: Source, assistant: Assistant, language: str | None) -> Page:
    """One source in words, its title a link where it has an https address."""
    line, title = clean(assistant.source_line(source, language)), clean(source.title)
    if not source.url.startswith("https://"):
        return Page(escape(line), line)
    before, found, after = line.partition(title) if title else ("", "", "")
    linked = found or line
    link = f'<a href="{html.escape(clean(source.url))}">{escape(linked)}</a>'
    return Page(f"{escape(before)}{link}{escape(after)}" if found else link, line)


def buttons(suggestions: Sequence[Suggestion]) -> tuple[tuple[str, str], ...]:
    """A button for each suggestion."""
    made = [(clean(s.question).strip(), VERSION + s.key) for s in suggestions]
    fit = tuple((label, data) for label, data in made if label and len(data.encode()) <= DATA_LIMIT)
    if len(fit) < len(made):
        log.error("%d suggestions have keys too long for a button", len(made) - len(fit))
    return fit


def key_of(data: str | None) -> str | None:
    """The suggestion's key in a button's data, None if the data is not ours or of another version."""
    return data.removeprefix(VERSION) if data and data.startswith(VERSION) else None


def escape(text: str) -> str:
    """Text for use in Telegram's HTML."""
    return html.escape(text, quote=False)


def clean(text: str) -> str:
    """Text that Telegram can take: no lone surrogates, no control characters but line breaks and tabs."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return "".join(c for c in whole if c >= " " or c in "\n\t")


def units(text: str) -> int:
    """The text's length as Telegram counts it, in UTF-16 units."""
    return len(text) + sum(c > "\uffff" for c in text)


def cut(text: str, limit: int) -> str:
    """The text, shortened to `limit` UTF-16 units if it is longer."""
    if units(text) <= limit:
        return text
    kept = text.encode("utf-16-le")[: 2 * (limit - 1)].decode("utf-16-le", "ignore")
    return kept.rstrip() + "…"


def _footnote(reply: Reply, assistant: Assistant) -> Page:
    pages = [source_page(source, assistant, reply.language) for source in reply.sources]
    room = FOOTNOTE_LIMIT
    shown = [p for p in pages if (room := room - units(p.plain) - 2) > 0]
    if not shown:
        return Page("", "")
    # the wording is asked for with its own placeholder, so that HTML can be put in after escaping
    key = "telegram_source" if len(shown) == 1 else "telegram_sources_note"
    before, _, after = clean(assistant.say(key, reply.language, sources="{sources}")).partition("{sources}")
    marked = "; ".join(p.html for p in shown)
    plain = "; ".join(p.plain for p in shown)
    return Page(f"{escape(before)}{marked}{escape(after)}", f"{before}{plain}{after}")
