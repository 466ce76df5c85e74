"""One HTTP request to a receiver: to checked addresses, bounded in time and size, no redirect followed.

If a receiver has moved, its new address must be configured. The outcome says only what is certain: refused before
anything was sent is `failed`, an answer that never came `unknown`.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

import httpx

from blocks.channels.delivery import Delivery
from blocks.http_files import checked_transport
from blocks.settings import SourceRules
from blocks.urls import redacted
from schemas.errors import BadInputError, one_line

WITHIN_S = 20.0
_MOST = 64 * 1024  # bytes of an answer that are read
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.UnsupportedProtocol, httpx.InvalidURL, httpx.PoolTimeout)


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, and the first 64 KB of what was said."""

    status: int
    text: str

    @property
    def line(self) -> str:
        """For a person."""
        return f"HTTP {self.status}: {one_line(self.text[:200])}"


async def ask(
    method: str, url: str, name: str, rules: SourceRules, headers: Mapping[str, str], body: bytes | None = None
) -> Answer | Delivery:
    """The answer, or what is certain without one. `name` stands in messages instead of the URL, which may be secret."""
    shown = redacted(name)
    try:
        async with (
            asyncio.timeout(WITHIN_S),
            httpx.AsyncClient(transport=checked_transport(rules), follow_redirects=False) as client,
            client.stream(method, url, content=body, headers=dict(headers)) as response,
        ):
            return Answer(response.status_code, await _text(response))
    except BadInputError as error:
        return Delivery("failed", str(error))
    except _NOT_SENT as error:
        return Delivery("failed", f"{shown}: {type(error).__name__}")
    except (httpx.HTTPError, TimeoutError) as error:
        return Delivery("unknown", f"no answer from {shown}: {type(error).__name__}")


async def _text(response: httpx.Response) -> str:
    content = bytearray()
    async for chunk in response.aiter_raw():
        content += chunk[: _MOST - len(content)]
        if len(content) >= _MOST:
            break
    return content.decode(errors="replace")


def delivered(answer: Answer | Delivery) -> Delivery:
    """Accepted, refused, or an error of the receiver, who may have acted on it before."""
    if isinstance(answer, Delivery):
        return answer
    if httpx.codes.is_success(answer.status):
        return Delivery("sent")
    return Delivery("unknown" if httpx.codes.is_server_error(answer.status) else "failed", answer.line)


def insecure(url: str, rules: SourceRules) -> str | None:
    """Why a token must not be sent to this URL; None if it may. Plain http is for named private hosts only."""
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL:
        return "that is not a URL"
    if parsed.scheme == "https" or (parsed.scheme == "http" and rules.allows(parsed.host)):
        return None
    return f"{parsed.host or 'it'} is not asked over https, and a token is not sent without"
