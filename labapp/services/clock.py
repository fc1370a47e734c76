"""What time it is; demo data tells it otherwise."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_pretended: ContextVar[datetime | None] = ContextVar("pretended", default=None)


def now() -> datetime:
    """The time now, aware, in UTC."""
    return _pretended.get() or datetime.now(UTC)


@contextmanager
def pretending(moment: datetime) -> Iterator[None]:
    """Do something as if it were `moment`: for demo data alone."""
    token = _pretended.set(moment)
    try:
        yield
    finally:
        _pretended.reset(token)
