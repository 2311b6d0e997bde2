"""HTTP to the Bot API, with every odd answer made plain before the library interprets it."""

from __future__ import annotations

import json
import logging
from typing import Any

from telegram import Update
from telegram.request import HTTPXRequest

from lcn_bot.telegram.transport.faults import UnreadableAnswerError

log = logging.getLogger(__name__)

BAD_GATEWAY = 502


class Request(HTTPXRequest):
    """HTTPXRequest that knows error pages and `ok: false` under status 200.

    The library would log a whole error page, and trip over `ok: false` under a status that says success.
    """

    __slots__ = ()

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """One request; see the library."""
        return plain_answer(*await super().do_request(*args, **kwargs))


class PollRequest(Request):
    """For getUpdates: an update that the library cannot read becomes an empty one.

    The library would log the batch with everybody's messages, drop it, and be given it again for ever.
    """

    __slots__ = ()

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """One request; see the library."""
        code, payload = await super().do_request(*args, **kwargs)
        return code, (readable_updates(payload) if 200 <= code <= 299 else payload)


def plain_answer(code: int, payload: bytes) -> tuple[int, bytes]:
    """An answer in the Bot API's own form: 2xx with a result, or an error status with JSON."""
    success = 200 <= code <= 299
    try:
        answer = json.loads(payload)
    except (ValueError, RecursionError):
        if success and not payload.lstrip().startswith(b"<"):
            raise UnreadableAnswerError("the answer cannot be read") from None
        return (BAD_GATEWAY if success else code), _error("a page, not the Bot API, answered")
    if not isinstance(answer, dict):
        return (BAD_GATEWAY if success else code), _error("not an answer of the Bot API")
    if not success or (answer.get("ok") is True and "result" in answer):
        return code, payload
    told = answer.get("error_code")
    return (told if isinstance(told, int) and 400 <= told <= 599 else BAD_GATEWAY), payload


def readable_updates(payload: bytes) -> bytes:
    """getUpdates' answer with nothing in it that the library cannot read."""
    updates = json.loads(payload)["result"]
    if not isinstance(updates, list):
        return b'{"ok": true, "result": []}'
    bad = [index for index, update in enumerate(updates) if not _readable(update)]
    if not bad:
        return payload
    log.error("%d updates cannot be read and are left out", len(bad))
    for index in bad:
        number = updates[index].get("update_id") if isinstance(updates[index], dict) else None
        updates[index] = {"update_id": number} if isinstance(number, int) else None
    return json.dumps({"ok": True, "result": [update for update in updates if update]}).encode()


def _readable(update: Any) -> bool:
    try:
        return isinstance(Update.de_json(update, None).update_id, int)
    except Exception:
        return False


def _error(description: str) -> bytes:
    return json.dumps({"ok": False, "description": description}).encode()
