"""What the surroundings say: environment variables, and a `.env` file beside the command."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from lcn_bot.conversations import MINUTES

PREFIX = "LCN_BOT_"
LOG_CHOICES = ("debug", "info", "warning", "error", "critical", "json")


class SettingsError(Exception):
    """A variable that cannot be used; the text is one line that names it, never its value if secret."""


class Settings(BaseSettings):
    """The variables of interface.md. Unknown `LCN_BOT_*` are ignored, an empty one counts as unset."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        str_strip_whitespace=True,
        hide_input_in_errors=True,
    )

    token: SecretStr | None = None
    """The bot's Telegram token."""
    api_url: str = "https://api.telegram.org/bot"
    """Base address of the Bot API server, as python-telegram-bot's `base_url`."""
    admins: Annotated[frozenset[int], NoDecode] = frozenset()
    """Telegram user ids of those who may administer."""
    knowledge: Path | None = None
    """Folder of the knowledge base; None: let the caller find it."""
    remember: Annotated[float, Field(ge=0, le=1440)] = MINUTES
    """How many minutes after a question the next one may borrow from it; 0: never."""
    state: str | None = None
    """SQLAlchemy URL or folder for what the bot remembers; None: the user's state folder."""
    throttle: bool = True
    """Whether the bot limits its own sending and its askers."""
    log: str = "info"
    """A log level, or `json` for one JSON object a line."""

    @classmethod
    def load(cls) -> Self:
        """Read the environment; raises SettingsError with one line for each bad variable."""
        try:
            return cls()
        except ValidationError as error:
            lines = [f"{PREFIX}{str(e['loc'][0]).upper()}: {_plain(e['msg'])}" for e in error.errors()]
            raise SettingsError("\n".join(lines)) from None
        except UnicodeDecodeError:
            raise SettingsError(".env: is not UTF-8 text") from None

    @model_validator(mode="before")
    @classmethod
    def _blank_is_unset(cls, values: dict[str, object]) -> dict[str, object]:
        return {k: v for k, v in values.items() if not (isinstance(v, str) and not v.strip())}

    @field_validator("token", mode="after")
    @classmethod
    def _token_fits_an_address(cls, token: SecretStr | None) -> SecretStr | None:
        if token is None:
            return None
        secret = token.get_secret_value().strip()
        if not re.fullmatch(r"[\w:.-]+", secret, re.ASCII):
            raise ValueError("does not look like a token; @BotFather gives one like 123456:AbC-dEf")
        return SecretStr(secret)

    @field_validator("api_url", mode="after")
    @classmethod
    def _api_url_is_an_address(cls, url: str) -> str:
        if not re.fullmatch(r"https?://[^\s/?#]+[^\s?#]*", url):
            raise ValueError("must be an http or https address like http://127.0.0.1:8081/bot")
        return url.rstrip("/")

    @field_validator("admins", mode="before")
    @classmethod
    def _admins_are_numbers(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        ids = [part.strip() for part in value.split(",") if part.strip()]
        if not all(re.fullmatch(r"[0-9]{1,19}", part) for part in ids):
            raise ValueError("must be Telegram user ids (numbers, not @names) with commas between them")
        return frozenset(map(int, ids))

    @field_validator("throttle", mode="before")
    @classmethod
    def _throttle_is_on_or_off(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        switch = {"on": True, "off": False}.get(value.strip().lower())
        if switch is None:
            raise ValueError("must be on or off")
        return switch

    @field_validator("log", mode="after")
    @classmethod
    def _log_is_known(cls, value: str) -> str:
        if value.lower() not in LOG_CHOICES:
            raise ValueError(f"must be one of {', '.join(LOG_CHOICES)}")
        return value.lower()


def _plain(message: str) -> str:
    return " ".join(message.removeprefix("Value error, ").split())
