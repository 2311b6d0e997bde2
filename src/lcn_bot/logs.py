"""Log lines on standard error: text or JSON, and never a secret in one."""

from __future__ import annotations

import json
import logging
import re
import sys
import time
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable

HIDDEN = "[hidden]"
TOKEN_SHAPE = re.compile(r"(?i)(?<=bot)\d+(?::|%3A)[\w-]+|(?<!\d)\d{6,}(?::|%3A)[\w-]{30,}", re.ASCII)
"""What any bot's token looks like, in an address or alone."""
TALKATIVE = ("httpx", "httpcore", "asyncio")
"""Libraries that name every address they open, which holds the token."""


def configure(choice: str, secrets: Iterable[str] = ()) -> None:
    """Send all logs to standard error; `choice` is a level's name, or `json` (level info)."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter((JsonLines if choice == "json" else TextLines)(secrets))
    logging.basicConfig(level="INFO" if choice == "json" else choice.upper(), handlers=[handler], force=True)
    logging.captureWarnings(True)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)


class TextLines(logging.Formatter):
    """One line a record; a traceback follows indented, so that nothing in it can pass for a record."""

    converter = staticmethod(time.gmtime)

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__("%(asctime)sZ %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S")
        given = [secret for secret in secrets if secret]
        self._secrets = sorted({*given, *(quote(s, safe="") for s in given)}, key=len, reverse=True)

    def redact(self, text: str) -> str:
        """The text with every secret, and everything shaped like a bot's token, hidden."""
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        return TOKEN_SHAPE.sub(HIDDEN, text)

    def format(self, record: logging.LogRecord) -> str:
        """The record as it is written."""
        line = self.formatMessage(self._filled(record))
        lines = [self.redact(line), *("  " + self.redact(part) for part in self._trace(record))]
        return "\n".join(map(_visible, lines))

    def _filled(self, record: logging.LogRecord) -> logging.LogRecord:
        try:
            record.message = record.getMessage()
        except (TypeError, ValueError):  # logging itself would print the arguments, secrets and all
            record.message = f"{record.msg} (with arguments that do not fit)"
        record.asctime = self.formatTime(record, self.datefmt)
        return record

    def _trace(self, record: logging.LogRecord) -> list[str]:
        parts = [self.formatException(record.exc_info)] if record.exc_info and record.exc_info[0] else []
        if record.stack_info:
            parts.append(self.formatStack(record.stack_info))
        return [line for part in parts for line in part.splitlines()]


class JsonLines(TextLines):
    """One JSON object a line, for machines."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as it is written."""
        self._filled(record)
        fields = {"time": f"{record.asctime}Z", "level": record.levelname.lower(), "logger": record.name}
        fields["message"] = self.redact(record.message)
        if trace := self._trace(record):
            fields["trace"] = self.redact("\n".join(trace))
        return json.dumps(fields, ensure_ascii=True)


def _visible(line: str) -> str:
    """The line with control characters spelt out, so that it stays one line and rings no bell."""
    if line.isprintable():
        return line
    return "".join(c if unicodedata.category(c) not in _UNSEEN else ascii(c)[1:-1] for c in line)


_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
