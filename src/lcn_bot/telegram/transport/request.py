"""HTTP to the Bot API through aiohttp, with every odd answer made plain before the library interprets it.

The library's own HTTPXRequest takes some three times the processor's time for a call, which is most of a reply's.
"""

from __future__ import annotations

import json
import re
import ssl
from typing import TYPE_CHECKING, Any
from urllib.request import getproxies, proxy_bypass

import aiohttp
import certifi
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

from lcn_bot.telegram.transport.faults import UnreadableAnswerError

if TYPE_CHECKING:
    from telegram._utils.types import ODVInput

    from lcn_bot.telegram.transport.timing import Timing

OK, BAD_GATEWAY = 200, 502
_MOST = 1e13
"""More than any id of a chat, and any time to wait."""
KNOWN = ("text", "entities", "reply_markup", "link_preview_options", "from", "reply_to_message")
"""What we know already of a message that we have just sent: the library would build it all anew."""
_SUCCESS = re.compile(rb'\s*\{\s*"ok"\s*:\s*true\s*,\s*"result"\s*:')


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
            async with self._session.request(
                method,
                URL(url, encoded=True),
                data=_form(request_data) if request_data else None,
                timeout=timeout,
                allow_redirects=False,
            ) as answer:
                code, payload = answer.status, await answer.read()
        except TimeoutError as error:
            raise TimedOut(type(error).__name__) from error
        except (aiohttp.ClientError, OSError, ValueError, TypeError) as error:
            raise NetworkError(type(error).__name__) from error
        return (code, payload) if code == OK and _SUCCESS.match(payload) else plain_answer(code, payload)

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The one reading of an answer; see the library. Raises UnreadableAnswerError."""
        try:
            answer: dict[str, Any] = json.loads(payload)
        except (ValueError, RecursionError):
            raise UnreadableAnswerError("the answer cannot be read") from None
        if isinstance(sent := answer.get("result"), dict):
            for key in KNOWN:
                sent.pop(key, None)
        if "parameters" in answer:
            answer["parameters"] = _sound(answer["parameters"])
        return answer

    def _open(self, url: str) -> aiohttp.ClientSession:
        trusted = ssl.create_default_context(cafile=certifi.where())
        connector = aiohttp.TCPConnector(limit=self._connections, ssl=trusted)
        return aiohttp.ClientSession(connector=connector, proxy=_proxy_for(URL(url, encoded=True)))


def _sound(parameters: object) -> dict[str, float]:
    """What is as the Bot API's ResponseParameters are; the library would stumble over the rest."""
    held = parameters if isinstance(parameters, dict) else {}
    found = {key: held[key] for key in ("retry_after", "migrate_to_chat_id") if key in held}
    return {key: told for key, told in found.items() if type(told) in (int, float) and abs(told) < _MOST}


def _proxy_for(url: URL) -> str | None:
    """The proxy that the environment names for an address. (aiohttp would look it up anew for every call.)"""
    if url.host is None or proxy_bypass(url.host):
        return None
    return getproxies().get(url.scheme)


def _form(data: RequestData) -> aiohttp.FormData | aiohttp.BytesPayload:
    """A call's parameters as they are sent, with files in parts of their own."""
    if not data.contains_files:  # yarl writes it in a tenth of the time that aiohttp's own form takes
        written = URL.build(query=data.json_parameters).raw_query_string
        return aiohttp.BytesPayload(written.encode(), content_type="application/x-www-form-urlencoded")
    form = aiohttp.FormData(data.json_parameters)
    for name, (filename, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form


def plain_answer(code: int, payload: bytes) -> tuple[int, bytes]:
    """An answer in the Bot API's own form: 2xx with a result, or an error status with JSON."""
    success = 200 <= code <= 299
    try:
        answer = json.loads(payload)
    except (ValueError, RecursionError):
        if success and not payload.lstrip().startswith(b"<"):
            raise UnreadableAnswerError("the answer cannot be read") from None
        answer = None
    if not isinstance(answer, dict) or "ok" not in answer:  # so it refuses nothing, whatever its status says
        said = f"a page ({code}), not the Bot API, answered; is LCN_BOT_API_URL its address?"
        return max(code, BAD_GATEWAY), _error(said)
    if not success or (answer.get("ok") is True and "result" in answer):
        return code, payload
    told = answer.get("error_code")
    return (told if isinstance(told, int) and 400 <= told <= 599 else BAD_GATEWAY), payload


def _error(description: str) -> bytes:
    return json.dumps({"ok": False, "description": description}).encode()
