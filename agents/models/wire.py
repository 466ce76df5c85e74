"""What the models that are called over a network share."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from schemas.errors import BadInputError


def is_loopback(url: str) -> bool:
    """Whether `url` stays on this machine."""
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def require_allowed(url: str, *, real_calls: bool) -> None:
    """Raise `BadInputError` on an address that leaves this machine where real calls are forbidden."""
    if not real_calls and not is_loopback(url):
        raise BadInputError("REVIVE_REAL_MODEL_CALLS=forbid: a real model call was about to be made")
