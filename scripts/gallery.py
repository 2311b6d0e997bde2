"""Draws a conversation in each language as docs/xx.svg, as it looks in Telegram. `make gallery`.

SVG, so that whoever looks at it shapes the letters and orders them: Arabic runs from right to left without any help.
"""

from __future__ import annotations

import html
import re
import textwrap
import unicodedata
from pathlib import Path

import yaml

from lcn_bot.answering.reply import Reply
from lcn_bot.assistant import Assistant

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs"
WIDTH, MARGIN, LINE, PADDING = 460, 14, 21, 11
LETTERS = 46
"""How many letters stand in a line; half as many of those that are twice as wide."""
MOST = 6
"""How many lines of a reply are drawn."""
MINE, THEIRS, SHADE = "#e1f6d2", "#ffffff", "#d5e3ec"


def picture(assistant: Assistant, language: str, questions: list[str]) -> str:
    """A chat as SVG: what is asked, what is said, where it comes from, and the first button."""
    y, shapes = MARGIN, []
    for question in questions:
        reply = assistant.ask(question, chat=f"gallery {language}", language=language)
        for lines, mine in ((_wrapped(question), True), (_lines(assistant, reply), False)):
            height = len(lines) * LINE + 2 * PADDING - 4
            shapes.append(_bubble(lines, y, height, mine=mine))
            y += height + 9
        if reply.suggestions:
            shapes.append(_button(reply.suggestions[0].question, y))
            y += LINE + 19
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{y + 4}" viewBox="0 0 {WIDTH} {y + 4}" '
        f'font-family="Noto Sans, Noto Sans Arabic, Noto Sans CJK SC, Segoe UI, Arial, sans-serif" font-size="15">'
        f'<rect width="100%" height="100%" fill="{SHADE}"/>{"".join(shapes)}</svg>\n'
    )


def _lines(assistant: Assistant, reply: Reply) -> list[tuple[str, bool]]:
    lines = _wrapped(reply.text)
    lines = lines[:MOST] + ([("…", False)] if len(lines) > MOST else [])
    for source in reply.sources[:1]:
        line = assistant.say(
            "telegram_source", reply.language, sources=assistant.source_line(source, reply.language)
        )
        lines += [(text, True) for text, _ in _wrapped(line)[:2]]
    return lines


def _wrapped(text: str) -> list[tuple[str, bool]]:
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text) > len(text) / 2
    width = LETTERS // 2 if wide else LETTERS
    return [(line, False) for part in text.split("\n") for line in textwrap.wrap(part, width) or [""]]


def _bubble(lines: list[tuple[str, bool]], y: int, height: int, *, mine: bool) -> str:
    x, width = (MARGIN + 60, WIDTH - 2 * MARGIN - 60) if mine else (MARGIN, WIDTH - 2 * MARGIN - 30)
    drawn = [
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="13" fill="{MINE if mine else THEIRS}"/>'
    ]
    rtl = _is_rtl(re.sub("\u2068[^\u2069]*\u2069", "", " ".join(line for line, _ in lines)))
    for number, (line, source) in enumerate(lines):
        at = x + width - PADDING if rtl else x + PADDING
        style = ' font-style="italic" fill="#5f7480" font-size="13"' if source else ' fill="#1c2b33"'
        drawn.append(_text(line, at, y + PADDING + 12 + number * LINE, style, rtl=rtl))
    return "".join(drawn)


def _button(label: str, y: int) -> str:
    shown = textwrap.shorten(label, LETTERS - 4, placeholder="…") if " " in label else label[: LETTERS // 2]
    drawn = f'<rect x="{MARGIN}" y="{y}" width="{WIDTH - 2 * MARGIN - 30}" height="{LINE + 10}" rx="9" fill="#9db9c9"/>'
    at = MARGIN + (WIDTH - 2 * MARGIN - 30) // 2
    return drawn + _text(
        shown, at, y + 20, ' fill="#ffffff" font-size="14" text-anchor="middle"', rtl=_is_rtl(shown)
    )


def _text(text: str, x: int, y: int, style: str, *, rtl: bool) -> str:
    direction = ' direction="rtl"' if rtl else ""
    return f'<text x="{x}" y="{y}"{style}{direction}>{html.escape(text)}</text>'


def _is_rtl(text: str) -> bool:
    first = next(
        (unicodedata.bidirectional(c) for c in text if unicodedata.bidirectional(c) in ("L", "R", "AL")), "L"
    )
    return first != "L"


def main() -> None:
    """Draw them all."""
    assistant = Assistant(ROOT / "knowledge")
    for language, questions in yaml.safe_load((ROOT / "scripts" / "gallery.yaml").read_text("utf-8")).items():
        (FOLDER / f"{language}.svg").write_text(picture(assistant, language, questions), "utf-8")


if __name__ == "__main__":
    main()
