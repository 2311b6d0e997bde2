"""Log lines: no token at any level, no line that is two."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from lcn_bot import logs
from tests.bot_api import Fault, World
from tests.bot_api.server import TOKEN

if TYPE_CHECKING:
    from collections.abc import Iterator

SECRET = TOKEN.split(":")[1]


@pytest.fixture(params=["debug", "info", "json"])
def choice(request: pytest.FixtureRequest) -> Iterator[str]:
    """Log for real, and put everything back afterwards."""
    root, quiet = logging.getLogger(), [logging.getLogger(name) for name in logs.TALKATIVE]
    before = root.handlers[:], root.level, [logger.level for logger in quiet]
    yield str(request.param)
    root.handlers, root.level = before[0], before[1]
    for logger, level in zip(quiet, before[2], strict=True):
        logger.setLevel(level)
    logging.captureWarnings(False)


def fail(text: str) -> None:
    raise RuntimeError(text) from ValueError(text)


def test_the_token_is_in_no_log_of_a_bot_in_trouble(choice: str, capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure(choice, [TOKEN])
    with World(read=0.3) as world:
        drop, page = Fault.drop(done=True), Fault.error_page(500)
        world.server.fail("sendMessage", page, drop, Fault.too_many(0), Fault.refused(400, "Bad Request"))
        world.server.fail("getUpdates", page, drop, Fault.refused(401, "Unauthorized"))
        for _ in range(4):
            world.person().write("a private thought")
        world.person().ask("crash", **{"from": {"id": 1, "is_bot": False, "first_name": "X"}})
    written = capsys.readouterr().err
    assert "500" in written or "page" in written
    assert SECRET not in written
    if choice != "debug":
        assert "thought" not in written


def test_the_token_is_hidden_in_messages_arguments_and_tracebacks(
    choice: str, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.configure(choice, [TOKEN])
    log = logging.getLogger("x")
    other = "987654321:AAHnothingOfOursButAlikeEnough_1234"
    address = f"https://api.telegram.org/bot{TOKEN}/getMe"
    log.warning(address)
    log.warning("%s and %r", address, {"token": TOKEN, "quoted": quote(TOKEN), "other": other})
    log.warning("https://x/bot1:a/getMe bot%s", quote(other, safe=""))
    try:
        fail(address)
    except RuntimeError:
        log.exception("trouble")
        log.warning("where", stack_info=True)
    log.warning("%d of %s", TOKEN)
    logging.getLogger("httpx").info("HTTP Request: POST %s", address)
    logging.getLogger("httpcore.http11").debug("send_request_headers %s", address)
    written = capsys.readouterr().err
    assert written.count(logs.HIDDEN) >= 8
    assert "RuntimeError" in written
    for secret in (SECRET, other.split(":")[1], "bot1:a", "HTTP Request", "send_request"):
        assert secret not in written


def test_a_record_is_one_line_whatever_is_in_it(capsys: pytest.CaptureFixture[str], choice: str) -> None:
    logs.configure(choice)
    logging.getLogger("x").info("one\n2026 CRITICAL two\x1b[31m \u202e\u2028 \ud800 é 𝔘")
    try:
        fail("first\r\nsecond\x07")
    except RuntimeError:
        logging.getLogger("x").exception("trouble\n")
    lines = capsys.readouterr().err.splitlines()
    assert all(line.isprintable() for line in lines)
    if choice == "json":
        first, second = map(json.loads, lines)
        assert first["message"].startswith("one\n2026") and first["level"] == "info"
        assert second["trace"].endswith("second\x07") and second["logger"] == "x"
    else:
        assert r"one\n2026 CRITICAL two\x1b[31m \u202e\u2028 \ud800 é 𝔘" in lines[0]
        assert all(line.startswith("  ") for line in lines[2:])


def test_warnings_are_logged(capsys: pytest.CaptureFixture[str], choice: str) -> None:
    logs.configure(choice, [TOKEN])
    logging.getLogger("py.warnings").warning("%s", f"about {TOKEN}")
    assert logs.HIDDEN in capsys.readouterr().err
