"""The terminal's side: a Reply as a person at a terminal, or a script, sees it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Annotated, BinaryIO

from pydantic import BaseModel, Field, ValidationError
from rich.console import Console
from rich.text import Text

from lcn_bot.answering.reply import Reply, Suggestion
from lcn_bot.assistant import Assistant

_console = Console(highlight=False, soft_wrap=True)


class AskedLine(BaseModel):
    """One line of `ask --jsonl`."""

    id: str | int | None = None
    chat: str | int | None = None
    text: str
    lang: Annotated[str | None, Field(max_length=35)] = None


def answer_lines(assistant: Assistant, lines: BinaryIO, out: BinaryIO) -> None:
    """Answer JSON Lines with JSON Lines, in order, each flushed; a bad line gets an `error` line."""
    for line in lines:
        try:
            asked = AskedLine.model_validate_json(line)
        except ValidationError as error:
            out.write(_line({**_id_of(line), "error": _in_words(error)}))
        else:
            chat = None if asked.chat is None else str(asked.chat)
            reply = assistant.ask(asked.text, chat=chat, language=asked.lang)
            out.write(reply_line(reply, asked.id))
        out.flush()


def reply_line(reply: Reply, id_: str | int | None = None) -> bytes:
    """A Reply as one line of JSON."""
    return _line(
        {
            **({} if id_ is None else {"id": id_}),
            "status": reply.status,
            "language": reply.language,
            "text": reply.text,
            "sources": [source.model_dump(exclude={"note"}) for source in reply.sources],
            "suggestions": [suggestion.question for suggestion in reply.suggestions],
        }
    )


def _line(value: object) -> bytes:
    # What cannot be UTF-8 (half a character in an id) becomes the JSON escape that it came as.
    return (json.dumps(value, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")


def _id_of(line: bytes) -> dict[str, str | int]:
    """The id of a line that is JSON but no question, so that its error can be told from others."""
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    known = isinstance(asked, dict) and isinstance(asked.get("id"), str | int)
    return {"id": asked["id"]} if known else {}


def _in_words(error: ValidationError) -> str:
    fault = error.errors(include_url=False)[0]
    where = ".".join(map(str, fault["loc"]))
    return f"{where}: {fault['msg']}" if where else fault["msg"]


def show(assistant: Assistant, reply: Reply) -> None:
    """Print a Reply: the text, the suggestions, and the sources as footnotes."""
    _console.print(Text(reply.text))
    _show_suggestions(reply.suggestions)
    for source in reply.sources:
        line = assistant.source_line(source, reply.language)
        _console.print(Text(f"  — {line}{f', {source.url}' if source.url else ''}", style="dim"))


def _show_suggestions(suggestions: Iterable[Suggestion]) -> None:
    for number, suggestion in enumerate(suggestions, 1):
        _console.print(Text(f"  {number}. {suggestion.question}", style="cyan"))


def chat(assistant: Assistant) -> None:
    """Questions and replies in turn, until the end of input."""
    offered = assistant.examples()
    _console.print(Text(assistant.say("hello")))
    _show_suggestions(offered)
    while True:
        try:
            text = _console.input("\n[bold]> [/bold]").strip()
        except (EOFError, KeyboardInterrupt):
            _console.print()
            return
        if not text:
            continue
        if text.isdecimal() and 0 < int(text) <= len(offered):
            text = offered[int(text) - 1].question
            _console.print(Text(text, style="cyan"))
        reply = assistant.ask(text, chat="terminal")
        show(assistant, reply)
        offered = reply.suggestions
