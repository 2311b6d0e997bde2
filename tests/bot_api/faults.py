"""What can go wrong between the bot and Telegram."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True)
class Fault:
    """How one call fails, and whether Telegram did what was asked before it failed."""

    name: str
    status: int = 0
    """0: no answer at all."""
    body: str = ""
    done: bool = False
    hangs: bool = False

    @classmethod
    def too_many(cls, retry_after: float) -> Self:
        body = f'{{"ok":false,"error_code":429,"description":"Too Many Requests: retry after {retry_after}",'
        return cls("429", 429, body + f'"parameters":{{"retry_after":{retry_after}}}}}')

    @classmethod
    def error_page(cls, status: int) -> Self:
        return cls(f"page {status}", status, "<html><h1>nginx is unwell</h1></html>")

    @classmethod
    def refused(cls, status: int, description: str, more: str = "") -> Self:
        return cls(
            description, status, f'{{"ok":false,"error_code":{status},"description":"{description}"{more}}}'
        )

    @classmethod
    def not_ok(cls) -> Self:
        return cls("ok:false", 200, '{"ok":false}')

    @classmethod
    def cut_off(cls) -> Self:
        return cls("cut off", 200, '{"ok":true,"resu', done=True)

    @classmethod
    def silence(cls, *, done: bool) -> Self:
        return cls("silence", done=done, hangs=True)

    @classmethod
    def drop(cls, *, done: bool) -> Self:
        return cls("drop", done=done)
