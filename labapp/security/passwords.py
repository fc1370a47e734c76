"""Passwords and secret tokens: argon2id, never on the loop; tokens are kept as hashes."""

import hashlib
import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from labapp import aio
from labapp.domain.errors import PasswordTooCommon, PasswordTooShort

LEAST = 10
LEAST_DIFFERENT = 5
_hasher = PasswordHasher()


def hash_password(password: str, *names: str) -> str:
    """The hash to keep. Raises `PasswordTooShort`, or `PasswordTooCommon` for one that is easy."""
    if len(password) < LEAST:
        raise PasswordTooShort(least=LEAST)
    plain = password.casefold()
    easy = len(set(plain)) < LEAST_DIFFERENT
    if easy or plain.startswith(("password", "lösenord", "123456")) or plain in names:
        raise PasswordTooCommon
    return aio.offload(lambda: _hasher.hash(password))


def password_fits(password_hash: str | None, password: str) -> bool:
    """Whether a password is right; it takes as long when there is no such account."""
    return aio.offload(lambda: _compare(password_hash, password))


def _compare(password_hash: str | None, password: str) -> bool:
    nobody = _nobodys_hash()  # asked for in either case: the first time it takes a while
    return _verify(password_hash or nobody, password) and bool(password_hash)


@cache
def _nobodys_hash() -> str:
    """What is compared with when there is no such account."""
    return _hasher.hash(secrets.token_hex())


def _verify(password_hash: str, password: str) -> bool:
    try:
        return _hasher.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def new_token() -> str:
    """A secret for a link or a cookie: 256 random bits."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> str:
    """What is kept of a secret token."""
    return hashlib.sha256(token.encode()).hexdigest()
