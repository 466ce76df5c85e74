"""What the providers' faults have in common: how long to wait, when to give up, which setting was refused."""

import re
from asyncio import timeout
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from agents.core.model import ModelUnavailableError

_NO_LETTER = re.compile(r"[^a-z]+")
# How a provider says that it does not know a part of the request, whatever a person wrote.
_UNSUPPORTED = re.compile(
    r"(?:does|do|is|are)(?: not|n't) (?:support(?:ed)?|permitted|allowed|compatible)|unsupported|deprecated"
    r"|extraneous key|unrecognized|unknown (?:field|parameter|name)|remove \S+ and try again"
    r"|may (?:only be set|not be enabled)",
    re.IGNORECASE,
)


@asynccontextmanager
async def deadline(seconds: float, model: str) -> AsyncIterator[None]:
    """End a call that takes longer in all. A client's own timeout is per read, so a dripping answer never meets it."""
    try:
        async with timeout(seconds):
            yield
    except TimeoutError:
        raise ModelUnavailableError("timeout", f"{model}: no answer in time") from None


def retry_after_s(headers: Mapping[str, str], now: datetime | None = None) -> float | None:
    """Seconds until the provider wants to be asked again (RFC 9110, 10.2.3), None if it does not say.

    A date is compared with the provider's own clock if it sends one.
    """
    milliseconds = _number(headers.get("retry-after-ms"))
    if milliseconds is not None:
        return milliseconds / 1000
    said = headers.get("retry-after")
    seconds = _number(said)
    if seconds is not None or said is None:
        return seconds
    until = _date(said)
    since = _date(headers.get("date", "")) or now or datetime.now(UTC)
    return max(0.0, (until - since).total_seconds()) if until else None


def refused_settings(message: str, sent: Mapping[str, str]) -> frozenset[str]:
    """The settings that a refusal is about; `sent` are those of the request, letters only (`toolchoice`)."""
    letters = _NO_LETTER.sub("", message.casefold())
    return frozenset(name for name, spelled in sent.items() if spelled in letters)


def is_unsupported(message: str) -> bool:
    """Whether a refusal is about what the model can do, not about this subject's text."""
    return _UNSUPPORTED.search(message) is not None


def _number(said: str | None) -> float | None:
    try:
        number = float(said or "")
    except ValueError:
        return None
    return number if 0 <= number < float("inf") else None


def _date(said: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(said)
    except ValueError:
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)
