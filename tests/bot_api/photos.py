"""Pictures: what Telegram keeps of one, and its limits; and a small one to send."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import Any

from tests.bot_api.calls import ViolationError

MOST_BYTES = 10 * 2**20
START, END = b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"


@dataclass(frozen=True)
class Photo:
    """A picture that was uploaded; sending it again by either file id sends the same one."""

    number: int
    data: bytes
    width: int
    height: int

    @property
    def file_ids(self) -> tuple[str, str]:
        return f"AgACAgQAAxkBAAI{self.number}s", f"AgACAgQAAxkBAAI{self.number}x"

    def sizes(self) -> list[dict[str, Any]]:
        """As PhotoSizes, the smallest first."""
        share = min(1.0, 90 / max(self.width, self.height))
        shown = [(max(1, round(self.width * share)), max(1, round(self.height * share)))]
        shown.append((self.width, self.height))
        return [
            {"file_id": name, "file_unique_id": f"AQAD{name[-6:]}", "width": width, "height": height}
            for name, (width, height) in zip(self.file_ids, shown, strict=True)
        ]


def photo_of(number: int, data: bytes) -> Photo:
    """What was uploaded, if Telegram takes it."""
    size = size_of(data)
    if size is None:
        raise ViolationError("IMAGE_PROCESS_FAILED")
    width, height = size
    if len(data) > MOST_BYTES:
        raise ViolationError("file is too big for a photo")
    if width + height > 10_000 or max(size) > 20 * min(size):
        raise ViolationError("PHOTO_INVALID_DIMENSIONS")
    return Photo(number, data, width, height)


def size_of(data: bytes) -> tuple[int, int] | None:
    """Width and height of a whole PNG, None of anything else: Telegram takes more, the bot draws no more."""
    if not (data.startswith(START) and data.endswith(END) and len(data) > 24):
        return None
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def png(width: int = 40, height: int = 30) -> bytes:
    """A black picture."""

    def chunk(kind: bytes, held: bytes) -> bytes:
        return struct.pack(">I", len(held)) + kind + held + struct.pack(">I", zlib.crc32(kind + held))

    lines = zlib.compress((b"\0" + bytes((width + 7) // 8)) * height)
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return START + chunk(b"IHDR", header) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")
