"""The variables of interface.md."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lcn_bot.settings import Settings, SettingsError

SECRET = "123456789:AAFD39kkdpWt3ywyRZergyOLMaJhac60qcQ"


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in os.environ:
        if name.upper().startswith("LCN_BOT_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def test_by_default_there_is_no_token_no_admin_and_the_limits_are_on() -> None:
    settings = Settings.load()
    assert (settings.token, settings.admins, settings.knowledge) == (None, frozenset(), None)
    assert settings.remember == 10
    assert (settings.api_url, settings.throttle, settings.log) == (
        "https://api.telegram.org/bot",
        True,
        "info",
    )


def test_everything_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    values = {
        "TOKEN": f" {SECRET}\n",
        "API_URL": "http://127.0.0.1:8081/bot/",
        "ADMINS": "12, 34,",
        "KNOWLEDGE": "facts",
        "REMEMBER": "2.5",
        "THROTTLE": "OFF",
        "LOG": "DEBUG",
        "STATE": "of another version",
    }
    for name, value in values.items():
        monkeypatch.setenv(f"LCN_BOT_{name}", value)
    settings = Settings.load()
    assert settings.token is not None
    assert settings.token.get_secret_value() == SECRET
    assert (settings.api_url, settings.admins) == ("http://127.0.0.1:8081/bot", frozenset({12, 34}))
    assert (settings.knowledge, settings.throttle, settings.log) == (Path("facts"), False, "debug")
    assert settings.remember == 2.5


def test_a_file_beside_the_command_is_read_and_what_is_really_set_wins(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Path(".env").write_text(
        f"LCN_BOT_TOKEN={SECRET}\nLCN_BOT_LOG=error\nLCN_BOT_ADMINS=1,2\nOTHER=x\n", "utf-8"
    )
    monkeypatch.setenv("LCN_BOT_LOG", "json")
    monkeypatch.setenv("LCN_BOT_ADMINS", "")
    settings = Settings.load()
    assert settings.token is not None
    assert (settings.log, settings.admins) == ("json", frozenset({1, 2}))


@pytest.mark.parametrize("empty", ["", "   "])
def test_an_empty_variable_is_an_unset_one(monkeypatch: pytest.MonkeyPatch, empty: str) -> None:
    for name in ("TOKEN", "API_URL", "ADMINS", "KNOWLEDGE", "THROTTLE", "LOG"):
        monkeypatch.setenv(f"LCN_BOT_{name}", empty)
    assert Settings.load() == Settings()
    assert Settings.load().model_dump() == Settings.model_construct().model_dump()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ADMINS", "somebody"),
        ("ADMINS", "1;2"),
        ("ADMINS", "-5"),
        ("THROTTLE", "maybe"),
        ("LOG", "loud"),
        ("API_URL", "127.0.0.1:8081"),
        ("API_URL", "ftp://x/bot"),
        ("TOKEN", "12345:secret value"),
        ("TOKEN", "12345:secret/../x"),
    ],
)
def test_a_bad_value_is_one_line_that_names_the_variable(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"LCN_BOT_{name}", value)
    with pytest.raises(SettingsError) as caught:
        Settings.load()
    assert str(caught.value).startswith(f"LCN_BOT_{name}: ")
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_file_that_is_not_text_is_one_line() -> None:
    Path(".env").write_bytes(b"LCN_BOT_TOKEN=\xff\xfe")
    with pytest.raises(SettingsError, match=r"^\.env: is not UTF-8 text$"):
        Settings.load()


def test_settings_never_show_the_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LCN_BOT_TOKEN", SECRET)
    settings = Settings.load()
    assert SECRET not in f"{settings!r} {settings} {settings.model_dump()} {settings.model_dump_json()}"
