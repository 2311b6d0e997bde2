"""Pictures: what Telegram keeps of one, and its limits; and a small one to send."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.bot_api.calls import ViolationError

MOST_BYTES = 10 * 2**20
PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8"


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
    """Width and height of a PNG or JPEG, None of what is neither."""
    if data.startswith(PNG) and len(data) > 24 and data.endswith(b"IEND\xaeB`\x82"):
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    if data.startswith(JPEG) and data.endswith(b"\xff\xd9"):
        return next(_frames(data), None)
    return None


def _frames(data: bytes) -> Iterator[tuple[int, int]]:
    """The sizes that a JPEG's frame headers state."""
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], struct.unpack(">H", data[at + 2 : at + 4])[0]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            yield width, height
        at += 2 + length


def png(width: int = 40, height: int = 30) -> bytes:
    """A black picture."""

    def chunk(kind: bytes, held: bytes) -> bytes:
        return struct.pack(">I", len(held)) + kind + held + struct.pack(">I", zlib.crc32(kind + held))

    lines = zlib.compress((b"\0" + bytes((width + 7) // 8)) * height)
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return PNG + chunk(b"IHDR", header) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")
