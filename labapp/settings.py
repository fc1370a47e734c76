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
POSTGRESQL = "postgresql+psycopg://"
SPELLINGS = (POSTGRESQL, "postgresql://", "postgres://")  # all mean the same
EPHEMERAL = (
    "DYNO",
    "K_SERVICE",
)  # set where a disk lasts no longer than the process: Heroku, Knative


class SettingsError(Exception):
    """A setting that cannot be used, in words for the person who runs the server."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Everything a server can be told from outside.

    `base_url` is what links and QR codes carry ("" = found out at start); `secret_key` signs
    cookies ("" = made on first start and kept in `home`); `database_url` is as SQLAlchemy wants it
    ("" = SQLite in `home`); `redis_url` tells other processes on the same database of changes
    ("" = there are none); `trusted_proxies` is how many proxies stand in front; `transport` is how
    news goes out; `tick` is the shortest time in seconds between two pieces of news to the same
    screens (0 = at once, and no commit waits for more to come: for tests and commands).
    """

    home: Path = Path("instance")
    base_url: str = ""
    secret_key: str = ""
    database_url: str = ""
    redis_url: str = ""
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
            database_url=_database_url(env.get("DATABASE_URL", "")),
            redis_url=env.get("REDIS_URL", ""),
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
    def many_processes(self) -> bool:
        """Whether several processes may work at once: PostgreSQL keeps them apart, SQLite not."""
        return self.database.startswith(POSTGRESQL)

    @property
    def behind_tls(self) -> bool:
        """Whether residents reach us by https: then cookies are `__Host-` and `Secure`."""
        return self.base_url.startswith("https://")


def secret(name: str, env: Mapping[str, str] = os.environ) -> str:
    """A password that a person put into a variable of their own naming; "" when it is not set."""
    return env.get(name, "")


def wait_in_the_loop() -> None:
    """Have libraries wait where an async mode can see it: before their first import.

    psycopg's own wait happens in C and would stop every phone; eventlet's own resolver does not
    find what only a hosts file or a container's network knows.
    """
    os.environ["PSYCOPG_WAIT_FUNC"] = "wait_selector"
    os.environ.setdefault("EVENTLET_NO_GREENDNS", "yes")


def _database_url(said: str) -> str:
    for spelling in SPELLINGS:
        if said.startswith(spelling):
            return POSTGRESQL + said.removeprefix(spelling)
    if said and not said.startswith("sqlite:"):
        message = "DATABASE_URL must begin with postgresql:// (or be left out: then it is SQLite)."
        raise SettingsError(message)
    return said


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
    if settings.redis_url and not settings.many_processes:
        message = (
            "REDIS_URL tells processes of each other, but SQLite is for one process alone: set"
            " DATABASE_URL to a PostgreSQL too, or leave REDIS_URL out."
        )
        raise SettingsError(message)
    if any(name in env for name in EPHEMERAL):
        _check_what_must_stay(settings)


def _check_what_must_stay(settings: Settings) -> None:
    """What would be lost at the next restart of a host whose disk does not stay."""
    if not settings.many_processes:
        message = (
            "This host forgets its disk at every restart, and SQLite with it: set DATABASE_URL to"
            " a PostgreSQL."
        )
        raise SettingsError(message)
    if not settings.secret_key:
        message = (
            "This host forgets its disk at every restart, and the key that signs cookies with it:"
            f" set LABAPP_SECRET_KEY to at least {LEAST_KEY} random characters."
        )
        raise SettingsError(message)
