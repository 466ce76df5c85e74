"""What models called over a network have in common."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from schemas.errors import BadInputError


def is_loopback_url(url: str) -> bool:
    """Whether `url` stays on this machine."""
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def require_allowed(url: str, *, real_calls: bool) -> None:
    """Raise `BadInputError` if real calls are forbidden and the address is not on this machine."""
    if not real_calls and not is_loopback_url(url):
        raise BadInputError("REVIVE_REAL_MODEL_CALLS=forbid: a real model call was about to be made")
