"""User tokens: a company's backend says who a person is, in a JSON Web Token that it signs with HS256.

RFC 7519 and RFC 7515, by the advice of RFC 8725: one algorithm whatever the header says, an expiry in any case, and
every part checked before it is used. Written here because it is these forty lines: a library would bring the
algorithms that we must refuse.
"""

import base64
import binascii
import hmac
import json
from collections.abc import Sequence
from typing import Any, TypeGuard

LONGEST_S = 86_400  # until a token expires: one that leaks is worth a day at most
_LEEWAY_S = 60  # between the backend's clock and ours
_CHARACTERS, _USER = 4_096, 128  # of a token; of a user's id
_PARTS = 3


class UserTokenError(Exception):
    """A user token proves nothing; the message never repeats it."""


def user_of(token: str, secrets: Sequence[str], now: float) -> str:
    """The user whom a token names. Raises `UserTokenError` unless one of our secrets signed it and it holds now."""
    if not secrets:
        raise UserTokenError("no secret is set here that user tokens could be checked with: REVIVE_USER_TOKEN_SECRETS")
    parts = token.split(".")
    if len(parts) != _PARTS or len(token) > _CHARACTERS or not token.isascii():
        raise UserTokenError("this is no user token: a JSON Web Token has three parts")
    header, claims, signature = _object(parts[0]), _object(parts[1]), _decoded(parts[2])
    if header.get("alg") != "HS256" or "crit" in header:
        raise UserTokenError("a user token is signed with HS256")
    signed = f"{parts[0]}.{parts[1]}".encode()
    # Each is tried, so that how long it takes does not say which secret fits.
    fits = [hmac.compare_digest(hmac.digest(secret.encode(), signed, "sha256"), signature) for secret in secrets]
    if not any(fits):
        raise UserTokenError("the signature of the user token does not fit: it is of another secret")
    _require_time(claims, now)
    return _subject(claims)


def _require_time(claims: dict[str, Any], now: float) -> None:
    expires, begins = claims.get("exp"), claims.get("nbf", 0)
    if not (_is_number(expires) and _is_number(begins)):
        raise UserTokenError("a user token says when it expires: exp, in seconds since 1970")
    if not now - _LEEWAY_S < expires <= now + LONGEST_S + _LEEWAY_S:
        raise UserTokenError("the user token has expired, or holds for more than a day; sign it anew")
    if begins > now + _LEEWAY_S:
        raise UserTokenError("the user token does not hold yet: nbf")


def _subject(claims: dict[str, Any]) -> str:
    subject = claims.get("sub")
    # A lone "-" is nobody: the owner of what people asked who prove nothing.
    if not isinstance(subject, str) or not 0 < len(subject) <= _USER or not subject.isprintable() or subject == "-":
        raise UserTokenError(f"a user token names its user: sub, 1 to {_USER} characters")
    return subject


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _object(part: str) -> dict[str, Any]:
    try:
        found = json.loads(_decoded(part))
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise UserTokenError("this is no user token: header and claims are JSON objects")
    return found


def _decoded(part: str) -> bytes:
    try:
        return base64.b64decode(part + "=" * (-len(part) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise UserTokenError("this is no user token: its parts are base64url") from None
