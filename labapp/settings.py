"""Settings.from_env(): the only reader of the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

Mode = Literal["eventlet", "gevent", "threading"]
Transport = Literal["lean", "stock"]
MODES: tuple[Mode, ...] = ("eventlet", "gevent", "threading")
TRANSPORTS: tuple[Transport, ...] = ("lean", "stock")
Choice = TypeVar("Choice", bound=str)
LEAST_KEY = 32  # characters of a secret key that somebody sets by hand


class SettingsError(Exception):
    """A setting that cannot be used, in words for the person who runs the server."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Everything a server can be told from outside.

    `base_url` is what links and QR codes carry ("" = found out at start); `secret_key` signs
    cookies ("" = made on first start and kept in `home`); `trusted_proxies` is how many proxies
    stand in front; `transport` is how news goes out; `tick` is the shortest time in seconds between
    two pieces of news to the same screens (0 = at once, for tests).
    """

    home: Path = Path("instance")
    base_url: str = ""
    secret_key: str = ""
    database_url: str = ""
    trusted_proxies: int = 0
    async_mode: Mode = "eventlet"
    transport: Transport = "lean"
    timezone: str = "Europe/Stockholm"
    host: str = ""
    port: int = 5000
    tick: float = 0.1

    @classmethod
    def from_env(cls, env: Mapping[str, str] = os.environ, home: str = "instance") -> "Settings":
        """Read the environment; raises `SettingsError` with words that say what to do.

        `home` is the folder where nothing is said of one.
        """
        settings = cls(
            home=Path(env.get("LABAPP_HOME") or home).absolute(),
            base_url=env.get("LABAPP_BASE_URL", "").rstrip("/"),
            secret_key=env.get("LABAPP_SECRET_KEY", ""),
            database_url=env.get("DATABASE_URL", ""),
            trusted_proxies=_whole_number(env, "LABAPP_TRUSTED_PROXIES", 0),
            async_mode=_one_of(env, "LABAPP_ASYNC_MODE", MODES),
            transport=_one_of(env, "LABAPP_TRANSPORT", TRANSPORTS),
            timezone=env.get("LABAPP_TIMEZONE") or "Europe/Stockholm",
            host=env.get("HOST", ""),
            port=_whole_number(env, "PORT", 5000),
        )
        _check(settings, env)
        return settings

    @property
    def database(self) -> str:
        """The database as SQLAlchemy wants it."""
        return self.database_url or f"sqlite:///{self.home / 'labapp.db'}"

    @property
    def behind_tls(self) -> bool:
        """Whether residents reach us by https: then cookies are `__Host-` and `Secure`."""
        return self.base_url.startswith("https://")


def secret(name: str, env: Mapping[str, str] = os.environ) -> str:
    """A password that a person put into a variable of their own naming; "" when it is not set."""
    return env.get(name, "")


def _whole_number(env: Mapping[str, str], name: str, default: int) -> int:
    text = env.get(name) or str(default)
    if not text.isascii() or not text.isdigit():
        message = f"{name} must be a whole number, not {text!r}."
        raise SettingsError(message)
    return int(text)


def _one_of(env: Mapping[str, str], name: str, choices: tuple[Choice, ...]) -> Choice:
    """What was chosen; the first where nothing was said."""
    wanted = env.get(name) or choices[0]
    for choice in choices:
        if choice == wanted:
            return choice
    message = f"{name} must be one of {', '.join(choices)}."
    raise SettingsError(message)


def _check(settings: Settings, env: Mapping[str, str]) -> None:
    if settings.secret_key and len(settings.secret_key) < LEAST_KEY:
        message = (
            f"LABAPP_SECRET_KEY is too short: use at least {LEAST_KEY} random characters, or leave"
            " it out and labapp makes one."
        )
        raise SettingsError(message)
    if settings.base_url and not settings.base_url.startswith(("http://", "https://")):
        message = "LABAPP_BASE_URL must begin with http:// or https://."
        raise SettingsError(message)
    if not settings.database.startswith("sqlite:") or env.get("REDIS_URL"):
        message = (
            "PostgreSQL and Redis are not ready yet: leave DATABASE_URL and REDIS_URL out, and"
            " labapp uses SQLite in LABAPP_HOME."
        )
        raise SettingsError(message)
