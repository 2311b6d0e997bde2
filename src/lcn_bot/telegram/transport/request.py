"""HTTP to the Bot API through aiohttp, with every odd answer made plain before the library interprets it.

The library's own HTTPXRequest takes some three times the processor's time for a call, which is most of a reply's.
"""

from __future__ import annotations

import json
import logging
import ssl
from typing import TYPE_CHECKING, Any
from urllib.request import getproxies, proxy_bypass

import aiohttp
import certifi
from telegram import Update
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

from lcn_bot.telegram.transport.faults import UnreadableAnswerError

if TYPE_CHECKING:
    from telegram._utils.types import ODVInput

    from lcn_bot.telegram.transport.timing import Timing

log = logging.getLogger(__name__)

OK, BAD_GATEWAY = 200, 502
KNOWN_AS = ("message_id", "date", "chat", "message_thread_id")
"""What is worth knowing of a text that we have just sent."""


class Request(BaseRequest):
    """So many calls at once, each on a connection of its own, so that none waits for a slow one.

    The library would log a whole error page, and trip over `ok: false` under a status that says success.
    """

    __slots__ = ("_connections", "_session", "_timing")

    def __init__(self, timing: Timing, connections: int) -> None:
        self._timing = timing
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None

    async def initialize(self) -> None:
        """Nothing to prepare: connections are made as they are needed."""

    async def shutdown(self) -> None:
        """Close every connection."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    @property
    def read_timeout(self) -> float | None:
        """Seconds to wait for an answer."""
        return self._timing.read

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 (one for both ways)
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 (see Timing)
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 (waiting for a turn has no limit)
    ) -> tuple[int, bytes]:
        """One call; see the library. Raises NetworkError with what caused it."""
        if self._session is None:
            self._session = self._open(url)
        read = read_timeout if isinstance(read_timeout, int | float) else self._timing.read
        timeout = aiohttp.ClientTimeout(total=None, sock_connect=self._timing.connect, sock_read=read)
        try:
            form = _form(request_data)
            async with self._session.request(
                method, URL(url, encoded=True), data=form, timeout=timeout, allow_redirects=False
            ) as answer:
                code, payload = answer.status, await answer.read()
        except TimeoutError as error:
            raise TimedOut(type(error).__name__) from error
        except (aiohttp.ClientError, OSError, ValueError, TypeError) as error:
            raise NetworkError(type(error).__name__) from error
        code, payload = plain_answer(code, payload)
        return code, (_in_short(payload) if code == OK and url.endswith("/sendMessage") else payload)

    def _open(self, url: str) -> aiohttp.ClientSession:
        trusted = ssl.create_default_context(cafile=certifi.where())
        connector = aiohttp.TCPConnector(limit=self._connections, ssl=trusted)
        return aiohttp.ClientSession(connector=connector, proxy=_proxy_for(URL(url, encoded=True)))


def _proxy_for(url: URL) -> str | None:
    """The proxy that the environment names for an address. (aiohttp would look it up anew for every call.)"""
    if url.host is None or proxy_bypass(url.host):
        return None
    return getproxies().get(url.scheme)


def _in_short(payload: bytes) -> bytes:
    """The answer to sendMessage without the text, its entities and its buttons: the library would build them all anew,
    which takes a tenth of a reply's time.
    """
    answer = json.loads(payload)
    sent = answer["result"]
    if isinstance(sent, dict):
        answer["result"] = {key: sent[key] for key in KNOWN_AS if key in sent}
    return json.dumps(answer).encode()


def _form(data: RequestData | None) -> dict[str, str] | aiohttp.FormData | None:
    """A call's parameters as they are sent: a form, with files in parts of their own."""
    if data is None:
        return None
    if not data.contains_files:
        return data.json_parameters
    form = aiohttp.FormData(data.json_parameters)
    for name, (filename, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form


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
